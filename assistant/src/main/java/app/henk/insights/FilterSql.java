package app.henk.insights;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Writes conditions; names of colleagues are settled before. Remembers which columns it used. */
final class FilterSql {

    private final Source source;
    private final Now now;
    private final Known known;
    private final List<Column> used = new ArrayList<>();

    FilterSql(Source source, Now now, Known known) {
        this.source = source;
        this.now = now;
        this.known = known;
    }

    List<Column> used() {
        return List.copyOf(used);
    }

    Condition condition(Filter filter) {
        return switch (filter) {
            case Filter.All(List<Filter> parts) ->
                DSL.and(parts.stream().map(this::condition).toList());
            case Filter.Any(List<Filter> parts) ->
                DSL.or(parts.stream().map(this::condition).toList());
            // what is not known to be so is not so
            case Filter.Not(Filter part) -> DSL.condition("({0}) is not true", condition(part));
            case Filter.Compares compares -> compares(compares, column(compares.field()));
            case Filter.When(var field, var relation, var period) ->
                when(column(field), relation, now.calendar().range(period));
            case Filter.OneOf(var field, List<String> values) -> oneOf(field, column(field), values);
            case Filter.Contains(var field, String words) -> contains(field, column(field), words);
            case Filter.Missing(var field) -> column(field).value().isNull();
            case Filter.Is(var field) -> DSL.condition(column(field).value().coerce(SQLDataType.BOOLEAN));
        };
    }

    private Column column(Field field) {
        Column column = source.column(field, now);
        used.add(column);
        return column;
    }

    private Condition compares(Filter.Compares compares, Column column) {
        BigDecimal with = compares.with();
        boolean wholeDays =
                column.since().isPresent() && with.stripTrailingZeros().scale() <= 0;
        if (wholeDays) {
            return days(column.since().orElseThrow(), compares.comparator(), with.longValue());
        }
        return column.money()
                .map(money -> money.known().and(compared(money.amount(), compares.comparator(), with)))
                .orElseGet(() -> compared(column.number(), compares.comparator(), with));
    }

    private static Condition compared(
            org.jooq.Field<BigDecimal> number, Filter.Comparator comparator, BigDecimal with) {
        return switch (comparator) {
            case EQUAL -> number.eq(with);
            case LESS -> number.lt(with);
            case AT_MOST -> number.le(with);
            case MORE -> number.gt(with);
            case AT_LEAST -> number.ge(with);
        };
    }

    /** The same as comparing whole days, without working them out for each row: at least n days ago is before then. */
    private Condition days(Column.Since since, Filter.Comparator comparator, long days) {
        var that = DSL.val(now.moment().minusDays(days));
        var dayBefore = DSL.val(now.moment().minusDays(days + 1));
        Condition met = switch (comparator) {
            case AT_LEAST -> since.moment().le(that);
            case MORE -> since.moment().le(dayBefore);
            case LESS -> since.moment().gt(that);
            case AT_MOST -> since.moment().gt(dayBefore);
            case EQUAL -> since.moment().le(that).and(since.moment().gt(dayBefore));
        };
        return since.only().and(met);
    }

    private Condition when(Column column, Filter.Relation relation, DateRange range) {
        return switch (relation) {
            case IN -> from(column, range.from()).and(before(column, range.until()));
            case BEFORE -> before(column, range.from());
            case UNTIL -> before(column, range.until());
            case AFTER -> from(column, range.until());
            case FROM -> from(column, range.from());
        };
    }

    private Condition from(Column column, LocalDate day) {
        return column.isMoment()
                ? column.moment().ge(now.startOf(day))
                : column.day(now).ge(day);
    }

    private Condition before(Column column, LocalDate day) {
        return column.isMoment()
                ? column.moment().lt(now.startOf(day))
                : column.day(now).lt(day);
    }

    /** Whether a record's date lies in a stretch of days. */
    Condition in(Field date, DateRange range) {
        return when(column(date), Filter.Relation.IN, range);
    }

    private Condition oneOf(Field field, Column column, List<String> values) {
        if (field.type() == Field.Type.PERSON) {
            return column.value().coerce(SQLDataType.UUID).in(ids(values));
        }
        return field.category()
                ? column.words().in(values)
                : DSL.lower(column.words())
                        .in(values.stream()
                                .map(value -> value.toLowerCase(Locale.ROOT))
                                .toList());
    }

    private List<UUID> ids(List<String> names) {
        return names.stream().flatMap(name -> known.id(name).stream()).toList();
    }

    private Condition contains(Field field, Column column, String words) {
        String part = Nearest.folded(words);
        return switch (field.type()) {
            case PERSON ->
                column.value()
                        .coerce(SQLDataType.UUID)
                        .in(known.colleagues().stream()
                                .filter(colleague ->
                                        Nearest.folded(colleague.name()).contains(part))
                                .map(Known.Colleague::id)
                                .toList());
            case CHOICE, TEXT, NUMBER, MONEY, DATE, FLAG -> column.words().containsIgnoreCase(words);
        };
    }
}
