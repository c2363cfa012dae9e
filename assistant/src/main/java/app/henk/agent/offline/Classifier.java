package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells a sentence's intent by its likeness to training phrases: weighted stems, pairs of stems and letter groups,
 * compared with every phrase (the nearest ones vote) and with each intent as a whole.
 */
final class Classifier {

    /** @param score 0 to 1, how like the sentence is to what was trained */
    record Guess(Intent intent, double score) {}

    private static final int NEAREST = 3;
    private static final double SHARE_OF_NEAREST = 0.7;

    private final String language;
    private final Set<String> particles;
    private final Map<String, Integer> indexOf = new HashMap<>();
    private final float[] weights;
    private final List<Intent> intents = new ArrayList<>();
    private final Map<String, Intent> exact = new HashMap<>();
    private final Map<String, Intent> exactBare = new HashMap<>();
    private final List<List<int[]>> postings = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();
    private final Map<Intent, float[]> centres = new EnumMap<>(Intent.class);

    /**
     * @param particles words that change the tone and not what is done: "eigentlich", "mal", "please"
     * @param phrases by intent: patterns with all that each stands for
     */
    Classifier(String language, Set<String> particles, Map<Intent, List<List<String>>> phrases) {
        this.language = language;
        this.particles = particles;
        List<Map<String, Float>> counted = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        phrases.forEach((intent, patterns) -> patterns.forEach(pattern -> pattern.forEach(phrase -> {
            List<Token> tokens = Token.of(phrase);
            exact.putIfAbsent(key(tokens), intent);
            bare(tokens).ifPresent(key -> exactBare.putIfAbsent(key, intent));
            intents.add(intent);
            counted.add(features(tokens));
            // a pattern with many choices says hardly more than one with few
            shares.add(1 / Math.sqrt(pattern.size()));
        })));
        double[] documents = countDocuments(counted, shares);
        double all = shares.stream().mapToDouble(share -> share).sum();
        weights = new float[documents.length];
        for (int f = 0; f < documents.length; f++) {
            weights[f] = (float) Math.log(1 + all / documents[f]);
            postings.add(new ArrayList<>());
        }
        train(counted, shares);
    }

    private double[] countDocuments(List<Map<String, Float>> counted, List<Double> shares) {
        Map<String, Double> documents = new HashMap<>();
        for (int i = 0; i < counted.size(); i++) {
            double share = shares.get(i);
            counted.get(i).keySet().forEach(f -> documents.merge(f, share, Double::sum));
        }
        for (String feature : new TreeSet<>(documents.keySet())) {
            indexOf.put(feature, indexOf.size());
        }
        double[] counts = new double[indexOf.size()];
        documents.forEach((feature, count) -> counts[indexOf.getOrDefault(feature, 0)] = count);
        return counts;
    }

    private void train(List<Map<String, Float>> counted, List<Double> shares) {
        for (int phrase = 0; phrase < counted.size(); phrase++) {
            Map<Integer, Float> vector = vector(counted.get(phrase));
            float[] centre = centres.computeIfAbsent(intents.get(phrase), i -> new float[indexOf.size()]);
            float share = shares.get(phrase).floatValue();
            int at = phrase;
            vector.forEach((feature, value) -> {
                postings.get(feature).add(new int[] {at, Float.floatToIntBits(value)});
                centre[feature] += share * value;
            });
        }
        centres.values().forEach(Classifier::normalise);
    }

    /** The likeliest intents, best first; empty for words that were never heard of. */
    List<Guess> guess(List<Token> tokens) {
        Optional<Intent> known = exactly(tokens);
        if (known.isPresent()) {
            return List.of(new Guess(known.get(), 1));
        }
        Map<Integer, Float> vector = vector(features(tokens));
        Map<Intent, Double> scores = new EnumMap<>(Intent.class);
        nearest(vector).forEach((intent, score) -> scores.merge(intent, SHARE_OF_NEAREST * score, Double::sum));
        centres.forEach((intent, centre) -> {
            double likeness = 0;
            for (var entry : vector.entrySet()) {
                likeness += entry.getValue() * centre[entry.getKey()];
            }
            scores.merge(intent, (1 - SHARE_OF_NEAREST) * likeness, Double::sum);
        });
        return scores.entrySet().stream()
                .filter(e -> e.getValue() > 0.02)
                .map(e -> new Guess(e.getKey(), e.getValue()))
                .sorted((a, b) -> Double.compare(b.score(), a.score()))
                .toList();
    }

