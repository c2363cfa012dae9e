package app.henk.identity;

import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tenants and their widget keys in the database. */
@Component
class TenantStore {

    /** Which tenant a page speaks for, and from which origins it may. */
    record KeyHolder(TenantId tenant, List<String> allowedOrigins) {}

    record Named(TenantId id, String slug) {}

    private static final String FIND = "select id, slug, name, profile, daily_model_budget from tenant where id = $1";
    private static final String FIND_TO_CHANGE = FIND + " for update";
    private static final String INSERT =
            "insert into tenant (id, slug, name, profile, daily_model_budget) values ($1, $2, $3, $4, $5)"
                    + " on conflict (slug) do nothing";
    private static final String UPDATE =
            "update tenant set name = $2, profile = $3, daily_model_budget = $4 where id = $1";
    private static final String INSERT_KEY =
            "insert into widget_key (tenant_id, id, key, allowed_origins) values ($1, $2, $3, $4)"
                    + " on conflict (tenant_id, key) do update set allowed_origins = excluded.allowed_origins";

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    TenantStore(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    Mono<Tenant> find(TenantId id) {
        return transactions.in(
                Scope.system(id),
                () -> database.sql(FIND)
                        .bind(0, id.value())
                        .map(TenantStore::tenant)
                        .one());
    }

    /** The ids of all tenants, the oldest first. */
    Flux<Named> all() {
        return database.sql("select id, slug from henk.tenants()")
                .map(row -> new Named(new TenantId(uuid(row, "id")), text(row, "slug")))
                .all();
    }

    Mono<KeyHolder> ofKey(String key) {
        return database.sql("select tenant_id, allowed_origins from henk.tenant_of_widget_key($1)")
                .bind(0, key)
                .map(row -> new KeyHolder(
                        new TenantId(uuid(row, "tenant_id")), List.of(row.get("allowed_origins", String[].class))))
                .first();
    }

    /** Every origin that any tenant allows: a preflight request carries no key. */
    Flux<String> allowedOrigins() {
        return database.sql("select origin from henk.allowed_origins(null)")
                .map(row -> text(row, "origin"))
                .all();
    }

    Flux<String> allowedOrigins(TenantId tenant) {
        return database.sql("select origin from henk.allowed_origins($1)")
                .bind(0, tenant.value())
                .map(row -> text(row, "origin"))
                .all();
    }

    /** Joins the caller's transaction, if there is one. False when the slug is taken. */
    Mono<Boolean> insert(Tenant tenant) {
        return transactions.in(
                Scope.system(tenant.id()),
                () -> database.sql(INSERT)
                        .bind(0, tenant.id().value())
                        .bind(1, tenant.slug())
                        .bind(2, tenant.name())
                        .bind(3, Json.of(TenantProfile.of(tenant).write()))
                        .bind(4, tenant.dailyModelBudget())
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows > 0));
    }

    /**
     * Changes the row as it stands now, which nobody else changes meanwhile: what two people set at the same time, at two
     * instances, is set both. Empty when there is no such tenant.
     */
    Mono<Tenant> change(TenantId id, UnaryOperator<Tenant> change) {
        return transactions.in(
                Scope.system(id),
                () -> database.sql(FIND_TO_CHANGE)
                        .bind(0, id.value())
                        .map(TenantStore::tenant)
                        .one()
                        .map(change)
                        .delayUntil(this::write));
    }

    /** Sets all of it, whatever stood there. */
    Mono<Void> update(Tenant tenant) {
        return transactions.in(Scope.system(tenant.id()), () -> write(tenant));
    }

    private Mono<Void> write(Tenant tenant) {
        return database.sql(UPDATE)
                .bind(0, tenant.id().value())
                .bind(1, tenant.name())
                .bind(2, Json.of(TenantProfile.of(tenant).write()))
                .bind(3, tenant.dailyModelBudget())
                .then();
    }

    Mono<Void> allowKey(TenantId tenant, String key, List<String> origins) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(INSERT_KEY)
                        .bind(0, tenant.value())
                        .bind(1, Ids.next())
                        .bind(2, key)
                        .bind(3, origins.toArray(String[]::new))
                        .then());
    }

    private static Tenant tenant(Readable row) {
        return TenantProfile.read(text(row, "profile"))
                .tenant(
                        new TenantId(uuid(row, "id")),
                        text(row, "slug"),
                        text(row, "name"),
                        Row.value(row, "daily_model_budget", BigDecimal.class));
    }

    private static UUID uuid(Readable row, String column) {
        return Row.value(row, column, UUID.class);
    }

    private static String text(Readable row, String column) {
        return Row.value(row, column, String.class);
    }
}
