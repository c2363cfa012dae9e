package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a language's intents are learnt from: every phrase, taken apart into words once. */
record TrainingPhrases(List<Pattern> patterns) {

    /** @param phrases all that the pattern stands for */
    record Pattern(Intent intent, List<List<Token>> phrases) {

        /** A pattern with many choices says hardly more than one with few. */
        float weight() {
            return (float) (1 / Math.sqrt(phrases.size()));
        }
    }

    /** @param byIntent patterns with all that each stands for */
    static TrainingPhrases of(Map<Intent, List<List<String>>> byIntent) {
        List<Pattern> patterns = new ArrayList<>();
        byIntent.forEach((intent, texts) -> texts.forEach(pattern ->
                patterns.add(new Pattern(intent, pattern.stream().map(Token::of).toList()))));
        return new TrainingPhrases(patterns);
    }

    Stream<Token> tokens() {
        return patterns.stream().flatMap(pattern -> pattern.phrases().stream()).flatMap(List::stream);
    }

    Weights learnt(Features features) {
        Samples samples = new Samples();
        for (Pattern pattern : patterns) {
            for (List<Token> phrase : pattern.phrases()) {
                samples.add(pattern.intent(), features.of(phrase), pattern.weight());
            }
        }
        return Weights.trained(samples);
    }
}
