package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.Optional;

/** "Nimm Juni statt Mai": what is replaced was asked before, and asks for nothing now. */
final class Replaced {

    private final Clause clause;

    Replaced(Clause clause) {
        this.clause = clause;
    }

    void take() {
        clause.first("in_place_of").ifPresent(hit -> {
            boolean behind = !clause.onlySmall(0, hit.from());
            clause.take(hit.from(), behind ? clause.size() : end(hit));
        });
    }

    /** "Statt Mai bitte Juni": the first time or name behind it. */
    private int end(Hit hit) {
        Optional<Integer> time = new Slots(clause)
                .span()
                .filter(span -> clause.onlySmall(hit.to(), span.from()))
                .map(span -> span.to());
        return time.or(() -> clause.names().stream()
                        .filter(name -> clause.onlySmall(hit.to(), name.from()))
                        .findFirst()
                        .map(Names.Named::to))
                .orElse(hit.to());
    }
}
