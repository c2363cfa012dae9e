package app.henk.knowledge;

import app.henk.knowledge.PassageSearch.Candidate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Joins what both legs and the known questions say of each passage, and decides whether the best is an answer. Weights
 * are learned on one half of the test questions and measured on the other: see docs/decisions.
 */
final class Ranking {

    private static final double IN_TEXT = 1.56;
    private static final double COVERED = 4.51;
    private static final double COSINE = 2.99;
    private static final double LIKE_ONE = 2.42;
    private static final double LIKE_THREE = 14.5;
    private static final double FOREIGN = 1.41;
    /** A word in a heading counts up to this often. */
    private static final double MOST_IN_TEXT = 2.5;

    private static final double SURE = 0.486;
    private static final double WORD = 0.519;
    private static final int MOST_WORDS = 8;
    private static final double ELSEWHERE_ONE = 5.43;
    private static final double ELSEWHERE_THREE = 3.6;
    private static final double CUT_OFF = 2.63;
    /** What the best cosine usually is: other companies' models have scales of their own. */
    private static final double USUAL_COSINE = 0.4;

    private Ranking() {}

    /** @param said what words and known questions say of it: only of that we know when it is enough for an answer */
    private record Judged(Candidate candidate, double said, double near) {

        double score() {
            return said + near;
        }
    }

    /** @return best first; empty when nothing is close enough to be an answer */
    static List<Passage> answer(Question question, Knowledge.Found found, int limit) {
        List<Judged> judged = judged(question, found);
        return answers(question, judged)
                ? passages(question, judged).limit(limit).toList()
                : List.of();
    }

    /** Best first, whether or not they are an answer. */
    static List<Passage> ranked(Question question, Knowledge.Found found) {
        return passages(question, judged(question, found)).toList();
    }

    private static Stream<Passage> passages(Question question, List<Judged> judged) {
        return judged.stream().map(one -> {
            Passage p = one.candidate().passage();
            double alike = question.known(p.id()).best();
            return new Passage(p.id(), p.document(), p.title(), p.path(), p.language(), p.text(), one.score(), alike);
        });
    }

    /** Without the passages of documents that exist in the asker's language as well. */
    private static List<Judged> judged(Question question, Knowledge.Found found) {
        Map<UUID, Double> cosines = cosines(found);
        return found.candidates().stream()
                .filter(Candidate::preferred)
                .map(one -> new Judged(
                        one,
                        said(question, one),
                        COSINE * cosines.getOrDefault(one.passage().id(), 0.0)))
                .sorted(Comparator.comparingDouble(Judged::score)
                        .reversed()
                        .thenComparing(one -> one.candidate().passage().id()))
                .toList();
    }

    private static boolean answers(Question question, List<Judged> judged) {
        if (judged.isEmpty()) {
            return false;
        }
        int words = Math.min(MOST_WORDS, question.asked().size());
        return SURE * judged.getFirst().said()
                        + WORD * words
                        - ELSEWHERE_ONE * question.elsewhere().best()
                        - ELSEWHERE_THREE * question.elsewhere().three()
                > CUT_OFF;
    }

    private static double said(Question question, Candidate candidate) {
        double whole = Math.max(0.1, question.total());
        Likeness known = question.known(candidate.passage().id());
        boolean foreign = question.spoken()
                && !candidate.passage().language().equals(question.language().code());
        return IN_TEXT * Math.min(MOST_IN_TEXT, candidate.score() / whole)
                + COVERED * Math.min(1, candidate.covered() / whole)
                + LIKE_ONE * known.best()
                + LIKE_THREE * known.three()
                - (foreign ? FOREIGN : 0);
    }

    private static Map<UUID, Double> cosines(Knowledge.Found found) {
        Map<UUID, Double> cosines = new HashMap<>();
        if (found.near().isEmpty()) {
            return cosines;
        }
        double least = found.near().getLast().cosine();
        double span = Math.max(1e-6, found.near().getFirst().cosine() - least);
        for (PassageVectors.Near near : found.near()) {
            cosines.put(
                    near.passage(), found.comparable() ? near.cosine() : USUAL_COSINE * (near.cosine() - least) / span);
        }
        return cosines;
    }
}
