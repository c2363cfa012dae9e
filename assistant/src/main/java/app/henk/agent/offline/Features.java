package app.henk.agent.offline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sentence is told by: stems, pairs of neighbours, letter groups that survive a misspelling and join compounds,
 * and the kinds of its words ("the second" and "the third" are alike).
 */
final class Features {

    /** Lists of words whose members stand for each other. */
    private static final List<String> KINDS = List.of(
            "pick",
            "date.weekdays",
            "date.months",
            "date.days",
            "time.parts",
            "visit_types",
            "money.currency",
            "languages",
            "slots",
            "measures",
            "people",
            "negation.before");

    /** Begins the names of features that are words. */
    static final String WORD = "w:";

    private final Words words;

    Features(Words words) {
        this.words = words;
    }

    /** Without particles, unless there is nothing else. */
    List<Token> telling(List<Token> tokens) {
        List<Token> telling = tokens.stream()
                .filter(token -> words.of("particles").exactly(token.folded()).isEmpty())
                .toList();
        return telling.stream().allMatch(Token::isMark) ? tokens : telling;
    }

    /** By name, with how much each one tells before anything is learnt. */
    Map<String, Float> of(List<Token> said) {
        List<Token> tokens = telling(said);
        Map<String, Float> features = new HashMap<>();
        String before = "^";
        String beforeThat = "";
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isMark()) {
                if (token.folded().equals("?")) {
                    features.put("?", 0.6f);
                }
                continue;
            }
            kinds(tokens, i, features);
            String stem = token.isNumber() ? "#" : Stems.stem(token.folded(), words.language());
            features.merge(WORD + stem, 1f, Math::max);
            features.merge("b:" + before + "_" + stem, 0.8f, Math::max);
            if (!beforeThat.isEmpty()) {
                features.merge("s:" + beforeThat + "_" + stem, 0.5f, Math::max);
            }
            beforeThat = before;
            before = stem;
            if (token.isWord()) {
                letters(token.folded(), features);
            }
        }
        features.merge("b:" + before + "_$", 0.6f, Math::max);
        return features;
    }

    private void kinds(List<Token> tokens, int at, Map<String, Float> features) {
        for (String kind : KINDS) {
            if (words.of(kind).has(tokens, at)) {
                features.merge("k:" + kind, 0.7f, Math::max);
            }
        }
        words.of("cues").at(tokens, at).ifPresent(cue -> features.merge("u:" + cue.value(), 1f, Math::max));
    }

    private static void letters(String word, Map<String, Float> features) {
        String padded = "<" + word + ">";
        for (int i = 0; i + 4 <= padded.length(); i++) {
            features.merge("c:" + padded.substring(i, i + 4), 0.4f, Math::max);
            if (i + 6 <= padded.length()) {
                features.merge("c:" + padded.substring(i, i + 6), 0.4f, Math::max);
            }
        }
    }
}
