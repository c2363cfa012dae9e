package app.henk.agent.offline.staff;

import app.henk.agent.offline.Stems;
import app.henk.agent.offline.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The words of one language by which colleagues are understood, from {@code prompts/engine/staff/<language>.yaml}. A
 * section holds phrases with what each of them means; the longest phrase wins, and other endings of a word count as it.
 */
final class Lexicon {

    /** @param to index behind the last token */
    record Hit(String meaning, int from, int to) {

        int length() {
            return to - from;
        }
    }

    private static final class Section {
        private final Map<String, String> exact = new HashMap<>();
        private final Map<String, String> stemmed = new HashMap<>();
        private int longest = 1;
    }

    /** "+44 20 7946 0958" adds nothing. */
    private static final String NO_TELEPHONE = "(?!(?<=\\+)\\d[\\d ()/-]{6,}\\d)";

    /** Sections whose words stand with any ending. */
    private static final Set<String> INFLECTED = Set.of(
            "entity",
            "status",
            "stage",
            "light",
            "measure",
            "dimension",
            "number_field",
            "lasting",
            "date_field",
            "overdue",
            "field",
            "kind",
            "staff_count",
            "unit",
            "lever",
            "created_kind",
            "money",
            "ornament",
            "industry");

    private final String language;
    private final Map<String, Section> sections = new HashMap<>();
    private final Map<String, List<CommandPattern>> commands = new LinkedHashMap<>();
    private final Map<String, List<VerbForms>> verbs = new HashMap<>();
    private final Map<String, String> signs = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> stems = new HashSet<>();
    private final Slips slips = new Slips(this);

    /** @param function small words of the language, known from elsewhere */
    Lexicon(String language, JsonNode root, Iterable<String> function) {
        this.language = language;
        function.forEach(this::know);
        root.properties().forEach(entry -> {
            if (entry.getKey().equals("signs")) {
                entry.getValue()
                        .properties()
                        .forEach(
                                sign -> signs.put(sign.getKey(), sign.getValue().asString("")));
            } else if (entry.getKey().equals("commands")) {
                entry.getValue()
                        .properties()
                        .forEach(command ->
                                texts(command.getValue()).forEach(phrase -> pattern(command.getKey(), phrase)));
            } else if (entry.getKey().equals("verbs")) {
                entry.getValue().properties().forEach(command -> {
                    verbs.put(
                            command.getKey(),
                            texts(command.getValue())
                                    .map(verb -> VerbForms.from(language, verb))
                                    .toList());
                    texts(command.getValue())
                            .flatMap(verb -> VerbForms.of(language, verb).stream())
                            .forEach(phrase -> pattern(command.getKey(), phrase));
                });
            } else {
                read(entry.getKey(), entry.getValue());
            }
        });
    }

    String language() {
        return language;
    }

    Map<String, List<CommandPattern>> commands() {
        return commands;
    }

    /** The verbs by which something is ordered. */
    List<VerbForms> verbs(String command) {
        return verbs.getOrDefault(command, List.of());
    }

    /** The signs that people use for words, as words: "&gt; 10k". */
    String written(String text) {
        String plain = text;
        for (var sign : signs.entrySet()) {
            plain = plain.replaceAll(
                    Pattern.quote(sign.getKey()) + NO_TELEPHONE, Matcher.quoteReplacement(sign.getValue()));
        }
        return plain;
    }

    private static Stream<String> texts(JsonNode phrases) {
        return phrases.valueStream().map(phrase -> phrase.asString(""));
    }

    private void pattern(String command, String phrase) {
        CommandPattern pattern = CommandPattern.of(phrase);
        commands.computeIfAbsent(command, c -> new ArrayList<>()).add(pattern);
        pattern.words().forEach(this::know);
    }

    private void read(String name, JsonNode node) {
        if (node.isObject()
                && node.properties().stream().anyMatch(entry -> entry.getValue().isObject())) {
            throw new IllegalArgumentException(name + " is nested too deeply");
        }
        Section section = sections.computeIfAbsent(name, n -> new Section());
        if (node.isArray()) {
            node.forEach(phrase -> add(section, phrase.asString(""), Token.fold(phrase.asString(""))));
            return;
        }
        node.properties()
                .forEach(
                        entry -> entry.getValue().forEach(phrase -> add(section, phrase.asString(""), entry.getKey())));
    }

