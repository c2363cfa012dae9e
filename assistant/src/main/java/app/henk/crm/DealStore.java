package app.henk.crm;

import app.henk.identity.Tenants;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads deals. Runs in the caller's transaction. */
@Component
class DealStore {

    /** Columns that the database keeps for itself, such as those of the search, are not read. */
    static final String SELECT = """
            select d.id, d.title, d.contact_id, d.organisation_id, d.lead_id, d.value, d.currency, d.stage_key, d.status,
                   d.probability, d.weighted, d.expected_close, d.sector, d.product, d.source, d.notes, d.assignee_id,
                   d.stage_since, d.last_contact_at, d.closed_at, d.lost_reason, d.conversation_id, d.blocked_at,
                   d.version, d.created_at, d.updated_at, nullif(trim(c.first_name || ' ' || c.last_name), '') as contact_name, c.email as contact_email,
                   coalesce(o.name, c.company) as company_name, s.pipeline_key, p.name as assignee_name,
                   s.usual_days, %s as last_contact, %s as has_next_step
              from deal d
              join stage s on s.tenant_id = d.tenant_id and s.key = d.stage_key
              left join contact c on c.tenant_id = d.tenant_id and c.id = d.contact_id
              left join organisation o on o.tenant_id = d.tenant_id and o.id = d.organisation_id
              left join salesperson p on p.tenant_id = d.tenant_id and p.id = d.assignee_id
            """.formatted(DealHealth.LAST_CONTACT, DealHealth.NEXT_STEP_OF_ROW);

    private static final String COLUMNS = SELECT + " where d.tenant_id = :tenant";

    private final DatabaseClient database;
    private final Tenants tenants;
    private final Clock clock;

    DealStore(DatabaseClient database, Tenants tenants, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** How its rows are read now, at the tenant's. */
    Mono<Function<Readable, Deal>> reading(TenantId id) {
        return tenants.tenant(id).map(tenant -> {
            Instant now = clock.instant();
            LocalDate today = LocalDate.ofInstant(now, tenant.zone());
            return row -> deal(row, now, today);
        });
    }

    /** One that was merged into another is that other. */
    Mono<Deal> find(TenantId tenant, UUID id, boolean deletedToo) {
        return reading(tenant)
                .flatMap(reading -> database.sql(COLUMNS + """
                                 and d.id = (select coalesce(m.merged_into, m.id) from deal m
                                     where m.tenant_id = :tenant and m.id = :id) and (:deleted or d.deleted_at is null)
                                """)
                        .bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("deleted", deletedToo)
                        .map(reading)
                        .one());
    }

    Flux<Deal> byEmail(TenantId tenant, String email, int limit) {
        return reading(tenant)
                .flatMapMany(reading -> database.sql(COLUMNS
                                + " and c.email = :email and d.deleted_at is null order by d.id desc limit :limit")
                        .bind("tenant", tenant.value())
                        .bind("email", email)
                        .bind("limit", limit)
                        .map(reading)
                        .all());
    }

    Flux<StageVisit> visits(TenantId tenant, UUID deal) {
        return database.sql("""
                        select stage_key, entered_at, left_at from stage_visit
                         where tenant_id = :tenant and deal_id = :deal order by entered_at, left_at nulls last
                        """)
                .bind("tenant", tenant.value())
                .bind("deal", deal)
                .map(row -> new StageVisit(
                        Row.value(row, "stage_key", String.class),
                        Row.value(row, "entered_at", Instant.class),
                        Optional.ofNullable(row.get("left_at", Instant.class))))
                .all();
    }

    private static Deal deal(Readable row, Instant now, LocalDate today) {
        return new Deal(
                Row.value(row, "id", UUID.class),
                Row.value(row, "title", String.class),
                id(row, "contact_id"),
                text(row, "contact_name"),
                text(row, "contact_email"),
                id(row, "organisation_id"),
                text(row, "company_name"),
                id(row, "lead_id"),
                Optional.ofNullable(row.get("value", BigDecimal.class)),
                Row.value(row, "currency", String.class),
                Row.value(row, "pipeline_key", String.class),
                Row.value(row, "stage_key", String.class),
                Row.value(row, "status", String.class),
                Row.value(row, "probability", Short.class),
                Optional.ofNullable(row.get("weighted", BigDecimal.class)),
                Optional.ofNullable(row.get("expected_close", LocalDate.class)),
                text(row, "sector"),
                text(row, "product"),
                text(row, "source"),
                Row.value(row, "notes", String.class),
                id(row, "assignee_id"),
                text(row, "assignee_name"),
                Row.value(row, "stage_since", Instant.class),
                Optional.ofNullable(row.get("last_contact_at", Instant.class)),
                Optional.ofNullable(row.get("closed_at", Instant.class)),
                text(row, "lost_reason"),
                id(row, "conversation_id"),
                Optional.ofNullable(row.get("blocked_at", Instant.class)),
                DealHealth.of(row, now, today),
                Row.value(row, "version", Integer.class),
                Row.value(row, "created_at", Instant.class),
                Row.value(row, "updated_at", Instant.class));
    }

    private static Optional<UUID> id(Readable row, String column) {
        return Optional.ofNullable(row.get(column, UUID.class));
    }

    private static Optional<String> text(Readable row, String column) {
        return Optional.ofNullable(row.get(column, String.class));
    }
}
