package app.henk.knowledge;

import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;

/** Measures how well questions find their passages, leg by leg. */
public final class Retrieval {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int SHOWN = 4;
    private static final double USUAL = 0.3;
    /** Of the question, how much a passage accounts for whose cosine is 1: twice the cosine is what both legs agree on. */
    private static final double AS_SURE = 2;

    /** Which part of the search ranks. */
    enum Leg {
        VECTOR,
        TEXT,
        HYBRID
    }

    /**
     * @param rank of the first right passage among the four, counted from 1; 0 for none
     * @param answered whether the best ones passed the cut-off
     */
    private record Outcome(Questions.One question, int rank, boolean answered, String best) {

        int answeredRank() {
            return answered ? rank : 0;
        }
    }

    /**
     * Of one set of questions.
     *
     * @param ranked how often a right passage is among the first four, whether or not they pass the cut-off
     * @param recall how often the answer that is given has one; a refusal has none
     */
    record Figures(
            int answerable, double ranked, double recall, double meanReciprocalRank, int unanswerable, double refused) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "recall@4 %.3f, after the cut-off %.3f, MRR %.3f  of %d; refused rightly %.3f of %d",
                    ranked,
                    recall,
                    meanReciprocalRank,
                    answerable,
                    refused,
                    unanswerable);
        }
    }

    private final Knowledge knowledge;
    private final Profiles profiles;
    private final Tenant tenant;

    Retrieval(ApplicationContext context) {
        this.knowledge = context.getBean(Knowledge.class);
        this.profiles = context.getBean(Profiles.class);
        this.tenant = context.getBean(Tenants.class)
                .all()
                .filter(one -> one.slug().equals("henk"))
                .blockFirst(LONGEST);
        context.getBean(Embeddings.class).refresh(tenant.id()).block(LONGEST);
    }

    /** Prints a table for each half of the questions: legs by languages. */
    public static void report(ApplicationContext context) {
        var retrieval = new Retrieval(context);
        for (Questions.Half half : Questions.Half.values()) {
            System.out.println("\n" + half + " half, "
                    + context.getBean(PassageVectors.class).getClass().getSimpleName());
            for (Leg leg : Leg.values()) {
                List<Outcome> outcomes = retrieval.outcomes(half, leg);
                System.out.printf("%-7s all  %s%n", leg, figures(outcomes));
                var byLanguage = new TreeMap<String, List<Outcome>>();
                outcomes.forEach(outcome -> byLanguage
                        .computeIfAbsent(outcome.question().language(), language -> new ArrayList<>())
                        .add(outcome));
                byLanguage.forEach(
                        (language, some) -> System.out.printf("%-7s %-4s %s%n", leg, language, figures(some)));
                if (half == Questions.Half.BUILDING && leg == Leg.HYBRID) {
                    outcomes.stream()
                            .filter(Retrieval::wrong)
                            .forEach(wrong -> System.out.println("  wrong: " + wrong));
                }
            }
        }
    }

    private static boolean wrong(Outcome outcome) {
        return outcome.question().answers().isEmpty() ? outcome.answered() : outcome.answeredRank() == 0;
    }

    Figures measure(Questions.Half half, Leg leg) {
        return figures(outcomes(half, leg));
    }

    private List<Outcome> outcomes(Questions.Half half, Leg leg) {
        return Questions.of(half).stream().map(question -> ask(question, leg)).toList();
    }

    private Outcome ask(Questions.One question, Leg leg) {
        Profile profile = profiles.profile(tenant.id()).block(LONGEST);
        Question asked = Knowledge.question(question.text(), question.language(), profile);
        Knowledge.Found found = knowledge
                .found(
                        Scope.system(tenant.id()),
                        question.text(),
                        asked,
                        profile,
                        Knowledge.languages(tenant, asked.language()))
                .block(LONGEST);
        Knowledge.Found considered = only(leg, asked, found);
        Question judged = leg == Leg.VECTOR ? wordless(asked) : asked;
        boolean answered = !Ranking.answer(judged, considered, SHOWN).isEmpty();
        List<String> names = Ranking.ranked(judged, considered).stream()
                .limit(SHOWN)
                .map(Questions::name)
                .toList();
        int rank = 0;
        for (int i = 0; i < names.size() && rank == 0; i++) {
            rank = question.answers().contains(names.get(i)) ? i + 1 : 0;
        }
        return new Outcome(question, rank, answered, names.isEmpty() ? "-" : names.getFirst());
    }

    /** Each leg alone is judged by the same cut-off: what the other one would have said is taken to be as usual. */
    private static Knowledge.Found only(Leg leg, Question question, Knowledge.Found found) {
        return switch (leg) {
            case HYBRID -> found;
            case TEXT ->
                new Knowledge.Found(
                        found.candidates(),
                        found.candidates().stream()
                                .map(one ->
                                        new PassageVectors.Near(one.passage().id(), USUAL))
                                .toList(),
                        true);
            case VECTOR -> {
                Map<UUID, Double> cosines = found.near().stream()
                        .collect(Collectors.toMap(PassageVectors.Near::passage, PassageVectors.Near::cosine));
                yield new Knowledge.Found(
                        found.candidates().stream()
                                .map(one -> wordless(one, question, cosines))
                                .toList(),
                        found.near(),
                        found.comparable());
            }
        };
    }

    private static Question wordless(Question asked) {
        return new Question(
                asked.language(),
                asked.asked(),
                asked.lexemes(),
                asked.total(),
                Map.of(),
                asked.elsewhere(),
                asked.spoken());
    }

    private static PassageSearch.Candidate wordless(
            PassageSearch.Candidate candidate, Question question, Map<UUID, Double> cosines) {
        double as = question.total()
                * AS_SURE
                * cosines.getOrDefault(candidate.passage().id(), 0.0);
        return new PassageSearch.Candidate(candidate.passage(), as, as, candidate.preferred());
    }

    private static Figures figures(List<Outcome> outcomes) {
        var answerable =
                outcomes.stream().filter(o -> !o.question().answers().isEmpty()).toList();
        var unanswerable =
                outcomes.stream().filter(o -> o.question().answers().isEmpty()).toList();
        return new Figures(
                answerable.size(),
                answerable.stream()
                        .mapToInt(o -> o.rank() > 0 ? 1 : 0)
                        .average()
                        .orElse(1),
                answerable.stream()
                        .mapToInt(o -> o.answeredRank() > 0 ? 1 : 0)
                        .average()
                        .orElse(1),
                answerable.stream()
                        .mapToDouble(o -> o.answeredRank() > 0 ? 1.0 / o.answeredRank() : 0)
                        .average()
                        .orElse(1),
                unanswerable.size(),
                unanswerable.stream()
                        .mapToInt(o -> o.answered() ? 0 : 1)
                        .average()
                        .orElse(1));
    }
}
