package app.henk.agent.offline.staff;

import app.henk.agent.offline.Span;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The words that times are made of: "last", "quarter", "2017". */
final class TimeWords {

    private static final List<String> MARKS = List.of("before", "last", "this", "next");
    private static final List<String> UNITS = List.of("week", "month", "quarter", "year", "day");

    private final Clause clause;

    TimeWords(Clause clause) {
        this.clause = clause;
    }

    /** Which one: the last, this one, the next, the one before the last. */
    Optional<Hit> mark(int i) {
        return named(MARKS, i);
    }

    Optional<Hit> unit(int i) {
        return named(UNITS, i);
    }

    private Optional<Hit> named(List<String> names, int i) {
        for (String name : names) {
            Optional<Hit> hit = clause.at("period." + name, i);
            if (hit.isPresent()) {
                return hit.map(h -> new Hit(name, h.from(), h.to()));
            }
        }
        return Optional.empty();
    }

    /** "Das dritte Quartal 2017 gegenüber dem zweiten": the one year that is named holds for both. */
    Optional<Integer> yearSaid() {
        List<Integer> years = IntStream.range(0, clause.size())
                .filter(this::isYear)
                .mapToObj(this::number)
                .distinct()
                .toList();
        return years.size() == 1 ? Optional.of(years.getFirst()) : Optional.empty();
    }

    /** "Of 2017", "im Jahr 2017", "letzten Jahres". */
    Optional<Span<Integer>> yearBehind(int end) {
        int at = clause.at("of_year", end).map(Hit::to).orElse(end);
        if (clause.isMark(at, "/") || clause.isMark(at, ",")) {
            at++;
        }
        return year(at).map(span -> new Span<>(span.value(), end, span.to()));
    }

    /** "2017", "last year", "l'année dernière". */
    Optional<Span<Integer>> year(int at) {
        if (isYear(at)) {
            return Optional.of(new Span<>(number(at), at, at + 1));
        }
        Optional<Hit> mark = mark(at);
        Optional<Hit> behind = unit(at).flatMap(unit -> mark(unit.to()));
        Optional<Hit> unit = mark.flatMap(m -> unit(m.to())).or(() -> unit(at).filter(u -> behind.isPresent()));
        return unit.filter(u -> u.meaning().equals("year"))
                .flatMap(u -> mark.or(() -> behind)
                        .filter(m -> !m.meaning().equals("before"))
                        .map(m -> new Span<>(
                                clause.tongue.today().getYear() + offset(m.meaning()), at, Math.max(u.to(), m.to()))));
    }

    private static int offset(String mark) {
        return mark.equals("last") ? -1 : mark.equals("next") ? 1 : 0;
    }

    boolean isYear(int i) {
        return i < clause.size()
                && clause.isFree(i, i + 1)
                && clause.tokens.get(i).folded().matches("20[0-4]\\d")
                && !endsAmounts(i)
                && clause.at("money", i + 1).isEmpty()
                && clause.at("thousand", i + 1).isEmpty()
                && clause.at("unit", i + 1).isEmpty();
    }

    int number(int i) {
        return Integer.parseInt(clause.tokens.get(i).folded());
    }

    /** "Zwischen 1000 und 2000": what stands beside an amount is one. */
    private boolean endsAmounts(int i) {
        return i > 1
                && clause.at("and", i - 1).isPresent()
                && clause.tokens.get(i - 2).isNumber()
                && !clause.tokens.get(i - 2).folded().matches("(19|20)\\d\\d");
    }
}
