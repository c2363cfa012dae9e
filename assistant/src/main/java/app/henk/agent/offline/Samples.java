package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is learnt from, with each feature's name kept once: thousands of phrases with a map of names for each would not
 * fit into the memory of a small machine.
 */
final class Samples {

    /**
     * @param features numbers of its features, and beside them how much each one tells
     * @param weight how much this sample counts
     */
    record Sample(Intent intent, int[] features, float[] values, float weight) {}

    /** In how many samples a feature is, and what those weigh together. */
    private static final class Count {
        private final int id;
        private int seen;
        private double weight;

        private Count(int id) {
            this.id = id;
        }
    }

    /** Is told of a feature. */
    interface FeatureVisitor {

        /**
         * @param id its number in the samples
         * @param seen in how many of them it is
         * @param weight what those count together
         */
        void feature(String name, int id, int seen, double weight);
    }

    private final Map<String, Count> counts = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private double weight;

    void add(Intent intent, Map<String, Float> features, float weight) {
        int[] ids = new int[features.size()];
        float[] values = new float[ids.length];
        int size = 0;
        for (var feature : features.entrySet()) {
            Count count = counts.computeIfAbsent(feature.getKey(), name -> new Count(counts.size()));
            count.seen++;
            count.weight += weight;
            ids[size] = count.id;
            values[size++] = feature.getValue();
        }
        this.weight += weight;
        samples.add(new Sample(intent, ids, values, weight));
    }

    /** What all of them count together. */
    double weight() {
        return weight;
    }

    /** How many different features they have; their numbers are below it. */
    int features() {
        return counts.size();
    }

    Sample get(int i) {
        return samples.get(i);
    }

    void forEach(Consumer<Sample> consumer) {
        samples.forEach(consumer);
    }

    void forEachFeature(FeatureVisitor visitor) {
        counts.forEach((name, count) -> visitor.feature(name, count.id, count.seen, count.weight));
    }
}
