package app.henk.insights;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The table of an entity, what can be joined to it, and where its fields stand. Joins are written only where needed. */
final class Source {

    private record Join(String table, String alias, Field<UUID> key, Optional<String> behind) {}

    private final String table;
    private final String alias;
    private final Map<String, Join> joins = new LinkedHashMap<>();
    private final Map<String, Function<Now, Column>> columns = new LinkedHashMap<>();
    private Condition alive = DSL.noCondition();
    private Function<Now, Counting> counting = now -> Counting.OF_RECORDS;

    Source(String table, String alias) {
        this.table = table;
        this.alias = alias;
    }

    /** Rows that count at all. */
    Source alive(Condition condition) {
        alive = condition;
        return this;
    }

    /** How its rows become figures, where a row is not a record. */
    Source counted(Function<Now, Counting> other) {
        counting = other;
        return this;
    }

    Counting counting(Now now) {
        return counting.apply(now);
    }

    /** @param key of this source's own table */
    Source join(String joined, String as, String key) {
        return join(joined, as, alias, key);
    }

    /** @param behind alias of the joined table that has the key */
    Source join(String joined, String as, String behind, String key) {
        joins.put(
                as,
                new Join(
                        joined,
                        as,
                        DSL.field(DSL.name(behind, key), SQLDataType.UUID),
                        behind.equals(alias) ? Optional.empty() : Optional.of(behind)));
        return this;
    }

    Source column(String field, Column column) {
        return column(field, now -> column);
    }

    Source column(String field, Function<Now, Column> column) {
        columns.put(field, column);
        return this;
    }

    Column column(app.henk.insights.Field field, Now now) {
        return Optional.ofNullable(columns.get(field.key()))
                .orElseThrow(() -> new IllegalStateException(field.entity() + " have no column for " + field.key()))
                .apply(now);
    }

    boolean has(app.henk.insights.Field field) {
        return columns.containsKey(field.key());
    }

    Field<UUID> id() {
        return DSL.field(DSL.name(alias, "id"), SQLDataType.UUID);
    }

    Condition mine(Now now) {
        return DSL.field(DSL.name(alias, "tenant_id"), SQLDataType.UUID)
                .eq(now.tenant().value())
                .and(alive);
    }

    Table<?> from(Stream<Column> used) {
        Set<String> needed = new LinkedHashSet<>();
        used.flatMap(column -> column.joins().stream()).forEach(name -> need(name, needed));
        Table<?> from = as(table, alias);
        for (Join join : joins.values()) {
            if (needed.contains(join.alias())) {
                from = from.leftJoin(as(join.table(), join.alias())).on(matches(join));
            }
        }
        return from;
    }

    private void need(String name, Set<String> needed) {
        Optional.ofNullable(joins.get(name)).flatMap(Join::behind).ifPresent(behind -> need(behind, needed));
        needed.add(name);
    }

    private Condition matches(Join join) {
        Condition tenant = tenant(join.alias()).eq(tenant(alias));
        return join.table().equals("stage")
                ? tenant.and(DSL.field(DSL.name(join.alias(), "key"), String.class)
                        .eq(join.key().coerce(String.class)))
                : tenant.and(DSL.field(DSL.name(join.alias(), "id"), SQLDataType.UUID)
                        .eq(join.key()));
    }

    private static Field<UUID> tenant(String of) {
        return DSL.field(DSL.name(of, "tenant_id"), SQLDataType.UUID);
    }

    private static Table<?> as(String table, String alias) {
        Name name = DSL.name(table);
        return DSL.table(name).as(DSL.name(alias));
    }
}
