package app.henk.crm;

import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether the records that somebody names are there. Runs in the caller's transaction. */
@Component
class References {

    private static final List<String> COLUMNS =
            List.of("contact_id", "organisation_id", "lead_id", "deal_id", "assignee_id");
    private static final String THERE = """
            select :contact_id::uuid is null or exists (select from contact where tenant_id = :tenant
                       and id = :contact_id and deleted_at is null) as contact_id,
                   :organisation_id::uuid is null or exists (select from organisation where tenant_id = :tenant
                       and id = :organisation_id and deleted_at is null) as organisation_id,
                   :lead_id::uuid is null or exists (select from lead where tenant_id = :tenant
                       and id = :lead_id and deleted_at is null) as lead_id,
                   :deal_id::uuid is null or exists (select from deal where tenant_id = :tenant
                       and id = :deal_id and deleted_at is null) as deal_id,
                   :assignee_id::uuid is null or exists (select from salesperson where tenant_id = :tenant
                       and id = :assignee_id and active) as assignee_id
            """;

    private final DatabaseClient database;

    References(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Fails with a problem that names each column which points to nothing; what another tenant has, was deleted or may
     * not be seen is as if it were not there.
     *
     * @param fields by column; others than references are not looked at
     */
    Mono<Void> checked(TenantId tenant, Map<String, Optional<?>> fields) {
        if (COLUMNS.stream().noneMatch(column -> named(fields, column).isPresent())) {
            return Mono.empty();
        }
        var statement = database.sql(THERE).bind("tenant", tenant.value());
        for (String column : COLUMNS) {
            statement = statement.bind(
                    column, Parameter.fromOrEmpty(named(fields, column).orElse(null), UUID.class));
        }
        return statement
                .map(row -> COLUMNS.stream()
                        .filter(column -> !Row.value(row, column, Boolean.class))
                        .map(column -> new FieldError(column, "names nothing that is there").breaking("unknown"))
                        .toList())
                .one()
                .flatMap(errors -> errors.isEmpty() ? Mono.empty() : Mono.error(FieldErrors.of(errors)));
    }

    private static Optional<?> named(Map<String, Optional<?>> fields, String column) {
        return fields.getOrDefault(column, Optional.empty());
    }
}
