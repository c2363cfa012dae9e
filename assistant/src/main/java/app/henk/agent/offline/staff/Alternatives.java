package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** "Entweder von Kami oder aus der Medizin": either of two conditions, each of a field of its own. */
final class Alternatives {

    private final Clause clause;
    private final Draft draft;

    Alternatives(Clause clause, Draft draft) {
        this.clause = clause;
        this.draft = draft;
    }

    /** What is not that plain stays unread, and is told as such. */
    void read() {
        List<Hit> either = clause.all("either");
        if (either.isEmpty()) {
            return;
        }
        Hit first = either.getFirst();
        // "soit … soit …"
        Optional<Hit> second = Stream.concat(clause.all("or").stream(), either.stream())
                .filter(hit -> hit.from() > first.from())
                .findFirst();
        second.ifPresent(or -> {
            Set<String> left = fields(first.to(), or.from());
            Set<String> right = fields(or.to(), clause.size());
            Set<String> before = fields(0, first.from());
            boolean plain = left.size() == 1
                    && right.size() == 1
                    && !left.equals(right)
                    && left.stream().noneMatch(before::contains)
                    && right.stream().noneMatch(before::contains);
            if (plain) {
                draft.anyOf(left.iterator().next(), right.iterator().next());
                clause.take(first);
                clause.take(or);
            }
        });
    }

    private Set<String> fields(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(clause::fieldAt)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
