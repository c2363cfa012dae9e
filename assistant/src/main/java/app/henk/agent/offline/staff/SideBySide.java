package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Ask;
import app.henk.insights.Filter;
import app.henk.insights.Group;
import app.henk.insights.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes one answer of two figures that differ in one value: "wie viele gewonnen, wie viele verloren?" is a figure for each
 * of the two.
 */
final class SideBySide {

    private SideBySide() {}

    static Optional<Ask> of(Ask one, Ask other) {
        Query left = one.whole();
        Query right = other.whole();
        boolean plain = isPlainFigure(left)
                && isPlainFigure(right)
                && left.entity() == right.entity()
                && left.measures().equals(right.measures());
        List<Filter> mine = without(left, right);
        List<Filter> others = without(right, left);
        boolean oneValue = plain && mine.size() == 1 && others.size() == 1;
        return oneValue
                        && mine.getFirst() instanceof Filter.OneOf(var field, var first)
                        && others.getFirst() instanceof Filter.OneOf(var same, var second)
                        && field.equals(same)
                        && first.size() == 1
                        && second.size() == 1
                ? Optional.of(new Ask(
                        left.where(Filter.all(Stream.concat(
                                                common(left, right).stream(),
                                                Stream.of(new Filter.OneOf(
                                                        field, List.of(first.getFirst(), second.getFirst()))))
                                        .toList()))
                                .by(List.of(Group.by(field))),
                        one.followsUp(),
                        one.show()))
                : Optional.empty();
    }

    private static boolean isPlainFigure(Query query) {
        return !query.measures().isEmpty()
                && query.by().isEmpty()
                && query.compare().isEmpty()
                && query.order().isEmpty()
                && query.limit().isEmpty();
    }

    private static List<Filter> without(Query query, Query other) {
        List<Filter> own = new ArrayList<>(query.where().conjuncts());
        own.removeAll(other.where().conjuncts());
        return own;
    }

    private static List<Filter> common(Query query, Query other) {
        return query.where().conjuncts().stream()
                .filter(other.where().conjuncts()::contains)
                .toList();
    }
}
