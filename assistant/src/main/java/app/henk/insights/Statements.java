package app.henk.insights;

import app.henk.platform.WrittenSql;
import io.r2dbc.spi.Readable;
import java.util.List;
import org.jooq.Select;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs what jOOQ has written, every value bound, in the caller's transaction. */
@Component
class Statements {

    /** Longer than this no question may keep the database busy. */
    private static final String LONGEST = "8s";

    private final DatabaseClient database;

    Statements(DatabaseClient database) {
        this.database = database;
    }

    /** Bounds every statement of this transaction that comes after it. */
    Mono<Void> bounded() {
        return database.sql("select set_config('statement_timeout', $1, true)")
                .bind(0, LONGEST)
                .then();
    }

    Flux<List<Object>> rows(Select<?> select) {
        int columns = select.getSelect().size();
        return WrittenSql.bound(database, "", select, "")
                .map(row -> cells(row, columns))
                .all();
    }

    /** What is null in the database is {@link Unknown}. */
    private static List<Object> cells(Readable row, int columns) {
        Object[] cells = new Object[columns];
        for (int i = 0; i < columns; i++) {
            Object cell = row.get(i);
            cells[i] = cell == null ? Unknown.VALUE : cell;
        }
        return List.of(cells);
    }
}
