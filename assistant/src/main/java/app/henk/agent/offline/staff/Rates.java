package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads shares of what was won: the win rate of those that are decided, the conversion of all. */
final class Rates {

    private static final String COUNT = "count";
    private static final String SUM = "sum(value)";
    private static final String AVERAGE = "avg(value)";

    private final Clause clause;
    private final Draft draft;

    Rates(Clause clause, Draft draft) {
        this.clause = clause;
        this.draft = draft;
    }

    /** "Wie viel Prozent der Deals gewinnen wir?": of all, or of those that are decided. No other share is known. */
    void percentage() {
        Optional<Hit> share = clause.first("percent_of");
        List<Hit> states = clause.all("status");
        boolean won = states.stream().anyMatch(hit -> hit.meaning().equals("won"))
                || draft.values("status").equals(Set.of("won"));
        boolean other = states.stream().anyMatch(hit -> Set.of("open", "lost").contains(hit.meaning()));
        if (share.isEmpty() || !won || other) {
            return;
        }
        boolean decided = states.stream().anyMatch(hit -> hit.meaning().equals("closed"));
        draft.measure(decided ? "win_rate" : "conversion");
        clause.take(share.get());
        states.forEach(clause::take);
        draft.forget("status");
    }

    /** "Die Quote gewonnener Deals an allen" is that of all, not of those that are decided. */
    void ofAll() {
        boolean rate = draft.measures.contains("win_rate");
        clause.first("of_all")
                .filter(hit -> rate && !clause.isAnyway("dimension", hit.to()) && !clause.isAnyway("status", hit.to()))
                .ifPresent(hit -> {
                    draft.measures.replaceAll(measure -> measure.equals("win_rate") ? "conversion" : measure);
                    clause.take(hit);
                });
    }

    /**
     * A rate has the won ones in it: "Quote gewonnener Deals" is that of all. Of others there is none.
     *
     * @param revenue whether what was won is asked for as well
     */
    void settle(boolean revenue) {
        if (revenue && draft.values("status").equals(Set.of("won", "lost"))) {
            // "closed the most revenue"
            draft.forget("status");
            draft.value("status", "won", false);
        }
        boolean rate = draft.measures.contains("win_rate") || draft.measures.contains("conversion");
        if (rate && revenue && !draft.limits("status")) {
            // "revenue and win rate": of the won ones, and of all
            draft.measures.replaceAll(measure -> measure.equals(SUM) ? "revenue" : measure);
        }
        if (rate && draft.values("status").equals(Set.of("won"))) {
            draft.forget("status");
            draft.measures.replaceAll(measure -> switch (measure) {
                case SUM -> "revenue";
                case AVERAGE -> "basket";
                default -> measure;
            });
            if (draft.measures.contains(COUNT)) {
                // of the won ones or of all?
                draft.unsure.add(clause.raw(0, clause.size()));
            }
        } else if (rate && draft.limits("status") && !draft.values("status").equals(Set.of("won", "lost"))) {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
    }
}
