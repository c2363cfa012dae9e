package app.henk.crm;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import app.henk.platform.WrittenSql;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of organisations. Runs in the caller's transaction. */
@Component
class OrganisationStore {

    private static final String SELECT = "select o.* from organisation o where ";
    private static final int NAMED = 2_000;

    private final DatabaseClient database;

    OrganisationStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param deleted also when it was deleted */
    Mono<Organisation> find(TenantId tenant, UUID id, boolean deleted) {
        return database.sql(SELECT + "o.tenant_id = :tenant and o.id = :id and (o.deleted_at is null or :deleted)")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("deleted", deleted)
                .map(OrganisationStore::organisation)
                .one();
    }

    /** The newest first. */
    Flux<Organisation> list(TenantId tenant, Optional<String> words, Optional<UUID> after, int limit) {
        Condition where = DSL.and(
                DSL.condition("o.tenant_id = {0} and o.deleted_at is null", DSL.val(tenant.value())),
                words.filter(said -> !said.isBlank())
                        .map(said -> DSL.condition(
                                "o.id in (select n.id from henk.named('organisation', {0}, {1}) n)",
                                DSL.val(said), DSL.val(NAMED)))
                        .orElseGet(DSL::noCondition),
                after.map(id -> DSL.condition("o.id < {0}", DSL.val(id))).orElseGet(DSL::noCondition));
        return WrittenSql.bound(database, SELECT, where, " order by o.id desc limit " + limit)
                .map(OrganisationStore::organisation)
                .all();
    }

    /** The one that is called just that, but for capitals. */
    Mono<UUID> named(String name) {
        return database.sql("select id from henk.organisations_called(array[lower(:name)])")
                .bind("name", name)
                .map(row -> Row.value(row, "id", UUID.class))
                .one();
    }

    /** Whether a person, a lead or a deal stands with it. */
    Mono<Boolean> isUsed(TenantId tenant, UUID id) {
        return database.sql("""
                        select exists (select from deal where tenant_id = :tenant and organisation_id = :id
                                          and deleted_at is null)
                            or exists (select from lead where tenant_id = :tenant and organisation_id = :id
                                          and deleted_at is null)
                            or exists (select from contact where tenant_id = :tenant and organisation_id = :id
                                          and deleted_at is null) as used
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(row -> Row.value(row, "used", Boolean.class))
                .one();
    }

    private static Organisation organisation(Readable row) {
        return new Organisation(
                Row.value(row, "id", UUID.class),
                Row.value(row, "name", String.class),
                Optional.ofNullable(row.get("sector", String.class)),
                Optional.ofNullable(row.get("employees", Integer.class)),
                Optional.ofNullable(row.get("country", String.class)),
                Optional.ofNullable(row.get("website", String.class)),
                Row.value(row, "version", Integer.class),
                Row.value(row, "created_at", Instant.class));
    }
}
