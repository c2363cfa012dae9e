package app.henk.platform;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Reads columns that the schema declares {@code not null}. */
public final class Row {

    private Row() {}

    /** Fails when the column is null after all: then schema and code disagree. */
    public static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
