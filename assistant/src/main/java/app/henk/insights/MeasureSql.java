package app.henk.insights;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Writes measures and groups. Remembers which columns it used. */
final class MeasureSql {

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private final Entity entity;
    private final Now now;
    private final List<Column> used = new ArrayList<>();

    MeasureSql(Entity entity, Now now) {
        this.entity = entity;
        this.now = now;
    }

    List<Column> used() {
        return List.copyOf(used);
    }

    private Column column(app.henk.insights.Field field) {
        Column column = Sources.column(field, now);
        used.add(column);
        return column;
    }

    Field<?> group(Group group) {
        Column column = column(group.field());
        return group.bucket().<Field<?>>map(bucket -> bucket(bucket, column)).orElse(column.value());
    }

    /** The first day of the bucket; of a weekday its number, Monday is 1. */
    private Field<?> bucket(Group.Bucket bucket, Column column) {
        Field<LocalDate> day = column.day(now);
        return switch (bucket) {
            case DAY -> day;
            case MONTH, QUARTER, YEAR -> truncated(bucket, day);
            case WEEK -> {
                // PostgreSQL's weeks begin on Monday; another first day is moved there and back
                var shift = DSL.inline((8 - now.calendar().weekStart().getValue()) % 7);
                yield DSL.field(
                        "{0} - {1}",
                        SQLDataType.LOCALDATE,
                        truncated(bucket, DSL.field("({0} + {1})", SQLDataType.LOCALDATE, day, shift)),
                        shift);
            }
            case WEEKDAY -> DSL.field("extract(isodow from {0})::int", SQLDataType.INTEGER, day);
        };
    }

    private static Field<LocalDate> truncated(Group.Bucket bucket, Field<LocalDate> day) {
        return DSL.field("date_trunc({0}, {1}::timestamp)::date", SQLDataType.LOCALDATE, DSL.inline(bucket.key()), day);
    }

    /** The figure and of how many records it is unknown. */
    List<Field<?>> of(Measure measure, Condition only) {
        return List.of(figure(measure, only), unknown(measure, only));
    }

    Field<BigDecimal> figure(Measure measure, Condition only) {
        return switch (measure.kind()) {
            case COUNT -> counted(only);
            case SUM -> DSL.sum(number(measure)).filterWhere(only);
            case AVG -> DSL.avg(number(measure)).filterWhere(only);
            case MEDIAN ->
                DSL.percentileCont(0.5)
                        .withinGroupOrderBy(number(measure))
                        .filterWhere(only)
                        .cast(SQLDataType.NUMERIC);
            case MIN -> DSL.min(value(measure)).filterWhere(only).coerce(BigDecimal.class);
            case MAX -> DSL.max(value(measure)).filterWhere(only).coerce(BigDecimal.class);
            case DISTINCT -> DSL.countDistinct(value(measure)).filterWhere(only).coerce(BigDecimal.class);
            case WEIGHTED -> DSL.sum(weighted().number()).filterWhere(only.and(DealSource.OPEN));
            case REVENUE -> DSL.sum(worth().number()).filterWhere(only.and(won()));
            case BASKET -> DSL.avg(worth().number()).filterWhere(only.and(won()));
            case CONVERSION -> share(only.and(won()), only);
            case WIN_RATE -> share(only.and(won()), only.and(decided()));
            case DAYS_IN_STAGE ->
                DSL.avg(Column.wholeDays(DealSource.STAGE_SINCE, DSL.val(now.moment())))
                        .filterWhere(only.and(DealSource.OPEN));
            case CYCLE_TIME -> DSL.avg(DealSource.cycle(now)).filterWhere(only.and(won()));
        };
    }

    private Field<BigDecimal> unknown(Measure measure, Condition only) {
        return switch (measure.kind()) {
            case SUM, AVG, MEDIAN, MIN, MAX, DISTINCT ->
                counted(only.and(value(measure).isNull()));
            case WEIGHTED ->
                counted(only.and(DealSource.OPEN).and(weighted().value().isNull()));
            case REVENUE, BASKET -> counted(only.and(won()).and(worth().value().isNull()));
            case CYCLE_TIME -> counted(only.and(won()).and(DealSource.cycle(now).isNull()));
            case COUNT, CONVERSION, WIN_RATE, DAYS_IN_STAGE -> DSL.inline(BigDecimal.ZERO);
        };
    }

    private static Field<BigDecimal> counted(Condition only) {
        return DSL.count().filterWhere(only).coerce(BigDecimal.class);
    }

    private static Field<BigDecimal> share(Condition part, Condition whole) {
        return counted(part)
                .mul(PERCENT)
                .div(DSL.nullif(counted(whole).cast(SQLDataType.NUMERIC), DSL.inline(BigDecimal.ZERO)));
    }

    private Field<BigDecimal> number(Measure measure) {
        return column(measure.field().orElseThrow()).number();
    }

    private Field<?> value(Measure measure) {
        Column column = column(measure.field().orElseThrow());
        return column.isMoment() ? column.day(now) : column.value();
    }

    private Column worth() {
        return column(Catalogue.field(Entity.DEALS, "value"));
    }

    private Column weighted() {
        return column(Catalogue.field(Entity.DEALS, "weighted"));
    }

    private Condition won() {
        return status().eq(DSL.inline("won"));
    }

    private Condition decided() {
        return status().in(DSL.inline("won"), DSL.inline("lost"));
    }

    /** Of a deal or of a lead. */
    private Field<String> status() {
        return column(Catalogue.field(entity, "status")).words();
    }
}
