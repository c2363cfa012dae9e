package app.henk.agent.offline;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells German, English and French apart by words and letter groups, for messages of a word or two as well. */
final class Languages {

    private static final double ALPHA = 0.4;
    private static final int GRAM = 3;

    private final Map<String, Map<String, Integer>> grams = new LinkedHashMap<>();
    private final Map<String, Integer> totals = new HashMap<>();
    private final Map<String, Map<String, Integer>> words;
    private final Map<String, String> letters;
    private final Map<String, Integer> known = new HashMap<>();

    /**
     * @param samples words of each language and how often each stands in its sentences
     * @param letters that hardly another one has
     */
    Languages(Map<String, Map<String, Integer>> samples, Map<String, String> letters) {
        this.letters = letters;
        this.words = samples;
        samples.forEach((language, all) -> all.forEach((word, count) -> learn(language, word, count)));
    }

    private void learn(String language, String word, int count) {
        for (String gram : gramsOf(word)) {
            grams.computeIfAbsent(language, l -> new HashMap<>()).merge(gram, count, Integer::sum);
            totals.merge(language, count, Integer::sum);
            known.merge(gram, count, Integer::sum);
        }
    }

    /**
     * @param margin by how much the best is likelier than the next, in nats; below one it is a guess
     * @param grounded whether a word of the language or one of its letters speaks for it, not only a likeness: a
     *     person's name sounds like some language too
     */
    record Guess(String language, double margin, boolean grounded) {}

    /** The likeliest of these languages; the margin is 0 where the text has no word at all. */
    Guess guess(String text, List<String> among) {
        Map<String, Double> scores = new LinkedHashMap<>();
        among.forEach(language -> scores.put(language, 0.0));
        for (Token token : Token.of(text)) {
            if (token.isWord()) {
                scores.replaceAll((language, score) -> score + weight(token, language, among));
            }
        }
        List<Map.Entry<String, Double>> sorted = scores.entrySet().stream()
                .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
                .toList();
        double margin = sorted.size() < 2
                ? 99
                : sorted.get(0).getValue() - sorted.get(1).getValue();
        String best = sorted.getFirst().getKey();
        return new Guess(best, margin, Token.of(text).stream().anyMatch(token -> speaksFor(token, best)));
    }

    private boolean speaksFor(Token token, String language) {
        return words.getOrDefault(language, Map.of()).containsKey(token.folded())
                || letterHint(token.raw(), language) > 0;
    }

    private double weight(Token token, String language, List<String> among) {
        double score = 0;
        List<String> all = gramsOf(token.folded());
        for (String gram : all) {
            int count = grams.getOrDefault(language, Map.of()).getOrDefault(gram, 0);
            score += Math.log((count + ALPHA) / (totals.getOrDefault(language, 1) + ALPHA * known.size()));
        }
        // letter groups overlap and must not outvote a word that is known
        score = score / Math.max(1, all.size()) * Math.min(2.0, all.size() / 2.0);
        boolean here = words.getOrDefault(language, Map.of()).containsKey(token.folded());
        boolean elsewhere = among.stream()
                .anyMatch(l ->
                        !l.equals(language) && words.getOrDefault(l, Map.of()).containsKey(token.folded()));
        score += here ? elsewhere ? 1.0 : 3.0 : 0;
        return score + letterHint(token.raw(), language);
    }

    private static List<String> gramsOf(String folded) {
        String padded = "<" + folded + ">";
        return java.util.stream.IntStream.rangeClosed(0, padded.length() - GRAM)
                .mapToObj(i -> padded.substring(i, i + GRAM))
                .toList();
    }

    /** Letters that folding takes away are a strong hint. */
    private double letterHint(String raw, String language) {
        String typical = letters.getOrDefault(language, "");
        return 1.5
                * raw.toLowerCase(Locale.ROOT)
                        .chars()
                        .filter(c -> typical.indexOf(c) >= 0)
                        .count();
    }
}
