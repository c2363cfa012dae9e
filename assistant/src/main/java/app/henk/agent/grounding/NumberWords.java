package app.henk.agent.grounding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The words that numbers are made of, in three languages. Strict, where the engine's reader of what people write
 * forgives: what is made of them is held against the evidence.
 */
final class NumberWords {

    static final int GERMAN = 1;
    static final int ENGLISH = 2;
    static final int FRENCH = 4;
    private static final Map<String, Integer> LANGUAGES = Map.of("de", GERMAN, "en", ENGLISH, "fr", FRENCH);

    /** What a part of a number does in it. */
    enum Role {
        NUMBER,
        /** An article where it stands alone. */
        ONE,
        ORDINAL,
        AND,
        HALF,
        /** Speaks of hundreds or thousands, and nobody knows of how many. */
        UNREADABLE
    }

    /** @param languages in which it is said, as bits */
    record Part(int value, Role role, int languages) {}

    private static final List<Part> UNREADABLE = List.of(new Part(0, Role.UNREADABLE, GERMAN | ENGLISH | FRENCH));

    private final Map<String, List<Part>> words = new HashMap<>();
    /** How they begin. */
    private final Set<String> beginnings = new HashSet<>();
    /** What German makes one word of. */
    private final Map<String, Part> inCompounds = new HashMap<>();

    private final Set<String> partBeginnings = new HashSet<>();

    private final Map<String, Integer> joints = new HashMap<>();
    private final Map<String, Integer> halves = new HashMap<>();
    private final List<String> multipliers = new ArrayList<>();
    private final Predicate<String> isUnit;

    /** @param isUnit "cents" is one, and a hundred in French */
    NumberWords(JsonNode data, Predicate<String> isUnit) {
        this.isUnit = isUnit;
        LANGUAGES.forEach((name, language) -> load(data.path(name), language));
        words.keySet().stream().filter(this::begins).forEach(word -> addBeginnings(word, beginnings));
        inCompounds.keySet().forEach(part -> addBeginnings(part, partBeginnings));
    }

    private void load(JsonNode data, int language) {
        data.path("words")
                .properties()
                .forEach(word -> add(word.getKey(), word.getValue().intValue(), Role.NUMBER, language));
        data.path("one").forEach(word -> add(word.asString(), 1, Role.ONE, language));
        for (var stem : data.path("ordinals").properties()) {
            data.path("endings")
                    .forEach(ending -> add(
                            stem.getKey() + ending.asString(), stem.getValue().intValue(), Role.ORDINAL, language));
        }
        String and = data.path("and").asString();
        joints.put(and, language);
        String half = data.path("half").asString();
        if (language == GERMAN) {
            Part one = new Part(1, Role.ONE, GERMAN);
            Part more = new Part(0, Role.HALF, GERMAN);
            inCompounds.put(and, new Part(0, Role.AND, GERMAN));
            inCompounds.put(half, more);
            words.put(data.path("one_and_half").asString(), List.of(one, more));
            data.path("words").properties().stream()
                    .filter(word -> word.getValue().intValue() >= 100)
                    .forEach(word -> multipliers.add(word.getKey()));
        } else {
            halves.put(half, language);
        }
    }

    /** Also as it is written without umlauts. A word of two languages counts in both. */
    private void add(String word, int value, Role role, int language) {
        for (String written : Stream.of(word, plain(word)).distinct().toList()) {
            int others = words.getOrDefault(written, List.of()).stream()
                    .filter(part -> part.value() == value && part.role() == role)
                    .mapToInt(Part::languages)
                    .findFirst()
                    .orElse(0);
            words.put(written, List.of(new Part(value, role, language | others)));
            if (language == GERMAN) {
                inCompounds.put(written, new Part(value, role, GERMAN));
            }
        }
    }

    private static String plain(String word) {
        return word.replace("ü", "ue").replace("ö", "oe").replace("ß", "ss");
    }

    private static void addBeginnings(String word, Set<String> to) {
        for (int end = 1; end <= word.length(); end++) {
            to.add(word.substring(0, end));
        }
    }

    /** Whether a word that begins like this may turn out to be a number. */
    boolean mayBegin(String beginning) {
        if (beginnings.contains(beginning)) {
            return true;
        }
        int at = longestPart(beginning, 0);
        boolean begun = at > 0 && words.containsKey(beginning.substring(0, at));
        while (begun && at > 0 && at < beginning.length() && !partBeginnings.contains(beginning.substring(at))) {
            at = longestPart(beginning, at);
        }
        return begun && at > 0;
    }

    /** Whether a number begins with this word, in lower case. */
    boolean begins(String word) {
        List<Part> parts = parts(word);
        return parts.size() > 1 || !parts.isEmpty() && parts.getFirst().role() != Role.ONE;
    }

    /** By how much this multiplies the number before it: "2 tausend"; 1 when it is no such word. */
    int multiplier(String word) {
        List<Part> parts = parts(word);
        return parts.size() == 1 && parts.getFirst().value() >= 100
                ? parts.getFirst().value()
                : 1;
    }

    /** What a word is made of; nothing when it is no part of a number. */
    List<Part> parts(String word) {
        List<Part> whole = words.get(word);
        if (whole != null) {
            return whole;
        }
        List<Part> parts = compound(word);
        boolean isOfHundreds = parts.isEmpty() && multipliers.stream().anyMatch(word::contains);
        return isOfHundreds ? UNREADABLE : parts;
    }

    /** German writes a number as one word. */
    private List<Part> compound(String word) {
        List<Part> parts = new ArrayList<>();
        for (int at = 0, end; at < word.length(); at = end) {
            end = longestPart(word, at);
            if (end < 0 || at == 0 && !words.containsKey(word.substring(0, end))) {
                return List.of();
            }
            parts.add(inCompounds.get(word.substring(at, end)));
        }
        return List.copyOf(parts);
    }

    private int longestPart(String word, int from) {
        int longest = -1;
        for (int end = from + 1; end <= word.length(); end++) {
            String part = word.substring(from, end);
            if (!partBeginnings.contains(part)) {
                break;
            }
            if (inCompounds.containsKey(part)) {
                longest = end;
            }
        }
        return longest;
    }

    boolean isUnit(String word) {
        return isUnit.test(word);
    }

    /** Of which language this is the "and" within a number; 0 when it is none. */
    int joint(String word) {
        return joints.getOrDefault(word, 0);
    }

    /** How a half is added to a number behind it, with the language. */
    Map<String, Integer> halves() {
        return halves;
    }
}
