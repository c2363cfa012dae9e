package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Ask;
import app.henk.insights.Filter;
import app.henk.insights.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes the time at the end of a sentence for both of its figures: "how many did we win and how many did we lose in
 * June?" asks for neither of all time.
 */
final class SharedTime {

    private SharedTime() {}

    /**
     * The question before with the time of the one behind it; empty where it has a time of its own, or the two are not a
     * figure each of two values.
     *
     * @param end of the sentence, what the other one was read from
     */
    static Optional<Ask> given(Command before, Clause end, Command behind) {
        if (!(before instanceof Ask one) || !(behind instanceof Ask other) || !endsWithTime(end)) {
            return Optional.empty();
        }
        Query asked = one.whole();
        List<Filter> times = times(other.whole());
        if (times.size() != 1 || !times(asked).isEmpty()) {
            return Optional.empty();
        }
        Filter both = Filter.all(Stream.concat(asked.where().conjuncts().stream(), times.stream())
                .toList());
        return Optional.of(new Ask(asked.where(both), one.followsUp(), one.show()))
                .filter(timed -> SideBySide.of(timed, other).isPresent());
    }

    private static boolean endsWithTime(Clause end) {
        List<Periods.Dated> times = new Periods(end.fresh(), false, Optional.empty(), false).all();
        return !times.isEmpty() && end.onlySmall(times.getLast().to(), end.size());
    }

    private static List<Filter> times(Query query) {
        return query.where().conjuncts().stream()
                .filter(Filter.When.class::isInstance)
                .toList();
    }
}
