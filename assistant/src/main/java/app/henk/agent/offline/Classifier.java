package app.henk.agent.offline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells a sentence's intents: for each intent a logistic regression over words, pairs of words and letter groups,
 * learnt from phrases. Each intent is judged for itself, so that a sentence may do two things, or none.
 */
final class Classifier {

    /** @param score 0 to 1, how likely the sentence does this */
    record Guess(Intent intent, double score) {}

    private final Features features;
    private final Weights weights;
    private final Map<String, Intent> exact = new HashMap<>();
    private final Map<String, Intent> exactBare = new HashMap<>();

    /** @param weights learnt from these phrases */
    Classifier(Features features, TrainingPhrases phrases, Weights weights) {
        this.features = features;
        this.weights = weights;
        for (TrainingPhrases.Pattern pattern : phrases.patterns()) {
            for (List<Token> phrase : pattern.phrases()) {
                exact.putIfAbsent(key(phrase), pattern.intent());
                bare(phrase).ifPresent(key -> exactBare.putIfAbsent(key, pattern.intent()));
            }
        }
    }

    /** All intents, the likeliest first. */
    List<Guess> guess(List<Token> tokens) {
        Optional<Intent> known = exactly(tokens);
        if (known.isPresent()) {
            return List.of(new Guess(known.get(), 1));
        }
        float[] scores = weights.scores(features.of(tokens));
        return IntStream.range(0, scores.length)
                .mapToObj(i -> new Guess(Weights.INTENTS[i], scores[i]))
                .sorted((a, b) -> Double.compare(b.score(), a.score()))
                .toList();
    }

    Optional<Intent> exactly(List<Token> tokens) {
        return Optional.ofNullable(exact.get(key(tokens))).or(() -> bare(tokens).map(exactBare::get));
    }

    /** Without words of tone, as long as something is left that can be told by. */
    private Optional<String> bare(List<Token> tokens) {
        List<Token> telling = features.telling(tokens).stream()
                .filter(token -> !token.isMark())
                .toList();
        return telling.size() < 2 ? Optional.empty() : Optional.of(key(telling));
    }

    private static String key(List<Token> tokens) {
        StringBuilder key = new StringBuilder();
        tokens.stream()
                .filter(token -> !token.isMark())
                .forEach(token -> key.append(token.folded()).append(' '));
        return key.toString();
    }
}
