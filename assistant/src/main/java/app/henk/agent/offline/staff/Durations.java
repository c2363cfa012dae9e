package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how long something takes. */
final class Durations {

    static final Set<String> FIGURES = Set.of("cycle_time", "days_in_stage");

    private final Clause clause;
    private final Draft draft;

    Durations(Clause clause, Draft draft) {
        this.clause = clause;
        this.draft = draft;
    }

    /** "How long does Anna need to win a deal?", "how many days between creation and close?": until one is closed. */
    void untilClosed() {
        Optional<Hit> howLong = clause.first("how_long");
        List<Hit> states = clause.all("status");
        boolean said = clause.all("measure").stream().anyMatch(hit -> FIGURES.contains(hit.meaning()));
        boolean until = states.stream().anyMatch(hit -> Set.of("won", "closed").contains(hit.meaning()))
                || clause.all("date_field").stream()
                        .anyMatch(hit -> Set.of("closed", "expected_close").contains(hit.meaning()));
        boolean other = states.stream().anyMatch(hit -> Set.of("open", "lost").contains(hit.meaning()));
        if (howLong.isEmpty() || said || !until || other) {
            return;
        }
        draft.measure("cycle_time");
        clause.take(howLong.get());
        states.forEach(clause::take);
        clause.all("lasting").stream()
                .filter(hit -> hit.meaning().equals("cycle_days"))
                .forEach(clause::take);
    }

    /** "Wie viele Tage hängen die Deals schon da drin?": how long they have been where they stand. */
    void inStage() {
        Optional<Hit> howLong = clause.first("how_long");
        Optional<Hit> standing = clause.all("lasting").stream()
                .filter(hit -> hit.meaning().equals("days_in_stage") && !clause.isBeforeNumber(hit.to()))
                .findFirst();
        boolean said = clause.all("measure").stream().anyMatch(hit -> FIGURES.contains(hit.meaning()));
        if (draft.measures.isEmpty() && !said && howLong.isPresent() && standing.isPresent()) {
            draft.measure("days_in_stage");
            clause.take(howLong.get());
            clause.take(standing.get());
        }
    }

    /** "Die mediane Durchlaufzeit", "la durée de cycle médiane": of how long each took. */
    void ofEach() {
        for (String kind : List.of("median", "min", "max")) {
            if (draft.measures.contains("cycle_time") && draft.measures.remove(kind + "(value)")) {
                draft.measures.remove("cycle_time");
                draft.measure(kind + "(cycle_days)");
            }
        }
    }
}
