package app.henk.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a text is compared by: the stems of its words, the parts of its compounds, the concepts that it speaks of. */
final class Features {

    static final String WORD = "w:";
    static final String CONCEPT = "c:";
    /** Before a feature that stands in a passage's headings. */
    static final String IN_HEADING = "h";

    /** Before a feature that only stands in the questions which a passage is known to answer. */
    static final String IN_QUESTION = "q";
    /** A small word of such a question: nothing else tells "when are you open?" from "where are you?". */
    static final String SMALL = "s:";

    private static final double HEADING = 3;
    private static final double TITLE = 0.4;
    private static final double ASKED = 0.5;
    private static final double PART = 0.7;
    private static final double INEXACT = 0.75;

    private final Thesaurus thesaurus;

    Features(Thesaurus thesaurus) {
        this.thesaurus = thesaurus;
    }

    /** A way in which a word of a question may be found in a passage, and how much of the word it stands for. */
    record Way(String feature, double weight) {}

    /**
     * A word of a question, with every way to find it.
     *
     * @param subject how much is missing when no passage has it: see {@link Token#subject}
     */
    record Asked(String word, double subject, List<Way> ways) {}

    /** How often a passage has each feature; words in its headings count more. */
    Map<String, Double> ofPassage(Section section) {
        Map<String, Double> counts = new LinkedHashMap<>();
        count(section.title() + " " + section.tags(), section.language(), TITLE, counts);
        count(section.headings(), section.language(), HEADING, counts);
        count(section.text(), section.language(), 1, counts);
        section.asked().forEach(asked -> count(asked.text(), asked.language(), ASKED, counts));
        return counts;
    }

    /** What the questions say that the passage is known to answer, small words included. */
    Set<String> ofAsked(Section section) {
        Map<String, Double> counts = new LinkedHashMap<>();
        for (Section.Asked asked : section.asked()) {
            count(asked.text(), asked.language(), ASKED, counts);
            for (Token token : asked.language().tokens(asked.text())) {
                if (token.stop()) {
                    counts.put(SMALL + token.word(), ASKED);
                }
            }
        }
        return counts.keySet();
    }

    /** What the passage itself says, without what its whole document is about. */
    Set<String> ofOwnWords(Section section) {
        Map<String, Double> counts = new LinkedHashMap<>();
        count(section.headings(), section.language(), HEADING, counts);
        count(section.text(), section.language(), 1, counts);
        return counts.keySet();
    }

    Set<String> ofHeadings(Section section) {
        Map<String, Double> counts = new LinkedHashMap<>();
        count(section.headings(), section.language(), HEADING, counts);
        return counts.keySet();
    }

    private void count(String text, Language language, double weight, Map<String, Double> counts) {
        List<Token> tokens = language.tokens(text);
        for (Token token : tokens) {
            if (!token.stop()) {
                counts.merge(WORD + token.stem(), weight, Double::sum);
                for (String part : stems(token, language)) {
                    counts.merge(WORD + part, weight * PART, Double::sum);
                }
            }
        }
        for (Thesaurus.Mention mention : thesaurus.mentions(tokens, language, false)) {
            counts.merge(CONCEPT + mention.id(), mention.exact() ? weight : weight * INEXACT, Double::sum);
        }
    }

    private List<String> stems(Token token, Language language) {
        return thesaurus.parts(token.word(), language).stream()
                .flatMap(part -> language.tokens(part).stream())
                .map(Token::stem)
                .toList();
    }

    /** The words of a question that say something, misspelt ones taken for what they resemble. */
    List<Asked> ofQuestion(String question, Language language, Statistics statistics) {
        List<Token> tokens = language.tokens(question);
        Map<Integer, Map<String, Double>> concepts = new LinkedHashMap<>();
        for (Thesaurus.Mention mention : thesaurus.mentions(tokens, language, true)) {
            for (int at = mention.from(); at < mention.to(); at++) {
                // a form of several words is asked for once: by those that say something, else by its last
                if (tokens.get(at).stop() && at + 1 < mention.to()) {
                    continue;
                }
                concepts.computeIfAbsent(at, index -> new LinkedHashMap<>())
                        .merge(CONCEPT + mention.id(), mention.exact() ? 1 : INEXACT, Math::max);
            }
        }
        List<Asked> asked = new ArrayList<>();
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            Map<String, Double> meant = concepts.getOrDefault(at, Map.of());
            if (!token.stop() || !meant.isEmpty()) {
                asked.addAll(ways(token, meant, language, statistics));
            }
        }
        return asked.isEmpty() ? small(tokens) : asked;
    }

    private static List<Asked> small(List<Token> tokens) {
        return tokens.stream()
                .map(token -> new Asked(token.word(), 0, List.of(new Way(SMALL + token.word(), 1))))
                .distinct()
                .toList();
    }

    private List<Asked> ways(Token token, Map<String, Double> concepts, Language language, Statistics statistics) {
        Map<String, Double> ways = new LinkedHashMap<>();
        if (!token.stop()) {
            ways.put(WORD + token.stem(), 1.0);
        }
        concepts.forEach((concept, weight) -> {
            if (statistics.knows(concept)) {
                ways.merge(concept, weight, Math::max);
            }
        });
        boolean found = ways.keySet().stream().anyMatch(statistics::knows);
        List<String> parts = stems(token, language);
        if (!found && !parts.isEmpty()) {
            return parts.stream()
                    .map(part -> new Asked(part, token.subject(), List.of(new Way(WORD + part, 1.0))))
                    .toList();
        }
        parts.forEach(part -> ways.merge(WORD + part, PART, Math::max));
        if (!found) {
            Set<String> closest = closest(token, language, statistics);
            closest.forEach(stem -> ways.put(WORD + stem, INEXACT));
            if (closest.isEmpty()) {
                head(token, language).forEach(way -> ways.merge(way, PART, Math::max));
            }
        }
        return List.of(new Asked(
                token.word(),
                token.subject(),
                ways.entrySet().stream()
                        .map(way -> new Way(way.getKey(), way.getValue()))
                        .toList()));
    }

    private List<String> head(Token token, Language language) {
        List<Token> head =
                thesaurus.head(token.word(), language).map(language::tokens).orElse(List.of());
        List<String> ways = new ArrayList<>();
        head.forEach(word -> ways.add(WORD + word.stem()));
        thesaurus.mentions(head, language, false).forEach(mention -> ways.add(CONCEPT + mention.id()));
        return ways;
    }

    private Set<String> closest(Token token, Language language, Statistics statistics) {
        return thesaurus.correction(token.word(), language).stream()
                .flatMap(word -> language.tokens(word).stream())
                .map(Token::stem)
                .filter(stem -> statistics.knows(WORD + stem))
                .collect(Collectors.toSet());
    }
}
