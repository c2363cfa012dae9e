package app.henk.knowledge;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How telling each feature is among a tenant's own passages: what stands in every one of them tells nothing.
 *
 * @param passages how many there are in each language
 * @param frequencies in how many passages each feature occurs
 */
record Statistics(Map<String, Integer> passages, Map<String, Integer> frequencies) {

    static final Statistics NONE = new Statistics(Map.of(), Map.of());

    /** Collects the features of one passage after the other. */
    static final class Collecting {

        private final Map<String, Integer> passages = new HashMap<>();
        private final Map<String, Integer> frequencies = new HashMap<>();

        void add(Language language, Set<String> features) {
            passages.merge(language.code(), 1, Integer::sum);
            features.forEach(feature -> frequencies.merge(feature, 1, Integer::sum));
        }

        Statistics done() {
            return new Statistics(Map.copyOf(passages), Map.copyOf(frequencies));
        }
    }

    boolean knows(String feature) {
        return frequencies.containsKey(feature);
    }

    /** The same content in several languages counts once: concepts occur in each of them, words in one. */
    double idf(String feature) {
        int languages = Math.max(1, feature.startsWith(Features.CONCEPT) ? passages.size() : 1);
        double all =
                passages.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        double with = (double) frequencies.getOrDefault(feature, 0) / languages;
        return Math.log(1 + (all - with + 0.5) / (with + 0.5));
    }

    /** What a word is worth that stands in no passage at all. */
    double unknown() {
        double all =
                passages.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return Math.log(1 + (all + 0.5) / 0.5);
    }
}
