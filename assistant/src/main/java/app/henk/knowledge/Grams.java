package app.henk.knowledge;

import java.util.Arrays;
import java.util.List;

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
            int[] grams = grams(question);
            for (int i = 0; i < grams.length; i++) {
                if (i == 0 || grams[i] != grams[i - 1]) {
                    frequencies[slot(grams[i])]++;
                }
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
        int[] all = grams(question);
        int[] grams = new int[all.length];
        float[] weights = new float[all.length];
        int size = 0;
        double square = 0;
        for (int from = 0, to; from < all.length; from = to) {
            to = from + 1;
            while (to < all.length && all[to] == all[from]) {
                to++;
            }
            double telling = Math.log((questions + 1.0) / (frequencies[slot(all[from])] + 1.0));
            double weight = (1 + Math.log(to - from)) * Math.max(0, telling);
            grams[size] = all[from];
            weights[size++] = (float) weight;
            square += weight * weight;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < size && length > 0; i++) {
            weights[i] /= length;
        }
        return new Vector(Arrays.copyOf(grams, size), Arrays.copyOf(weights, size));
    }

    /** In ascending order, each as often as it occurs. */
    private static int[] grams(String question) {
        String bounded = question.length() > LONGEST_TEXT ? question.substring(0, LONGEST_TEXT) : question;
        String[] words = Letters.fold(bounded)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .split(" ");
        int most = words.length;
        for (String word : words) {
            most += (LONGEST - SHORTEST + 1) * (word.length() + 2);
        }
        int[] grams = new int[most];
        int size = 0;
        for (int at = 0; at < words.length; at++) {
            String word = "_" + words[at] + "_";
            for (int from = 0; from + SHORTEST <= word.length(); from++) {
                // as String.hashCode has it, without a string for each piece
                int hash = 0;
                for (int to = from; to < Math.min(word.length(), from + LONGEST); to++) {
                    hash = 31 * hash + word.charAt(to);
                    if (to - from + 1 >= SHORTEST) {
                        grams[size++] = hash;
                    }
                }
            }
            if (at + 1 < words.length) {
                grams[size++] = (words[at] + " " + words[at + 1]).hashCode();
            }
        }
        int[] sorted = Arrays.copyOf(grams, size);
        Arrays.sort(sorted);
        return sorted;
    }

    private static int slot(int gram) {
        return (gram ^ (gram >>> 15)) & (TABLE - 1);
    }
}
