package app.henk.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The words of a tenant's trade: what people say for one thing in three languages, everyday words and frequent
 * misspellings included. Immutable, safe to share, quick enough for an event loop.
 */
public final class Thesaurus {

    /** Knows nothing, for a tenant without one. */
    public static final Thesaurus EMPTY = new Thesaurus(new Sheet(List.of(), List.of(), Map.of(), Map.of(), Map.of()));

    private static final int SHORTEST_WORD_PART = 5;
    private static final int LONGEST_TEXT = 4_000;

    /**
     * A concept that a text speaks of.
     *
     * @param id such as {@code occasion.wedding}
     * @param from index of the first word in the text, counted from 0; {@code to} is behind the last one
     * @param exact false when the word was recognised inside of a compound or in spite of a misspelling
     */
    public record Mention(String id, String words, int from, int to, boolean exact) {}

    private record Sheet(
            List<Map<String, Object>> concepts,
            @Nullable List<String> compounds,
            @Nullable Map<String, Map<String, String>> names,
            @Nullable Map<String, List<String>> elsewhere,
            @Nullable Map<String, List<String>> everywhere) {}

    private final Map<Language, Forms> forms = new EnumMap<>(Language.class);
    private final Compounds compounds;
    private final Set<String> ids = new LinkedHashSet<>();
    private final Map<String, Map<String, String>> names = new HashMap<>();
    private final Map<String, List<String>> elsewhere;
    private final Map<String, List<String>> everywhere;

    private Thesaurus(Sheet sheet) {
        for (Language language : Language.values()) {
            forms.put(language, new Forms(language));
        }
        sheet.concepts().forEach(this::add);
        this.compounds = new Compounds(parts(sheet));
        forms.values().forEach(Forms::complete);
        this.elsewhere = listed(sheet.elsewhere());
        this.everywhere = listed(sheet.everywhere());
        Map<String, Map<String, String>> named = sheet.names();
        if (named != null) {
            named.forEach((id, byLanguage) ->
                    names.computeIfAbsent(id, i -> new LinkedHashMap<>()).putAll(byLanguage));
        }
    }

    private static Map<String, List<String>> listed(@Nullable Map<String, List<String>> byLanguage) {
        return byLanguage == null ? Map.of() : Map.copyOf(byLanguage);
    }

    private Forms forms(Language language) {
        return Objects.requireNonNull(forms.get(language));
    }

    /** Listed ones, and what is a word by itself: lieferzeit in Lieferzeitverlängerung. */
    private List<String> parts(Sheet sheet) {
        List<String> parts = new ArrayList<>();
        forms(Language.DE).words().stream()
                .filter(word -> word.length() >= SHORTEST_WORD_PART)
                .forEach(parts::add);
        List<String> listed = sheet.compounds();
        parts.addAll(listed == null ? List.of() : listed);
        return parts;
    }

    /**
     * Reads {@code concepts} (id and forms by language), {@code compounds} (parts of German compounds), {@code names} (by
     * id and language: what something is called on a card, where that is not the first form), {@code elsewhere}
     * (questions by language that the trade does not answer) and {@code everywhere} (what all of the trade is anyhow).
     */
    public static Thesaurus read(InputStream yaml) throws IOException {
        try (yaml) {
            return new Thesaurus(new YAMLMapper().readValue(yaml, Sheet.class));
        }
    }

    static Thesaurus read(String yaml) {
        return yaml.isBlank() ? EMPTY : new Thesaurus(new YAMLMapper().readValue(yaml, Sheet.class));
    }

    private void add(Map<String, Object> concept) {
        String id = String.valueOf(concept.get("id"));
        ids.add(id);
        for (Language language : Language.values()) {
            if (concept.get(language.code()) instanceof Collection<?> written) {
                written.forEach(form -> forms(language).add(id, String.valueOf(form)));
                written.stream()
                        .findFirst()
                        .ifPresent(first -> names.computeIfAbsent(id, i -> new LinkedHashMap<>())
                                .put(language.code(), String.valueOf(first)));
            }
        }
    }

    /** All ids, in the order of the sheet. */
    public Set<String> ids() {
        return ids;
    }

    /** Questions by language that people ask the trade although it does not answer them. */
    Map<String, List<String>> elsewhere() {
        return elsewhere;
    }

