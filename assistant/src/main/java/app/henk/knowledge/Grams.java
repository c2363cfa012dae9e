package app.henk.knowledge;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Compares whole questions by how they are put: pieces of three to five letters of each word, small words included, and
 * pairs of words. What many questions share counts little. Knows no language and forgives a slip in any of them.
 */
final class Grams {

    static final Grams NONE = new Grams(List.of());

    private static final int SHORTEST = 3;
    private static final int LONGEST = 5;
    private static final int LONGEST_TEXT = 1_000;
    private static final int TABLE = 1 << 17;

    private final int[] frequencies = new int[TABLE];
    private final int questions;

    /** @param asked the questions that a tenant's documents are known to answer, and those that they are not */
    Grams(List<String> asked) {
        for (String question : asked) {
            for (int gram : counts(question).keySet()) {
                frequencies[slot(gram)]++;
            }
        }
        this.questions = asked.size();
    }

    /** Unit length; grams in ascending order. */
    record Vector(int[] grams, float[] weights) {

        /** The cosine, between 0 and 1. */
        double like(Vector other) {
            double sum = 0;
            int a = 0;
            int b = 0;
            while (a < grams.length && b < other.grams.length) {
                if (grams[a] == other.grams[b]) {
                    sum += weights[a++] * other.weights[b++];
                } else if (grams[a] < other.grams[b]) {
                    a++;
                } else {
                    b++;
                }
            }
            return sum;
        }
    }

    Vector vector(String question) {
        TreeMap<Integer, Integer> counts = counts(question);
        int[] grams = new int[counts.size()];
        float[] weights = new float[counts.size()];
        double square = 0;
        int at = 0;
        for (var gram : counts.entrySet()) {
            double telling = Math.log((questions + 1.0) / (frequencies[slot(gram.getKey())] + 1.0));
            double weight = (1 + Math.log(gram.getValue())) * Math.max(0, telling);
            grams[at] = gram.getKey();
            weights[at++] = (float) weight;
            square += weight * weight;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < weights.length && length > 0; i++) {
            weights[i] /= length;
        }
        return new Vector(grams, weights);
    }

    private static TreeMap<Integer, Integer> counts(String question) {
        String bounded = question.length() > LONGEST_TEXT ? question.substring(0, LONGEST_TEXT) : question;
        List<String> words = Arrays.asList(Letters.fold(bounded)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .split(" "));
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (int at = 0; at < words.size(); at++) {
            String word = "_" + words.get(at) + "_";
            for (int size = SHORTEST; size <= LONGEST; size++) {
                for (int from = 0; from + size <= word.length(); from++) {
                    counts.merge(word.substring(from, from + size).hashCode(), 1, Integer::sum);
                }
            }
            if (at + 1 < words.size()) {
                counts.merge((words.get(at) + " " + words.get(at + 1)).hashCode(), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static int slot(int gram) {
        return (gram ^ (gram >>> 15)) & (TABLE - 1);
    }
}
