package app.henk.insights;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Writes the statements of a query. */
final class SelectSql {

    /** Rows that are read for the values of a field. */
    private static final int MOST_READ = 100_000;

    private final Query query;
    private final Now now;
    private final FilterSql filters;
    private final MeasureSql measures;
    private final Source source;

    private SelectSql(Query query, Source source, Now now, Known known) {
        this.query = query;
        this.now = now;
        this.filters = new FilterSql(source, now, known);
        this.measures = new MeasureSql(query.entity(), source, now);
        this.source = source;
    }

    /** Reads the records. */
    static SelectSql ofRecords(Query query, Now now, Known known) {
        return new SelectSql(query, Sources.of(query.entity()), now, known);
    }

    /** Reads sums where they are kept, records where not. */
    static SelectSql ofFigures(Query query, Now now, Known known) {
        return new SelectSql(query, DealSums.of(query).orElseGet(() -> Sources.of(query.entity())), now, known);
    }

    /** The values that a field has, in no order: of all records but in a very large house, where so many are read. */
    static Select<?> distinct(Field field, Now now, int most) {
        Column column = Sources.column(field, now);
        Source source = Sources.of(field.entity());
        // a tenant with millions of records must not pay for all of them to learn its words
        Table<?> read = DSL.select(column.value().as("word"))
                .from(source.from(Stream.of(column)))
                .where(source.mine(now))
                .and(column.value().isNotNull())
                .limit(MOST_READ)
                .asTable("read");
        return DSL.selectDistinct(read.field("word")).from(read).limit(most);
    }

    Select<?> count() {
        Condition where = filters.condition(query.where());
        return DSL.select(measures.records())
                .from(source.from(filters.used().stream()))
                .where(source.mine(now))
                .and(where);
    }

    /**
     * The id, then what it is ordered by, then the fields. Which records they are is found first: what has to be joined
     * for the fields is read for those that are shown, not for all.
     */
    Select<?> records(List<Field> fields, Optional<Cursor> after, int limit) {
        Optional<Field> by = query.order().stream().findFirst().map(first -> (Field) first.by());
        Optional<Column> sorted = by.map(field -> source.column(field, now));
        boolean descending =
                query.order().stream().findFirst().map(Order::descending).orElse(true);
        Condition where = filters.condition(query.where());
        Optional<org.jooq.Field<?>> ordered = by.map(field -> ordered(field, source.column(field, now)));
        org.jooq.Field<?> sort = ordered.orElse(source.id());
        Select<?> found = DSL.select(source.id(), sort.as("sorted"))
                .from(source.from(Stream.concat(filters.used().stream(), sorted.stream())))
                .where(source.mine(now))
                .and(where)
                .and(after.map(cursor -> Cursor.behind(cursor, sorted, source.id(), descending))
                        .orElse(DSL.noCondition()))
                .orderBy(sorting(ordered, source.id(), descending))
                .limit(limit);
        // worked out once, even where PostgreSQL knows so little of the table that it would look it up for each row
        CommonTableExpression<?> page = DSL.name("page").asMaterialized(found);
        org.jooq.Field<?> place = DSL.field(DSL.name("page", "sorted"), sort.getDataType());
        org.jooq.Field<UUID> id = DSL.field(DSL.name("page", "id"), UUID.class);
        List<Column> columns =
                fields.stream().map(field -> source.column(field, now)).toList();
        List<SelectField<?>> selected = new ArrayList<>(List.of(source.id(), place));
        columns.forEach(column -> selected.add(column.value()));
        return DSL.with(page)
                .select(selected)
                .from(source.from(columns.stream()).join(page).on(source.id().eq(id)))
                .where(source.mine(now))
                .orderBy(sorting(sorted.map(column -> place), id, descending));
    }

    /** An amount as it is written down, where the conditions leave only those that are known: an index is in that order. */
    private org.jooq.Field<?> ordered(Field by, Column column) {
        boolean known = query.where().conjuncts().stream()
                .anyMatch(part -> part instanceof Filter.Compares compares
                        && compares.field().equals(by));
        return column.money()
                .filter(money -> known)
                .<org.jooq.Field<?>>map(Column.Money::amount)
                .orElse(column.value());
    }

