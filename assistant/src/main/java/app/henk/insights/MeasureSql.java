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
    private final Source source;
    private final Counting counting;
    private final List<Column> used = new ArrayList<>();

    MeasureSql(Entity entity, Source source, Now now) {
        this.entity = entity;
        this.now = now;
        this.source = source;
        this.counting = source.counting(now);
    }

    List<Column> used() {
        return List.copyOf(used);
    }

    private Column column(app.henk.insights.Field field) {
        Column column = source.column(field, now);
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
            case COUNT -> counting.count(only);
            case SUM -> counting.sum(column(measure), only);
            case AVG -> counting.mean(column(measure), only);
            case MEDIAN ->
                DSL.percentileCont(0.5)
                        .withinGroupOrderBy(column(measure).number())
                        .filterWhere(only)
                        .cast(SQLDataType.NUMERIC);
            case MIN -> DSL.min(value(measure)).filterWhere(only).coerce(BigDecimal.class);
            case MAX -> DSL.max(value(measure)).filterWhere(only).coerce(BigDecimal.class);
            case DISTINCT -> DSL.countDistinct(value(measure)).filterWhere(only).coerce(BigDecimal.class);
            case WEIGHTED -> counting.sum(weighted(), only.and(DealSource.OPEN));
            case REVENUE -> counting.sum(worth(), only.and(won()));
            case BASKET -> counting.mean(worth(), only.and(won()));
            case CONVERSION -> share(only.and(won()), only);
            case WIN_RATE -> share(only.and(won()), only.and(decided()));
            case DAYS_IN_STAGE ->
                DSL.avg(Column.wholeDays(DealSource.STAGE_SINCE, DSL.val(now.moment())))
                        .filterWhere(only.and(DealSource.OPEN));
            case CYCLE_TIME -> counting.meanCycle(now, only.and(won()));
        };
    }

    private Field<BigDecimal> unknown(Measure measure, Condition only) {
        return switch (measure.kind()) {
            case SUM, AVG, MEDIAN, MIN, MAX, DISTINCT -> counting.unknown(column(measure), only);
            case WEIGHTED -> counting.unknown(weighted(), only.and(DealSource.OPEN));
            case REVENUE, BASKET -> counting.unknown(worth(), only.and(won()));
            case CYCLE_TIME -> counting.withoutCycle(now, only.and(won()));
            case COUNT, CONVERSION, WIN_RATE, DAYS_IN_STAGE -> DSL.inline(BigDecimal.ZERO);
        };
    }

    /** How many records the figures are of. */
    Field<BigDecimal> records() {
        return counting.count(DSL.noCondition());
    }

    /** Which groups are told of. */
    Condition present() {
        return counting.present();
    }

    private Field<BigDecimal> share(Condition part, Condition whole) {
        return counting.count(part)
                .mul(PERCENT)
                .div(DSL.nullif(counting.count(whole).cast(SQLDataType.NUMERIC), DSL.inline(BigDecimal.ZERO)));
    }

    private Column column(Measure measure) {
        return column(measure.field().orElseThrow());
    }

    private Field<?> value(Measure measure) {
        Column column = column(measure);
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
