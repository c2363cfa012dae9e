package app.henk.identity;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Reads columns that the schema declares {@code not null}. */
final class Row {

    private Row() {}

    static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
