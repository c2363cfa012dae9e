package app.henk.insights;

import java.math.BigDecimal;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** How rows of a source become the figures that records and sums of records have in common. */
interface Counting {

    Field<BigDecimal> count(Condition only);

    Field<BigDecimal> sum(Column amount, Condition only);

    Field<BigDecimal> mean(Column amount, Condition only);

    /** Of how many the amount is unknown. */
    Field<BigDecimal> unknown(Column amount, Condition only);

    /** Days from the beginning of a deal to its end, on average. */
    Field<BigDecimal> meanCycle(Now now, Condition only);

    /** How many have no such days. */
    Field<BigDecimal> withoutCycle(Now now, Condition only);

    /** Which groups there are at all. */
    Condition present();

    /** A row is a record. */
    Counting OF_RECORDS = new Counting() {

        @Override
        public Field<BigDecimal> count(Condition only) {
            return DSL.count().filterWhere(only).coerce(BigDecimal.class);
        }

        @Override
        public Field<BigDecimal> sum(Column amount, Condition only) {
            return DSL.sum(amount.number()).filterWhere(only);
        }

        @Override
        public Field<BigDecimal> mean(Column amount, Condition only) {
            return DSL.avg(amount.number()).filterWhere(only);
        }

        @Override
        public Field<BigDecimal> unknown(Column amount, Condition only) {
            return count(only.and(amount.value().isNull()));
        }

        @Override
        public Field<BigDecimal> meanCycle(Now now, Condition only) {
            return DSL.avg(DealSource.cycle(now)).filterWhere(only);
        }

        @Override
        public Field<BigDecimal> withoutCycle(Now now, Condition only) {
            return count(only.and(DealSource.cycle(now).isNull()));
        }

        @Override
        public Condition present() {
            return DSL.noCondition();
        }
    };

    /** The whole number of it, nothing being none. */
    static Field<BigDecimal> added(Field<BigDecimal> each, Condition only) {
        return DSL.coalesce(DSL.sum(each).filterWhere(only), DSL.inline(BigDecimal.ZERO))
                .cast(SQLDataType.NUMERIC);
    }
}
