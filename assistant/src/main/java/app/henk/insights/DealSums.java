package app.henk.insights;

import static app.henk.insights.Sources.day;
import static app.henk.insights.Sources.id;
import static app.henk.insights.Sources.known;
import static app.henk.insights.Sources.money;
import static app.henk.insights.Sources.number;
import static app.henk.insights.Sources.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Sums of deals that the database keeps, for figures over all of a large house's deals. They are seen by whom the deals
 * are seen by, and say the same as the deals themselves.
 */
final class DealSums implements Counting {

    private static final Source BY_KIND = source(false)
            .column("sector", Column.of(text("d", "sector")))
            .column("source", Column.of(text("d", "source")));
    private static final Source BY_DAY = source(true).column("closed", Column.of(day("d", "closed_on")));

    /** Amounts: summed up, they can neither be grouped by nor compared with. */
    private static final Set<String> AMOUNTS = Set.of("value", "weighted");

    private static final Set<Measure.Kind> ADDED = Set.of(
            Measure.Kind.COUNT,
            Measure.Kind.SUM,
            Measure.Kind.AVG,
            Measure.Kind.WEIGHTED,
            Measure.Kind.REVENUE,
            Measure.Kind.BASKET,
            Measure.Kind.CONVERSION,
            Measure.Kind.WIN_RATE,
            Measure.Kind.CYCLE_TIME);

    private final Condition currency;

    private DealSums(Now now) {
        this.currency = text("d", "currency").eq(now.currency());
    }

    /** The sums that answer a question for figures; empty where the records have to be read. */
    static Optional<Source> of(Query query) {
        boolean sums =
                query.entity() == Entity.DEALS && query.figures().stream().allMatch(DealSums::isAdded);
        return sums
                ? Stream.of(BY_KIND, BY_DAY)
                        .filter(source -> told(query).stream()
                                .allMatch(field -> source.has(field) && !AMOUNTS.contains(field.key())))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isAdded(Measure measure) {
        return ADDED.contains(measure.kind())
                && measure.field().map(Field::key).map(AMOUNTS::contains).orElse(true);
    }

    /** What the deals of the answer are told apart by. */
    private static List<Field> told(Query query) {
        return Stream.of(
                        query.by().stream().map(Group::field),
                        QueryRules.tests(query.where()).map(QueryRules::tested),
                        query.compare().stream()
                                .map(comparison -> comparison.date().orElse(Catalogue.date(Entity.DEALS))))
                .flatMap(fields -> fields)
                .toList();
    }

    private static Source source(boolean byDay) {
        return new Source("deal_sum", "d")
                .alive(DSL.field(DSL.name("d", "by_day"), SQLDataType.BOOLEAN).eq(DSL.inline(byDay)))
                .counted(DealSums::new)
                .join("salesperson", "p", "assignee_id")
                .column("stage", Column.of(text("d", "stage_key")))
                .column("status", Column.of(DealSource.STATUS))
                .column("assignee", Column.of(id("d", "assignee_id")))
                .column("team", Column.of(known(text("p", "team")), "p"))
                .column("manager", Column.of(id("p", "manager_id"), "p"))
                .column("value", now -> money("d", "value", now))
                .column("weighted", now -> money("d", "weighted", now));
    }

    @Override
    public org.jooq.Field<BigDecimal> count(Condition only) {
        return Counting.added(number("d", "deals"), only);
    }

    @Override
    public org.jooq.Field<BigDecimal> sum(Column amount, Condition only) {
        return DSL.when(
                valued(only).ne(BigDecimal.ZERO), DSL.sum(amount.number()).filterWhere(only));
    }

    @Override
    public org.jooq.Field<BigDecimal> mean(Column amount, Condition only) {
        return share(DSL.sum(amount.number()).filterWhere(only), valued(only));
    }

    @Override
    public org.jooq.Field<BigDecimal> unknown(Column amount, Condition only) {
        return count(only).minus(valued(only));
    }

    private org.jooq.Field<BigDecimal> valued(Condition only) {
        return Counting.added(number("d", "known"), only.and(currency));
    }

    @Override
    public org.jooq.Field<BigDecimal> meanCycle(Now now, Condition only) {
        return share(DSL.sum(number("d", "cycle_days")).filterWhere(only), Counting.added(number("d", "cycled"), only));
    }

    @Override
    public org.jooq.Field<BigDecimal> withoutCycle(Now now, Condition only) {
        return count(only).minus(Counting.added(number("d", "cycled"), only));
    }

    @Override
    public Condition present() {
        return DSL.sum(number("d", "deals")).ne(BigDecimal.ZERO);
    }

    private static org.jooq.Field<BigDecimal> share(org.jooq.Field<BigDecimal> part, org.jooq.Field<BigDecimal> of) {
        return part.div(DSL.nullif(of, DSL.inline(BigDecimal.ZERO)));
    }
}
