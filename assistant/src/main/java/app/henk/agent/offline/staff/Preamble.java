package app.henk.agent.offline.staff;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes what somebody tells around a question without asking it: "ich sitze im Auto, …", "weil der Chef gleich anruft: …",
 * "…, because my boss wants to know". Whatever names something that a question may be about stays to be read.
 */
final class Preamble {

    /** What a question may be about. */
    private static final List<String> ASKED = List.of(
            "entity",
            "status",
            "stage",
            "light",
            "measure",
            "number_field",
            "lasting",
            "date_field",
            "overdue",
            "sold",
            "made",
            "most",
            "newest",
            "top",
            "negation",
            "only",
            "by",
            "show",
            "value.sector",
            "value.country",
            "value.team",
            "value.source",
            "percent_of",
            "how_much",
            "together",
            "comparing");

    private static final int LATEST = 2;

    private final Clause clause;

    Preamble(Clause clause) {
        this.clause = clause;
    }

    void take() {
        IntStream.range(1, clause.size())
                .filter(i -> clause.isMark(i, ",") || clause.isBehindColon(i))
                .findFirst()
                .ifPresent(end -> {
                    boolean told = IntStream.range(0, Math.min(LATEST, end))
                            .filter(i -> clause.onlySmall(0, i))
                            .anyMatch(i -> clause.at("preamble", i).isPresent());
                    if (told && (saysNothing(0, end) || isForSomething(end))) {
                        clause.take(0, end);
                    }
                });
        reason().ifPresent(from -> clause.take(from, clause.size()));
    }

    /** "Für meine Präsentation am Montag: …": the day is that of the occasion, and not of what is asked. */
    private boolean isForSomething(int end) {
        List<Periods.Dated> times = new Periods(clause, false, Optional.empty(), false).all();
        return clause.isBehindColon(end)
                && isQuiet(0, end)
                && IntStream.range(0, end)
                        .filter(i ->
                                !clause.isSmall(i) && clause.at("dimension", i).isEmpty())
                        .filter(i -> clause.at("preamble", i).isEmpty())
                        .anyMatch(i -> times.stream().noneMatch(time -> time.from() <= i && i < time.to()));
    }

    /** Where a reason begins that goes on to the end. */
    private Optional<Integer> reason() {
        return IntStream.range(2, clause.size())
                .filter(i -> clause.isMark(i - 1, ",") && clause.at("reason", i).isPresent())
                .filter(i -> saysNothing(i, clause.size()))
                .boxed()
                .findFirst();
    }

    private boolean saysNothing(int from, int to) {
        boolean dated = new Periods(clause, false, Optional.empty(), false)
                .all().stream().anyMatch(time -> time.from() < to && time.to() > from);
        return isQuiet(from, to) && !dated;
    }

    /** Names nothing that a question may be about, but perhaps a time. */
    private boolean isQuiet(int from, int to) {
        boolean asks = IntStream.range(from, to)
                .anyMatch(i -> clause.tokens.get(i).isNumber()
                        || ASKED.stream()
                                .anyMatch(section -> clause.at(section, i).isPresent() && !isVerb(i))
                        || mayBeCustomer(i));
        boolean named = clause.names().stream().anyMatch(name -> name.from() < to && name.to() > from);
        return !asks && !named;
    }

    /** "Weil er anruft": a German noun has a capital. */
    private boolean isVerb(int i) {
        return clause.tongue.lexicon().language().equals("de")
                && clause.at("entity", i).isPresent()
                && !clause.tokens.get(i).isCapitalised();
    }

    /** "Ich bin grad bei Siemens, …": then the question is about them. */
    private boolean mayBeCustomer(int i) {
        return clause.at("company_lead", i).isPresent()
                && i + 1 < clause.size()
                && clause.looksLikeName(new Lexicon.Hit("", i + 1, i + 2));
    }
}
