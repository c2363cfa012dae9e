package app.henk.agent.offline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How much each feature speaks for each intent: one logistic regression for each, learnt side by side. */
final class Weights {

    static final Intent[] INTENTS = Intent.values();

    private static final int ROUNDS = 9;
    private static final float STEP = 6f;
    /** So nearly right needs no learning. */
    private static final float SLIGHT = 0.02f;
    /** There are many more sentences that do something else. */
    private static final float OWN = 5f;
    /** Letter groups of a single sample tell nothing beyond their word. */
    private static final double LEAST = 1.5;

    /** A word never heard of weighs as much as a rare one. */
    private static final double UNKNOWN = 6;

    /** Far more than any language's phrases give. */
    private static final int MOST = 1_000_000;

    private record Vector(int[] at, float[] value) {}

    private final Map<String, Integer> indexOf;
    private final float[] rarity;
    private final float[][] weights;
    private final float[] bias = new float[INTENTS.length];

    private Weights(Map<String, Integer> indexOf, float[] rarity) {
        this.indexOf = indexOf;
        this.rarity = rarity;
        weights = new float[rarity.length][INTENTS.length];
        Arrays.fill(bias, -3);
    }

    /** Learns from samples in their order: the same samples give the same weights, on every machine. */
    static Weights trained(Samples samples) {
        int[] place = new int[samples.features()];
        float[] rarity = new float[samples.features()];
        Map<String, Integer> indexOf = new HashMap<>();
        samples.forEachFeature((name, id, seen, weight) -> {
            boolean kept = name.startsWith(Features.WORD) || seen >= LEAST;
            place[id] = kept ? indexOf.size() : -1;
            if (kept) {
                rarity[indexOf.size()] = (float) Math.log(1 + samples.weight() / weight);
                indexOf.put(name, indexOf.size());
            }
        });
        Weights weights = new Weights(indexOf, Arrays.copyOf(rarity, indexOf.size()));
        weights.learn(samples, place);
        return weights;
    }

    /** @param place of each feature of the samples among those that are kept; -1 for the others */
    private void learn(Samples samples, int[] place) {
        List<Vector> vectors = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        samples.forEach(sample -> {
            order.add(order.size());
            vectors.add(vector(sample, place));
        });
        Random chance = new Random(1);
        float[] change = new float[INTENTS.length];
        int[] off = new int[INTENTS.length];
        for (int round = 0; round < ROUNDS; round++) {
            Collections.shuffle(order, chance);
            float step = STEP / (1 + 0.3f * round);
            for (int i : order) {
                Samples.Sample sample = samples.get(i);
                learn(vectors.get(i), sample.intent().ordinal(), step * sample.weight(), change, off);
            }
        }
    }

    private Vector vector(Samples.Sample sample, int[] place) {
        int[] at = new int[sample.features().length];
        float[] value = new float[at.length];
        int size = 0;
        double length = 0;
        for (int i = 0; i < at.length; i++) {
            int index = place[sample.features()[i]];
            if (index >= 0) {
                at[size] = index;
                value[size] = sample.values()[i] * rarity[index];
                length += value[size] * value[size];
                size++;
            }
        }
        return normed(at, value, size, length);
    }

    private void learn(Vector vector, int own, float step, float[] change, int[] off) {
        float[] scores = scores(vector);
        int wrong = 0;
        for (int k = 0; k < scores.length; k++) {
            float error = k == own ? OWN * (1 - scores[k]) : -scores[k];
            if (Math.abs(error) > SLIGHT) {
                change[k] = step * error;
                bias[k] += 0.02f * change[k];
                off[wrong++] = k;
            }
        }
        for (int f = 0; f < vector.at.length; f++) {
            float value = vector.value[f];
            float[] row = weights[vector.at[f]];
            for (int i = 0; i < wrong; i++) {
                row[off[i]] += value * change[off[i]];
            }
        }
    }

    void write(DataOutput out) throws IOException {
        List<String> names = new ArrayList<>(Collections.nCopies(rarity.length, ""));
        indexOf.forEach((name, at) -> names.set(at, name));
        out.writeInt(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
        write(rarity, out);
        write(bias, out);
        for (float[] row : weights) {
            write(row, out);
        }
    }

    /** What {@link #write} has written. */
    static Weights read(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new StreamCorruptedException("not so many features: " + count);
        }
        Map<String, Integer> indexOf = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            indexOf.put(in.readUTF(), i);
        }
        Weights weights = new Weights(indexOf, new float[count]);
        read(weights.rarity, in);
        read(weights.bias, in);
        for (float[] row : weights.weights) {
            read(row, in);
        }
        return weights;
    }

    // a row at a time: a call for each figure would take as long as learning them
    private static void write(float[] row, DataOutput out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES);
        bytes.asFloatBuffer().put(row);
        out.write(bytes.array());
    }

    private static void read(float[] row, DataInput in) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES);
        in.readFully(bytes.array());
        bytes.asFloatBuffer().get(row);
    }

    float[] scores(Map<String, Float> features) {
        return scores(vector(features));
    }

    private float[] scores(Vector vector) {
        float[] scores = bias.clone();
        for (int f = 0; f < vector.at.length; f++) {
            float value = vector.value[f];
            float[] row = weights[vector.at[f]];
            for (int k = 0; k < row.length; k++) {
                scores[k] += value * row[k];
            }
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] = (float) (1 / (1 + Math.exp(-scores[k])));
        }
        return scores;
    }

    /** Of length one; a word never heard of makes all the others weigh less. */
    private Vector vector(Map<String, Float> features) {
        int[] at = new int[features.size()];
        float[] value = new float[features.size()];
        int size = 0;
        double length = 0;
        for (var feature : features.entrySet()) {
            Integer index = indexOf.get(feature.getKey());
            if (index != null) {
                at[size] = index;
                value[size] = feature.getValue() * rarity[index];
                length += value[size] * value[size];
                size++;
            } else if (feature.getKey().startsWith(Features.WORD)) {
                length += UNKNOWN;
            }
        }
        return normed(at, value, size, length);
    }

    private static Vector normed(int[] at, float[] value, int size, double length) {
        float norm = (float) Math.sqrt(Math.max(length, 1e-9));
        for (int i = 0; i < size; i++) {
            value[i] /= norm;
        }
        return new Vector(Arrays.copyOf(at, size), Arrays.copyOf(value, size));
    }
}