    /** Phrases by language that tell nothing of a thing, because everything here is so. */
    Map<String, List<String>> everywhere() {
        return everywhere;
    }

    /** What the trade calls something, for a reader of the language; in English or any other where that one is missing. */
    public Optional<String> name(String id, String language) {
        Map<String, String> known = names.getOrDefault(id, Map.of());
        return Optional.ofNullable(known.get(language))
                .or(() -> Optional.ofNullable(known.get(Language.EN.code())))
                .or(() -> known.values().stream().findFirst());
    }

    /** Which concepts a text speaks of, in the order of its words, each once. Texts are read to 4 000 characters. */
    public List<String> concepts(String text, String language) {
        return mentions(text, language).stream().map(Mention::id).distinct().toList();
    }

    /** The same with the place of each; where forms of one kind overlap, the longest wins. */
    public List<Mention> mentions(String text, String language) {
        String bounded = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        Language spoken = Language.of(language);
        return mentions(spoken.tokens(bounded), spoken, true);
    }

    /** @param lenient whether a misspelt word is taken for the one it resembles */
    List<Mention> mentions(List<Token> tokens, Language language, boolean lenient) {
        List<Mention> found = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            int end = at;
            for (int length = Math.min(Forms.LONGEST, tokens.size() - at); length > 0 && end == at; length--) {
                Set<String> known = forms(language).known(tokens, at, at + length);
                if (!known.isEmpty()) {
                    end = at + length;
                    note(found, known, tokens, at, end, true);
                    inner(found, known, tokens, at, end, language);
                }
            }
            if (end == at) {
                end = at + 1;
                single(tokens, at, language, lenient, found);
            }
            at = end;
        }
        return found;
    }

    /** "Our wedding" is said by a groom and also speaks of a wedding; "navy blue" is no other blue. */
    private void inner(
            List<Mention> found, Set<String> outer, List<Token> tokens, int from, int to, Language language) {
        for (int at = from; at < to && to - from > 1; at++) {
            Set<String> other = new LinkedHashSet<>(forms(language).known(tokens, at, at + 1));
            other.removeIf(id -> outer.stream().anyMatch(one -> group(one).equals(group(id))));
            note(found, other, tokens, at, at + 1, true);
        }
    }

    private static String group(String id) {
        return id.substring(0, id.indexOf('.') + 1);
    }

    private void single(List<Token> tokens, int at, Language language, boolean lenient, List<Mention> found) {
        Token token = tokens.get(at);
        if (token.stop()) {
            return;
        }
        for (Language other : Language.values()) {
            Set<String> borrowed = forms(other).written(token.word());
            if (!borrowed.isEmpty() && token.word().length() > 3) {
                note(found, borrowed, tokens, at, at + 1, true);
                return;
            }
        }
        Set<String> inside = inside(token, language);
        if (!inside.isEmpty()) {
            note(found, inside, tokens, at, at + 1, false);
        } else if (lenient) {
            correction(token.word(), language)
                    .ifPresent(meant -> note(found, forms(language).written(meant), tokens, at, at + 1, false));
        }
    }

    private Set<String> inside(Token token, Language language) {
        Set<String> inside = new LinkedHashSet<>();
        for (String part : parts(token.word(), language)) {
            for (Token word : language.tokens(part)) {
                inside.addAll(forms(language).stem(word.stem()));
            }
        }
        return inside;
    }

    /** What a German compound is made of; empty for any other word. */
    List<String> parts(String word, Language language) {
        return language == Language.DE ? compounds.split(word) : List.of();
    }

    /** What a German compound is at heart although its beginning is unknown. */
    Optional<String> head(String word, Language language) {
        return language == Language.DE ? compounds.head(word) : Optional.empty();
    }

    /** The known word that a misspelt one is close to. */
    Optional<String> correction(String word, Language language) {
        return forms(language).closest(word);
    }

    private static void note(
            List<Mention> found, Set<String> ids, List<Token> tokens, int from, int to, boolean exact) {
        StringBuilder words = new StringBuilder();
        tokens.subList(from, to).forEach(token -> words.append(' ').append(token.word()));
        ids.forEach(id -> found.add(new Mention(id, words.substring(1), from, to, exact)));
    }
}