    private static List<SortField<?>> sorting(
            Optional<org.jooq.Field<?>> sorted, org.jooq.Field<UUID> id, boolean descending) {
        SortField<UUID> byId = descending ? id.desc() : id.asc();
        return sorted.<List<SortField<?>>>map(
                        column -> List.of((descending ? column.desc() : column.asc()).nullsLast(), byId))
                .orElse(List.of(byId));
    }

    /** The groups, the number of records, then figure and unknown of each measure; for a comparison twice. */
    Select<?> figures(int limit) {
        List<org.jooq.Field<?>> groups =
                query.by().stream().<org.jooq.Field<?>>map(measures::group).toList();
        List<Condition> halves = query.compare().map(this::halves).orElse(List.of());
        Condition where = filters.condition(query.where());
        List<SelectField<?>> selected = new ArrayList<>(groups);
        selected.add(measures.records());
        for (Measure measure : query.figures()) {
            if (halves.isEmpty()) {
                selected.addAll(measures.of(measure, DSL.noCondition()));
            } else {
                halves.forEach(half -> selected.addAll(measures.of(measure, half)));
            }
        }
        Stream<Column> used = Stream.concat(filters.used().stream(), measures.used().stream());
        return DSL.select(selected)
                .from(source.from(used))
                .where(source.mine(now))
                .and(where)
                .and(halves.isEmpty() ? DSL.noCondition() : DSL.or(halves))
                .groupBy(IntStream.rangeClosed(1, groups.size())
                        .mapToObj(DSL::inline)
                        .toList())
                .having(groups.isEmpty() ? DSL.noCondition() : measures.present())
                .orderBy(sorting(halves.isEmpty() ? 2 : 4))
                .limit(limit);
    }

    /** Of each stage: how many visits of these deals ended since a day, and how many days they took, mean and median. */
    Select<?> visits(LocalDate since) {
        Condition where = filters.condition(query.where());
        var stage = Sources.text("v", "stage_key");
        var left = Sources.moment("v", "left_at");
        var days = Column.days(Sources.moment("v", "entered_at"), left);
        return DSL.select(
                        stage,
                        DSL.count(),
                        DSL.avg(days),
                        DSL.percentileCont(0.5).withinGroupOrderBy(days))
                .from(source.from(filters.used().stream())
                        .join(DSL.table(DSL.name("stage_visit")).as("v"))
                        .on(Sources.id("v", "tenant_id").eq(Sources.id("d", "tenant_id")))
                        .and(Sources.id("v", "deal_id").eq(source.id())))
                .where(source.mine(now))
                .and(where)
                .and(left.ge(now.startOf(since)))
                .groupBy(stage);
    }

    private List<Condition> halves(Comparison comparison) {
        Field date = comparison.date().orElse(Catalogue.date(query.entity()));
        return List.of(
                filters.in(date, now.calendar().range(comparison.of())),
                filters.in(date, now.calendar().range(comparison)));
    }

    /**
     * By places in the list of columns: an expression with bound values is not the same expression twice.
     *
     * @param width columns of a measure
     */
    private List<SortField<?>> sorting(int width) {
        List<SortField<?>> sorting = new ArrayList<>();
        if (query.by().isEmpty()) {
            return sorting;
        }
        for (Order order : query.order()) {
            var place = DSL.inline(
                    order.by() instanceof Measure measure
                            ? placeOf(measure, width)
                            : query.by().indexOf((Group) order.by()) + 1);
            sorting.add((order.descending() ? place.desc() : place.asc()).nullsLast());
        }
        boolean byFigure = query.order().isEmpty()
                && query.by().stream().noneMatch(group -> group.field().isDate());
        if (byFigure) {
            sorting.add(DSL.inline(placeOf(query.figures().getFirst(), width))
                    .desc()
                    .nullsLast());
        }
        IntStream.rangeClosed(1, query.by().size())
                .forEach(place -> sorting.add(DSL.inline(place).asc().nullsLast()));
        return sorting;
    }

    /** Behind the groups and the number of records. */
    private int placeOf(Measure measure, int width) {
        return query.by().size() + 2 + query.figures().indexOf(measure) * width;
    }
}
