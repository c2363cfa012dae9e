package app.henk.knowledge;

import app.henk.knowledge.PassageSearch.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Joins the two legs by reciprocal rank, and decides whether what they found is an answer. */
final class Ranking {

    private static final int RANK_OFFSET = 10;
    /** Of the best passages, whatever the caller's limit: the same question is refused or answered in every door. */
    private static final int JUDGED = 4;
    // learned by logistic regression on one half of the test questions, measured on the other: see docs/decisions
    private static final double COSINE = 0.28;
    private static final double COVERED = 0.43;
    private static final double FAMILIAR = 0.29;
    private static final double CUT_OFF = 0.53;
    /** How much surer a passage in another language must be. */
    private static final double FOREIGN = 0.15;
    /** What the cosine of an answer usually is, for when the vectors of another model tell nothing comparable. */
    private static final double USUAL_COSINE = 0.3;

    private Ranking() {}

    /** @return best first; empty when nothing is close enough to be an answer */
    static List<Passage> answer(Question question, Knowledge.Found found, int limit) {
        Ranked best = ranked(question, found);
        return best.confidence() < CUT_OFF
                ? List.of()
                : best.candidates().stream()
                        .limit(limit)
                        .map(Candidate::passage)
                        .toList();
    }

    /** @param confidence that the best of these are an answer */
    record Ranked(List<Candidate> candidates, double confidence) {}

    /**
     * The passages in the asker's language; those of another one only when they are far more likely to be an answer,
     * because a document exists in no other.
     */
    static Ranked ranked(Question question, Knowledge.Found found) {
        Ranked own = ranked(question, found, true);
        Ranked foreign = ranked(question, found, false);
        return own.candidates().isEmpty() || foreign.confidence() > Math.max(CUT_OFF, own.confidence() + FOREIGN)
                ? foreign
                : own;
    }

    private static Ranked ranked(Question question, Knowledge.Found found, boolean own) {
        List<Candidate> candidates = found.candidates().stream()
                .filter(one -> own
                        == one.passage().language().equals(question.language().code()))
                .toList();
        List<Candidate> fused = fused(candidates, found.near());
        return new Ranked(
                fused, confidence(question, fused.stream().limit(JUDGED).toList(), found));
    }

    /** Both legs' passages, without those whose document exists in the asker's language as well. */
    private static List<Candidate> fused(List<Candidate> found, List<PassageVectors.Near> near) {
        Map<UUID, Double> scores = new HashMap<>();
        List<Candidate> byWords = new ArrayList<>(found.stream()
                .filter(candidate -> candidate.preferred() && candidate.score() > 0)
                .sorted(Comparator.comparingDouble(Candidate::score)
                        .reversed()
                        .thenComparing(candidate -> candidate.passage().id()))
                .toList());
        for (int rank = 0; rank < byWords.size(); rank++) {
            scores.merge(byWords.get(rank).passage().id(), 1.0 / (RANK_OFFSET + rank + 1), Double::sum);
        }
        Map<UUID, Candidate> preferred = new HashMap<>();
        found.stream()
                .filter(Candidate::preferred)
                .forEach(one -> preferred.put(one.passage().id(), one));
        int rank = 0;
        for (PassageVectors.Near one : near) {
            if (preferred.containsKey(one.passage())) {
                scores.merge(one.passage(), 1.0 / (RANK_OFFSET + ++rank), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .sorted(Map.Entry.<UUID, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .flatMap(entry -> Optional.ofNullable(preferred.get(entry.getKey()))
                        .map(candidate -> scored(candidate, entry.getValue()))
                        .stream())
                .toList();
    }

    private static Candidate scored(Candidate candidate, double score) {
        Passage p = candidate.passage();
        return new Candidate(
                new Passage(p.id(), p.document(), p.title(), p.path(), p.language(), p.text(), score),
                candidate.score(),
                candidate.covered(),
                candidate.preferred());
    }

    /** How near and how much of the question the best passages are, and how much of it is familiar at all. */
    static double confidence(Question question, List<Candidate> best, Knowledge.Found found) {
        if (question.total() == 0 || best.isEmpty()) {
            return 0;
        }
        double covered = best.stream().mapToDouble(Candidate::covered).max().orElse(0) / question.total();
        return COSINE * cosine(best, found) + COVERED * Math.min(1, covered) + FAMILIAR * question.familiar();
    }

    private static double cosine(List<Candidate> best, Knowledge.Found found) {
        if (!found.comparable()) {
            return USUAL_COSINE;
        }
        Set<UUID> among = best.stream().map(one -> one.passage().id()).collect(Collectors.toSet());
        return found.near().stream()
                .filter(near -> among.contains(near.passage()))
                .mapToDouble(PassageVectors.Near::cosine)
                .max()
                .orElse(0);
    }
}
