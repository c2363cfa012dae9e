package app.henk.insights;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Where a field stands in the database.
 *
 * @param joins aliases of what has to be joined for it
 * @param since of a number of days up to now: what they count from, so that a condition can compare moments
 * @param money of an amount: as it is written down, so that a condition and an order can use an index of it
 */
record Column(Field<?> value, List<String> joins, Optional<Since> since, Optional<Money> money) {

    private static final int SECONDS_A_DAY = 86_400;

    /** @param only of which records it is known */
    record Since(Field<OffsetDateTime> moment, Condition only) {}

    /** @param known whether it is in the tenant's currency; in another it cannot be added, so nobody knows it */
    record Money(Field<BigDecimal> amount, Condition known) {}

    static Column of(Field<?> value, String... joins) {
        return new Column(value, List.of(joins), Optional.empty(), Optional.empty());
    }

    static Column money(Field<BigDecimal> amount, Condition known) {
        return new Column(DSL.when(known, amount), List.of(), Optional.empty(), Optional.of(new Money(amount, known)));
    }

    static Column daysSince(Field<OffsetDateTime> moment, Condition only, Now now, String... joins) {
        Field<BigDecimal> days = DSL.when(only, wholeDays(moment, DSL.val(now.moment())));
        return new Column(days, List.of(joins), Optional.of(new Since(moment, only)), Optional.empty());
    }

    /** Whole days of 24 hours. */
    static Field<BigDecimal> wholeDays(Field<OffsetDateTime> from, Field<OffsetDateTime> until) {
        return DSL.floor(days(from, until));
    }

    static Field<BigDecimal> days(Field<OffsetDateTime> from, Field<OffsetDateTime> until) {
        return DSL.field("extract(epoch from {0} - {1})", SQLDataType.NUMERIC, until, from)
                .div(SECONDS_A_DAY);
    }

    /** Whether it is a moment and not a day. */
    boolean isMoment() {
        return value.getType() == OffsetDateTime.class;
    }

    @SuppressWarnings("unchecked")
    Field<OffsetDateTime> moment() {
        return (Field<OffsetDateTime>) value;
    }

    /** The day of it where the tenant is. */
    Field<LocalDate> day(Now now) {
        return isMoment() ? localDay(moment(), now) : value.cast(SQLDataType.LOCALDATE);
    }

    static Field<LocalDate> localDay(Field<OffsetDateTime> moment, Now now) {
        return DSL.field(
                "({0} at time zone {1})::date",
                SQLDataType.LOCALDATE, moment, DSL.val(now.calendar().zone().getId()));
    }

    Field<BigDecimal> number() {
        return value.coerce(BigDecimal.class);
    }

    Field<String> words() {
        return value.coerce(String.class);
    }
}
