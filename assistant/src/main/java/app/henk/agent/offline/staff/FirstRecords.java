package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.QuestionReader.Asked;
import app.henk.insights.Filter;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.util.List;
import java.util.Optional;

/** Which records an order means that names them by what puts them first: "den größten Deal", "the two newest deals". */
final class FirstRecords {

    private static final Query NEXT =
            parsed("deals where expected_close in today..today+3650d order expected_close asc");

    private FirstRecords() {}

    /** Empty where not all of it was understood, or nothing puts them in order. */
    static Optional<Query> ranked(Asked asked, int count) {
        return records(asked)
                .filter(query -> !query.order().isEmpty())
                .map(FirstRecords::atWork)
                .map(query -> query.limited(Optional.of(count)));
    }

    /** The one that is to be decided next. */
    static Optional<Query> closingNext(Asked asked) {
        return records(asked)
                .map(FirstRecords::atWork)
                .map(query -> query.where(Filter.all(List.of(NEXT.where(), query.where())))
                        .ordered(List.copyOf(NEXT.order()))
                        .limited(Optional.of(1)));
    }

    private static Optional<Query> records(Asked asked) {
        return asked.unknown().isEmpty() && asked.whole() instanceof Reading.Understood(Query query)
                ? Optional.of(query)
                        .filter(found -> found.by().isEmpty()
                                && found.measures().isEmpty()
                                && found.compare().isEmpty())
                : Optional.empty();
    }

    /** What is closed already is meant where that is said. */
    private static Query atWork(Query query) {
        return switch (query.entity().key()) {
            case "deals" -> query.text().contains("status ") ? query : with("deals where status = open", query);
            case "tasks" ->
                query.text().contains("assignee ")
                        ? with("tasks where not done", query)
                        : with("tasks where not done and assignee = me", query);
            default -> query;
        };
    }

    private static Query with(String condition, Query query) {
        return query.where(Filter.all(List.of(parsed(condition).where(), query.where())));
    }

    private static Query parsed(String text) {
        return switch (Query.parse(text)) {
            case Reading.Understood(Query query) -> query;
            case Reading.Refused refused -> throw new IllegalStateException(text + ": " + refused);
        };
    }
}
