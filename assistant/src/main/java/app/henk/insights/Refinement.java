package app.henk.insights;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a follow-up makes of the question before it. Conditions on a field that the follow-up speaks of are replaced,
 * others stay; groups, measures, comparison, order and limit are replaced where the follow-up has any. A comparison and a
 * condition on the same date replace each other. A follow-up about
 * another kind of records is a question of its own.
 */
final class Refinement {

    private Refinement() {}

    static Query of(Query base, Query change) {
        if (base.entity() != change.entity()) {
            return change;
        }
        Optional<Field> compared = change.compare().map(comparison -> date(base, comparison));
        boolean datedAnew = base.compare()
                .filter(comparison -> spokenOf(change).contains(date(base, comparison)))
                .isPresent();
        Query refined = new Query(
                base.entity(),
                conditions(
                        base.where(),
                        change.where(),
                        Stream.concat(spokenOf(change).stream(), compared.stream())
                                .collect(Collectors.toSet())),
                change.by().isEmpty() ? base.by() : change.by(),
                change.measures().isEmpty() ? base.measures() : change.measures(),
                change.compare().or(() -> datedAnew ? Optional.empty() : base.compare()),
                change.order().isEmpty() ? base.order() : change.order(),
                change.limit().or(() -> asksForAll(base, change) ? Optional.empty() : base.limit()));
        boolean oneFigure = refined.by().isEmpty() && !refined.measures().isEmpty();
        // "wie viel sind die zusammen wert?" of a list in order: one figure has neither order nor number of lines
        return oneFigure && change.order().isEmpty()
                ? refined.ordered(List.of()).limited(Optional.empty())
                : possible(refined, base);
    }

    /** Who was asked for the best one, and is then asked for other groups, is not asked for the best of these. */
    private static boolean asksForAll(Query base, Query change) {
        boolean best = base.limit().equals(Optional.of(1));
        return best && !change.by().isEmpty() && !change.by().equals(base.by());
    }

    /** An order that the refined answer has no column for any more is given up. */
    private static Query possible(Query refined, Query base) {
        return QueryRules.checked(refined) instanceof Reading.Understood(Query query)
                ? query
                : unordered(refined, base);
    }

    /** Without its order the first few are not the first of anything. */
    private static Query unordered(Query refined, Query base) {
        List<Order> left = refined.order().stream()
                .filter(order -> !base.order().contains(order))
                .toList();
        boolean first = refined.limit().equals(base.limit()) && left.isEmpty();
        return refined.ordered(left).limited(first ? Optional.empty() : refined.limit());
    }

    private static Field date(Query query, Comparison comparison) {
        return comparison.date().orElse(Catalogue.date(query.entity()));
    }

    private static Set<Field> spokenOf(Query query) {
        return query.where().conjuncts().stream().flatMap(Refinement::fields).collect(Collectors.toSet());
    }

    /** @param spokenOf whatever the base says of these fields is replaced: a comparison speaks of its date too */
    private static Filter conditions(Filter base, Filter change, Set<Field> spokenOf) {
        Stream<Filter> kept =
                base.conjuncts().stream().filter(part -> fields(part).noneMatch(spokenOf::contains));
        return Filter.all(Stream.concat(kept, change.conjuncts().stream()).toList());
    }

    private static Stream<Field> fields(Filter filter) {
        return QueryRules.tests(filter).map(QueryRules::tested);
    }
}
