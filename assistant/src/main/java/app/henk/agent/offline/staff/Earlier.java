package app.henk.agent.offline.staff;

import app.henk.insights.Filter;
import app.henk.insights.Period;
import app.henk.insights.Query;
import java.util.Optional;

/** The time right before the one that a question was about. */
final class Earlier {

    private Earlier() {}

    static Optional<String> than(Query query) {
        return query.where().conjuncts().stream()
                .filter(Filter.When.class::isInstance)
                .map(Filter.When.class::cast)
                .filter(when -> when.relation() == Filter.Relation.IN)
                .flatMap(when -> before(when.period()).stream())
                .findFirst()
                .map(Period::text);
    }

    private static Optional<Period> before(Period period) {
        return switch (period) {
            case Period.Whole(Period.Unit unit, int offset) -> Optional.of(new Period.Whole(unit, offset - 1));
            case Period.Fixed(Period.Unit unit, var start) ->
                Optional.of(new Period.Fixed(
                        unit,
                        switch (unit) {
                            case DAY -> start.minusDays(1);
                            case WEEK -> start.minusWeeks(1);
                            case MONTH -> start.minusMonths(1);
                            case QUARTER -> start.minusMonths(3);
                            case YEAR -> start.minusYears(1);
                        }));
            case Period.Between between -> half(between);
            case Period.Rolling _, Period.FromToday _, Period.Previous _, Period.YearBefore _ -> Optional.empty();
        };
    }

    /** Of a half of a year the half before it; other stretches have none that one would know. */
    private static Optional<Period> half(Period.Between between) {
        if (between.first() instanceof Period.Fixed(Period.Unit from, var start)
                && between.last() instanceof Period.Fixed(Period.Unit to, var end)
                && from == Period.Unit.MONTH
                && to == Period.Unit.MONTH
                && start.getMonthValue() % 6 == 1
                && end.equals(start.plusMonths(5))) {
            return Optional.of(new Period.Between(
                    new Period.Fixed(from, start.minusMonths(6)), new Period.Fixed(to, end.minusMonths(6))));
        }
        return Optional.empty();
    }
}
