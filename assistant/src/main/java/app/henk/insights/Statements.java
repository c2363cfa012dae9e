package app.henk.insights;

import io.r2dbc.spi.Readable;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs what jOOQ has written, every value bound, in the caller's transaction. */
@Component
class Statements {

    /** Longer than this no question may keep the database busy. */
    private static final String LONGEST = "8s";

    private static final DSLContext WRITER =
            DSL.using(SQLDialect.POSTGRES, new Settings().withRenderNamedParamPrefix("$"));

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
        var statement = database.sql(WRITER.renderNamedParams(select));
        List<Object> values = WRITER.extractBindValues(select);
        for (int i = 0; i < values.size(); i++) {
            statement = statement.bind(i, values.get(i));
        }
        int columns = select.getSelect().size();
        return statement.map(row -> cells(row, columns)).all();
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
