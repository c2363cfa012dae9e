package app.henk.crm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Binds many rows to one statement, column by column: {@code unnest(:ids::uuid[], :names::text[])}, with the type of each
 * column in the statement. What is named by a field of the record goes into its history too. Both are written down here:
 * the driver takes twice as long for an array, and PostgreSQL five times as long for the history.
 */
final class BulkRows<T> {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LENGTH_OF_A_VALUE = 24;

    private final List<T> rows;
    private final List<StringBuilder> fields = new ArrayList<>();
    private GenericExecuteSpec statement;

    BulkRows(List<T> rows, GenericExecuteSpec statement) {
        this.rows = rows;
        this.statement = statement;
        rows.forEach(row -> fields.add(new StringBuilder()));
    }

    BulkRows<T> column(String name, Function<T, ?> value) {
        return optional(name, row -> Optional.of(value.apply(row)));
    }

    /** Null where there is nothing. */
    BulkRows<T> optional(String name, Function<T, Optional<?>> value) {
        return bind(name, value, false);
    }

    /** A field of the record under its own name. */
    BulkRows<T> field(String name, Function<T, ?> value) {
        return optionalField(name, row -> Optional.of(value.apply(row)));
    }

    BulkRows<T> optionalField(String name, Function<T, Optional<?>> value) {
        return bind(name, value, true);
    }

    private BulkRows<T> bind(String name, Function<T, Optional<?>> value, boolean kept) {
        StringBuilder array = new StringBuilder(rows.size() * LENGTH_OF_A_VALUE).append('{');
        boolean empty = true;
        for (int i = 0; i < rows.size(); i++) {
            Optional<?> given = value.apply(rows.get(i));
            if (i > 0) {
                array.append(',');
            }
            if (given.isEmpty()) {
                array.append("null");
                continue;
            }
            empty = false;
            element(array, given.get());
            if (kept) {
                json(named(fields.get(i), name), given.get());
            }
        }
        // most files fill few columns, and where an array is shorter than the others unnest() says null
        statement = statement.bind(name, empty ? "{}" : array.append('}').toString());
        return this;
    }

    /** The same of each record. */
    BulkRows<T> same(String name, String value) {
        fields.forEach(row -> json(named(row, name), value));
        statement = statement.bind(name, value);
        return this;
    }

    /** What the database puts into each record. */
    BulkRows<T> initially(String name, String json) {
        fields.forEach(row -> named(row, name).append(json));
        return this;
    }

    /** Binds what the history keeps of each, as {@code :history}: a line for each, because JSON has no line's end in it. */
    BulkRows<T> noted() {
        StringBuilder lines = new StringBuilder(rows.size() * 512);
        for (int i = 0; i < rows.size(); i++) {
            (i == 0 ? lines : lines.append('\n'))
                    .append('{')
                    .append(fields.get(i))
                    .append('}');
        }
        statement = statement.bind("history", lines.toString());
        return this;
    }

    private static StringBuilder named(StringBuilder row, String name) {
        return (row.isEmpty() ? row : row.append(',')).append('"').append(name).append("\":");
    }

    private static void json(StringBuilder out, Object value) {
        switch (value) {
            case BigDecimal number -> out.append(number.toPlainString());
            case Integer number -> out.append(number.intValue());
            default -> {
                String text = value.toString();
                if (isPlain(text)) {
                    out.append('"').append(text).append('"');
                } else {
                    out.append(JSON.writeValueAsString(text));
                }
            }
        }
    }

    /** As PostgreSQL writes an array. */
    private static void element(StringBuilder out, Object value) {
        String text = value.toString();
        out.append('"');
        if (isPlain(text)) {
            out.append(text);
        } else {
            for (int i = 0; i < text.length(); i++) {
                char sign = text.charAt(i);
                (sign == '"' || sign == '\\' ? out.append('\\') : out).append(sign);
            }
        }
        out.append('"');
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign < ' ' || sign == '"' || sign == '\\') {
                return false;
            }
        }
        return true;
    }

    GenericExecuteSpec statement() {
        return statement;
    }
}