    private void add(Section section, String phrase, String meaning) {
        List<Token> tokens = Token.of(phrase);
        if (tokens.isEmpty()) {
            section.exact.putIfAbsent(Token.fold(phrase), meaning);
            return;
        }
        section.longest = Math.max(section.longest, tokens.size());
        section.exact.putIfAbsent(joined(tokens, 0, tokens.size()), meaning);
        section.stemmed.putIfAbsent(stems(tokens, 0, tokens.size()), meaning);
        tokens.forEach(token -> {
            know(token.folded());
            if (token.isCapitalised()) {
                slips.noun(token.folded());
            }
        });
    }

    private void know(String phrase) {
        Token.of(phrase).forEach(token -> {
            known.add(token.folded());
            stems.add(Stems.stem(token.folded(), language));
            slips.word(token.folded());
        });
    }

    /** Whether the word itself stands somewhere, whatever its ending. */
    boolean hasExactly(Token token) {
        return known.contains(token.folded());
    }

    boolean knows(Token token) {
        return !token.isWord()
                || known.contains(token.folded())
                || (token.folded().length() > 3
                        && (!token.isCapitalised() || language.equals("de"))
                        && stems.contains(Stems.stem(token.folded(), language)));
    }

    /** The longest phrase of a section that begins at a token. */
    Optional<Hit> at(String name, List<Token> tokens, int at) {
        return at(name, tokens, at, tokens.size());
    }

    /** @param before index that the phrase must not go beyond */
    Optional<Hit> at(String name, List<Token> tokens, int at, int before) {
        Section section = sections.get(name);
        boolean inflected = INFLECTED.contains(name) || name.startsWith("value.");
        if (section == null || at < 0) {
            return Optional.empty();
        }
        for (int end = Math.min(before, at + section.longest); end > at; end--) {
            String meaning = section.exact.get(joined(tokens, at, end));
            // a word that stands somewhere as it is means that
            boolean other = meaning == null && inflected && !areKnown(tokens, at, end);
            if (other && tokens.get(at).folded().length() > 3) {
                meaning = section.stemmed.get(stems(tokens, at, end));
            }
            if (meaning != null) {
                return Optional.of(new Hit(meaning, at, end));
            }
        }
        return Optional.empty();
    }

    /** The longest phrase of a section that ends right before a token. */
    Optional<Hit> before(String name, List<Token> tokens, int end) {
        Section section = sections.get(name);
        for (int from = section == null ? end : Math.max(0, end - section.longest); from < end; from++) {
            Optional<Hit> hit = at(name, tokens, from).filter(found -> found.to() == end);
            if (hit.isPresent()) {
                return hit;
            }
        }
        return Optional.empty();
    }

    /** What a phrase means, if the section has exactly it. */
    Optional<String> exactly(String section, String folded) {
        return Optional.ofNullable(sections.get(section)).map(s -> s.exact.get(folded));
    }

    /** All phrases of a section, folded. */
    Set<String> phrases(String section) {
        Section found = sections.get(section);
        return found == null ? Set.of() : Set.copyOf(found.exact.keySet());
    }

    /** All phrases of a section that mean the same. */
    List<String> phrases(String section, String meaning) {
        Section found = sections.get(section);
        return found == null
                ? List.of()
                : found.exact.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(meaning))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
    }

    /**
     * The word that was probably meant, when it is none of the language's own.
     *
     * @param noun whether it was written like one
     */
    Optional<String> corrected(String folded, boolean noun) {
        return slips.corrected(folded, noun);
    }

    /** Whether a section has exactly this word. */
    boolean has(String section, String word) {
        return exactly(section, word).isPresent();
    }

    /** Whether any section has exactly this word that a test of its name takes. */
    boolean hasIn(Predicate<String> section, String word) {
        return sections.entrySet().stream()
                .anyMatch(entry ->
                        section.test(entry.getKey()) && entry.getValue().exact.containsKey(word));
    }

    private boolean areKnown(List<Token> tokens, int from, int to) {
        return tokens.subList(from, to).stream().allMatch(this::hasExactly);
    }

    private static String joined(List<Token> tokens, int from, int to) {
        if (to - from == 1) {
            return tokens.get(from).folded();
        }
        StringBuilder phrase = new StringBuilder();
        for (int i = from; i < to; i++) {
            phrase.append(i == from ? "" : " ").append(tokens.get(i).folded());
        }
        return phrase.toString();
    }

    private String stems(List<Token> tokens, int from, int to) {
        StringBuilder phrase = new StringBuilder();
        for (int i = from; i < to; i++) {
            phrase.append(i == from ? "" : " ").append(Stems.stem(tokens.get(i).folded(), language));
        }
        return phrase.toString();
    }
}
