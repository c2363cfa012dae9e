package app.henk.crm;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Binds many rows to one statement, column by column: {@code unnest(:ids::uuid[], :names::text[])}. */
final class BulkRows<T> {

    private final List<T> rows;
    private GenericExecuteSpec statement;

    BulkRows(List<T> rows, GenericExecuteSpec statement) {
        this.rows = rows;
        this.statement = statement;
    }

    <V> BulkRows<T> column(String name, IntFunction<V[]> array, Function<T, V> value) {
        statement = statement.bind(name, rows.stream().map(value).toArray(array));
        return this;
    }

    /** Null where there is nothing. */
    <V> BulkRows<T> optional(String name, IntFunction<V[]> array, Function<T, Optional<? extends V>> value) {
        V[] values = array.apply(rows.size());
        for (int i = 0; i < values.length; i++) {
            Optional<? extends V> given = value.apply(rows.get(i));
            if (given.isPresent()) {
                values[i] = given.get();
            }
        }
        statement = statement.bind(name, values);
        return this;
    }

    GenericExecuteSpec statement() {
        return statement;
    }
}
