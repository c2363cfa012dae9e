package app.henk.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The questions that a tenant's passages are known to answer, each found by its {@link Grams}. Immutable. */
final class KnownQuestions {

    static final KnownQuestions NONE = new KnownQuestions(List.of(), Grams.NONE);

    /** A question that a passage answers. */
    record Known(UUID passage, Language language, String text) {}

    private record Posting(int question, float weight) {}

    private final List<Known> questions;
    private final Map<Integer, List<Posting>> postings = new HashMap<>();

    KnownQuestions(List<Known> questions, Grams grams) {
        this.questions = List.copyOf(questions);
        for (int at = 0; at < questions.size(); at++) {
            Grams.Vector vector = grams.vector(questions.get(at).text());
            for (int i = 0; i < vector.grams().length; i++) {
                postings.computeIfAbsent(vector.grams()[i], gram -> new ArrayList<>(2))
                        .add(new Posting(at, vector.weights()[i]));
            }
        }
    }

    /** How much a question resembles those of each passage, where it does at all. */
    Map<UUID, Likeness> like(Grams.Vector question, Language language) {
        double[] alike = new double[questions.size()];
        for (int i = 0; i < question.grams().length; i++) {
            float weight = question.weights()[i];
            for (Posting posting : postings.getOrDefault(question.grams()[i], List.of())) {
                alike[posting.question()] += weight * posting.weight();
            }
        }
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
}
