package app.henk.transfer;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was wrong with rows of imports, or was put right. Runs in the caller's transaction. */
@Component
class ImportProblems {

    private final DatabaseClient database;

    ImportProblems(DatabaseClient database) {
        this.database = database;
    }

    /** Those of one piece, in the order of the file. */
    Mono<Void> add(TenantId tenant, UUID id, List<RowProblem> problems) {
        if (problems.isEmpty()) {
            return Mono.empty();
        }
        List<Integer> positions = new ArrayList<>();
        long line = -1;
        for (RowProblem problem : problems) {
            positions.add(problem.line() == line ? positions.getLast() + 1 : 0);
            line = problem.line();
        }
        return database.sql("""
                        insert into data_import_problem (tenant_id, import_id, line, position, severity, header, value,
                                                         reason, detail)
                        select :tenant, :id, g.* from unnest(:lines::bigint[], :positions::int[], :severities::text[],
                                :headers::text[], :values::text[], :reasons::text[], :details::text[]) g
                        on conflict do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("lines", problems.stream().map(RowProblem::line).toArray(Long[]::new))
                .bind("positions", positions.toArray(Integer[]::new))
                .bind(
                        "severities",
                        problems.stream().map(p -> p.severity().key()).toArray(String[]::new))
                .bind("headers", problems.stream().map(RowProblem::column).toArray(String[]::new))
                .bind("values", problems.stream().map(RowProblem::value).toArray(String[]::new))
                .bind("reasons", problems.stream().map(RowProblem::reason).toArray(String[]::new))
                .bind("details", problems.stream().map(RowProblem::detail).toArray(String[]::new))
                .then();
    }

    /** Behind a line, in the order of the file. */
    Flux<RowProblem> behind(TenantId tenant, UUID id, long afterLine, int limit) {
        return database.sql("""
                        select line, severity, header, value, reason, detail from data_import_problem
                         where tenant_id = :tenant and import_id = :id and line > :after
                         order by line, position limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("after", afterLine)
                .bind("limit", limit)
                .map(row -> new RowProblem(
                        Row.value(row, "line", Long.class),
                        RowProblem.Severity.valueOf(
                                Row.value(row, "severity", String.class).toUpperCase(Locale.ROOT)),
                        Row.value(row, "header", String.class),
                        Row.value(row, "value", String.class),
                        Row.value(row, "reason", String.class),
                        Row.value(row, "detail", String.class)))
                .all();
    }
}
