package app.henk.agent.grounding;

import app.henk.agent.grounding.Figure.Measure;
import app.henk.agent.prompt.PromptFiles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The words of {@code prompts/model/grounding.yaml} by which claims are recognised. */
@Component
public class GroundingWords {

    /** @param factor to the measure's smallest unit */
    record Unit(Measure measure, int factor) {}

    private final Map<String, Unit> units = new HashMap<>();
    private final Map<String, Integer> months = new HashMap<>();
    private final NumberWords numbers;
    private final Set<String> unsureMonths;
    private final Set<String> between;
    private final Set<String> naming;
    private final Set<String> generic;
    private final Set<String> promises;
    private final Set<String> contact;
    private final Set<String> negations;
    private final Set<String> soft;
    private final Set<String> callers;
    private final Set<String> limits;
    private final Set<String> stocked;
    private final Set<String> pointing;
    private final TreeSet<String> risky = new TreeSet<>();

    public GroundingWords(PromptFiles prompts) {
        JsonNode data = prompts.data("grounding");
        data.path("units")
                .properties()
                .forEach(measure -> measure.getValue()
                        .properties()
                        .forEach(unit -> units.put(
                                unit.getKey(),
                                new Unit(
                                        Measure.valueOf(measure.getKey().toUpperCase(Locale.ROOT)),
                                        unit.getValue().intValue()))));
        int month = 1;
        for (JsonNode names : data.path("months")) {
            for (JsonNode name : names) {
                months.put(name.asString(), month);
            }
            month++;
        }
        numbers = new NumberWords(data.path("numbers"), units::containsKey);
        unsureMonths = set(data.path("unsure_months"));
        between = set(data.path("between"));
        naming = set(data.path("naming"));
        generic = set(data.path("generic"));
        promises = set(data.path("promises").path("words"));
        contact = set(data.path("promises").path("contact"));
        negations = set(data.path("promises").path("negations"));
        soft = set(data.path("promises").path("soft"));
        callers = set(data.path("promises").path("callers"));
        limits = set(data.path("limits"));
        stocked = set(data.path("stocked"));
        pointing = set(data.path("pointing"));
        risky.addAll(stocked);
        risky.addAll(promises);
        risky.addAll(contact);
        risky.addAll(Set.of("http", "https", "www", "javascript", "data", "mailto"));
    }

    @Nullable
    Unit unit(String word) {
        return units.get(word);
    }

    @Nullable
    Integer month(String word) {
        return months.get(word);
    }

    /** May be an ordinary word as well, when it is not written as a name. */
    boolean isUnsureMonth(String word) {
        return unsureMonths.contains(word);
    }

    NumberWords numbers() {
        return numbers;
    }

    /** What counts as the word before the next one: "June the twelfth" names a month. */
    String before(String earlier, String word) {
        return word.equals("the") && months.containsKey(earlier) ? earlier : word;
    }

    boolean isBetween(String word) {
        return between.contains(word);
    }

    boolean isNaming(String word) {
        return naming.contains(word);
    }

    boolean isGeneric(String word) {
        return generic.contains(word);
    }

    boolean isPromise(String word) {
        return promises.contains(word);
    }

    boolean isContact(String word) {
        return contact.contains(word);
    }

    /** A figure beside it may be the person's own limit. */
    boolean isLimit(String word) {
        return limits.contains(word);
    }

    /** Stands for what was named before. */
    boolean isPointing(String word) {
        return pointing.contains(word);
    }

    /** Says that something is there. */
    boolean isStocked(String word) {
        return stocked.contains(word);
    }

    /** The words of a sentence in lower case. */
    Stream<String> said(CharSequence sentence) {
        return Arrays.stream(
                sentence.toString().toLowerCase(Locale.ROOT).replace('’', '\'').split("[^\\p{L}']+"));
    }

    boolean isNegation(String word) {
        return negations.contains(word);
    }

    boolean isSoft(String word) {
        return soft.contains(word);
    }

    boolean isCaller(String word) {
        return callers.contains(word);
    }

    /** Whether a word that begins like this may turn out to be one that has to be looked at. */
    boolean mayBecomeRisky(String beginning) {
        String next = risky.ceiling(beginning);
        return next != null && next.startsWith(beginning) || numbers.mayBegin(beginning);
    }

    private static Set<String> set(JsonNode words) {
        Set<String> set = new HashSet<>();
        words.forEach(word -> set.add(word.asString()));
        return Set.copyOf(set);
    }
}
