package app.henk.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The questions that a tenant's passages are known to answer, each found by its {@link Grams}. Immutable. */
final class KnownQuestions {

    static final KnownQuestions NONE = new KnownQuestions(List.of(), Grams.NONE);
    private static final Postings NOWHERE = new Postings(new int[0], new float[0]);

    /** A question that a passage answers. */
    record Known(UUID passage, Language language, String text) {}

    /** In which questions a group of letters is, and how much it weighs there: plain numbers, for there are a million. */
    private record Postings(int[] questions, float[] weights) {}

    private final List<Known> questions;
    private final Map<Integer, Postings> postings = new HashMap<>();

    KnownQuestions(List<Known> questions, Grams grams) {
        this.questions = List.copyOf(questions);
        List<Grams.Vector> vectors =
                questions.stream().map(known -> grams.vector(known.text())).toList();
        Map<Integer, Integer> sizes = new HashMap<>();
        vectors.forEach(vector -> Arrays.stream(vector.grams()).forEach(gram -> sizes.merge(gram, 1, Integer::sum)));
        sizes.forEach((gram, size) -> postings.put(gram, new Postings(new int[size], new float[size])));
        for (int at = 0; at < vectors.size(); at++) {
            Grams.Vector vector = vectors.get(at);
            for (int i = 0; i < vector.grams().length; i++) {
                int gram = vector.grams()[i];
                Postings in = Objects.requireNonNull(postings.get(gram));
                // counts down to the first place
                int place = Objects.requireNonNull(sizes.merge(gram, -1, Integer::sum));
                in.questions()[place] = at;
                in.weights()[place] = vector.weights()[i];
            }
        }
    }

    /** How much a question resembles those of each passage, where it does at all. */
    Map<UUID, Likeness> like(Grams.Vector question, Language language) {
        double[] alike = alike(question);
        Map<UUID, List<Double>> byPassage = new HashMap<>();
        for (int at = 0; at < alike.length; at++) {
            if (alike[at] > 0 && questions.get(at).language() == language) {
                byPassage
                        .computeIfAbsent(questions.get(at).passage(), passage -> new ArrayList<>())
                        .add(alike[at]);
            }
        }
        Map<UUID, Likeness> likeness = new HashMap<>();
        byPassage.forEach((passage, all) -> likeness.put(passage, Likeness.of(all)));
        return likeness;
    }

    /** How much a question resembles the one that is most like it. */
    double most(Grams.Vector question, Language language) {
        double[] alike = alike(question);
        double most = 0;
        for (int at = 0; at < alike.length; at++) {
            if (alike[at] > most && questions.get(at).language() == language) {
                most = alike[at];
            }
        }
        return most;
    }

    private double[] alike(Grams.Vector question) {
        double[] alike = new double[questions.size()];
        for (int i = 0; i < question.grams().length; i++) {
            float weight = question.weights()[i];
            Postings in = postings.getOrDefault(question.grams()[i], NOWHERE);
            for (int n = 0; n < in.questions().length; n++) {
                alike[in.questions()[n]] += weight * in.weights()[n];
            }
        }
        return alike;
    }
}