    Optional<Intent> exactly(List<Token> tokens) {
        return Optional.ofNullable(exact.get(key(tokens))).or(() -> bare(tokens).map(exactBare::get));
    }

    private Map<Intent, Double> nearest(Map<Integer, Float> vector) {
        float[] likeness = new float[intents.size()];
        vector.forEach((feature, value) -> {
            for (int[] posting : postings.get(feature)) {
                likeness[posting[0]] += value * Float.intBitsToFloat(posting[1]);
            }
        });
        Map<Intent, double[]> best = new EnumMap<>(Intent.class);
        for (int phrase = 0; phrase < likeness.length; phrase++) {
            double[] top = best.computeIfAbsent(intents.get(phrase), i -> new double[NEAREST]);
            if (likeness[phrase] > top[0]) {
                top[0] = likeness[phrase];
                Arrays.sort(top);
            }
        }
        Map<Intent, Double> scores = new EnumMap<>(Intent.class);
        best.forEach((intent, top) -> scores.put(intent, 0.7 * top[2] + 0.2 * top[1] + 0.1 * top[0]));
        return scores;
    }

    private Map<Integer, Float> vector(Map<String, Float> features) {
        Map<Integer, Float> vector = new HashMap<>();
        double unknown = 0;
        for (var entry : features.entrySet()) {
            Integer index = indexOf.get(entry.getKey());
            if (index != null) {
                vector.put(index, entry.getValue() * weights[index]);
            } else if (entry.getKey().startsWith("w:")) {
                // a word never heard of makes every likeness smaller
                unknown += 9;
            }
        }
        double length = unknown;
        for (float value : vector.values()) {
            length += value * value;
        }
        float norm = (float) Math.sqrt(Math.max(length, 1e-9));
        vector.replaceAll((feature, value) -> value / norm);
        return vector;
    }

    /** Without particles, unless there is nothing else. */
    private List<Token> telling(List<Token> tokens) {
        List<Token> telling = tokens.stream()
                .filter(token -> !particles.contains(token.folded()))
                .toList();
        return telling.stream().allMatch(Token::isMark) ? tokens : telling;
    }

    private Map<String, Float> features(List<Token> said) {
        List<Token> tokens = telling(said);
        Map<String, Float> features = new HashMap<>();
        String before = "^";
        for (Token token : tokens) {
            if (token.isMark()) {
                if (token.folded().equals("?")) {
                    features.put("?", 0.6f);
                }
                continue;
            }
            String stem = token.isNumber() ? "#" : Stems.stem(token.folded(), language);
            features.merge("w:" + stem, 1f, Math::max);
            features.merge("b:" + before + "_" + stem, 0.7f, Math::max);
            before = stem;
            String padded = "<" + token.folded() + ">";
            for (int i = 0; token.isWord() && i + 4 <= padded.length(); i++) {
                features.merge("c:" + padded.substring(i, i + 4), 0.35f, Math::max);
            }
        }
        features.merge("b:" + before + "_$", 0.7f, Math::max);
        return features;
    }

    /** Without words of tone, as long as something is left that can be told by. */
    private Optional<String> bare(List<Token> tokens) {
        List<Token> telling =
                telling(tokens).stream().filter(token -> !token.isMark()).toList();
        return telling.size() < 2 ? Optional.empty() : Optional.of(key(telling));
    }

    private static String key(List<Token> tokens) {
        StringBuilder key = new StringBuilder();
        tokens.stream()
                .filter(token -> !token.isMark())
                .forEach(token -> key.append(token.folded()).append(' '));
        return key.toString();
    }

    private static void normalise(float[] vector) {
        double length = 0;
        for (float value : vector) {
            length += value * value;
        }
        float norm = (float) Math.sqrt(Math.max(length, 1e-9));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= norm;
        }
    }

    Set<Intent> intents() {
        return centres.keySet();
    }
}
