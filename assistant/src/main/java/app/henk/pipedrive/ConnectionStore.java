package app.henk.pipedrive;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Connections as rows. Each call is a short transaction of the system, or joins the caller's. */
@Component
class ConnectionStore {

    private static final String FIND = "select * from pipedrive_connection where tenant_id = henk.tenant()";
    private static final String KEEP = """
            insert into pipedrive_connection (tenant_id, kind, base_url, secret, state, company_id, company, user_id,
                person_ref, organization_ref, deal_ref, webhook_key, webhook_secret, webhook_id, reconciled_at)
            values (henk.tenant(), :kind, :base, :secret, 'connected', :company, :name, :user, :person, :organization,
                :deal, :key, :webhook, :hook, :reconciled)
            on conflict (tenant_id) do update set kind = :kind, base_url = :base, secret = :secret,
                state = case when :anew or pipedrive_connection.state <> 'stopped' then 'connected' else 'stopped' end,
                problem = null, paused_until = null, pause = null, company_id = :company,
                company = :name, user_id = :user, person_ref = :person, organization_ref = :organization,
                deal_ref = :deal, webhook_key = :key, webhook_secret = :webhook, webhook_id = :hook,
                reconciled_at = :reconciled, version = pipedrive_connection.version + 1
            returning xmax = 0 as fresh
            """;
    // whoever changes something without being marked is waited for, see henk.is_kept_alike
    private static final String ALONE =
            "select 1 from pg_advisory_xact_lock(hashtextextended('pipedrive ' || henk.tenant()::text, 0))";
    private static final String MARK_ALL = """
            insert into pipedrive_record (tenant_id, entity, id, rank)
            select henk.tenant(), 'organisation', id, 0 from organisation where tenant_id = henk.tenant()
               and deleted_at is null
            union all select henk.tenant(), 'contact', id, 1 from contact where tenant_id = henk.tenant()
               and deleted_at is null
            union all select henk.tenant(), 'lead', id, 2 from lead where tenant_id = henk.tenant() and deleted_at is null
            union all select henk.tenant(), 'deal', id, 3 from deal where tenant_id = henk.tenant() and deleted_at is null
            union all select henk.tenant(), 'task', id, 4 from task where tenant_id = henk.tenant() and deleted_at is null
            union all select henk.tenant(), 'activity', id, 5 from activity where tenant_id = henk.tenant()
               and type = any($1)
            union all select henk.tenant(), 'lead_note', id, 5 from lead where tenant_id = henk.tenant()
               and deleted_at is null and notes <> ''
            union all select henk.tenant(), 'deal_note', id, 5 from deal where tenant_id = henk.tenant()
               and deleted_at is null and notes <> ''
            on conflict do nothing
            """;
    private static final String STATE =
            "update pipedrive_connection set state = $1, problem = $2, paused_until = null, pause = null,"
                    + " version = version + 1 where tenant_id = henk.tenant()";
    private static final String PAUSE = "update pipedrive_connection set paused_until = greatest(paused_until,"
            + " now() + $1 * interval '1 millisecond'), pause = $2 where tenant_id = henk.tenant()";
    private static final String RESUME =
            "update pipedrive_connection set paused_until = null, pause = null where tenant_id = henk.tenant()";
    private static final String SECRET =
            "update pipedrive_connection set secret = $1, version = version + 1 where tenant_id = henk.tenant()";
    private static final String SEEN =
            "update pipedrive_connection set reconciled_at = $1 where tenant_id = henk.tenant()";
    private static final String MISSED =
            "update pipedrive_connection set missed_at = now() where tenant_id = henk.tenant()";
    private static final String SWEPT =
            "update pipedrive_connection set swept_at = now() where tenant_id = henk.tenant()";
    private static final String AT_WORK = "select tenant_id from henk.tenants_with_pipedrive_work($1)";
    private static final String ALL = "select tenant_id from henk.tenants_with_pipedrive()";
    private static final String OF_WEBHOOK = "select tenant_id from henk.tenant_of_pipedrive_webhook($1)";

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    ConnectionStore(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    Mono<Connection> find(TenantId tenant) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(FIND).map(row -> read(tenant, row)).one());
    }

    /** Somebody connects, or connects anew. The first time, everything that is here already is marked to go there. */
    Mono<Void> connect(Connection connection) {
        return kept(connection, true);
    }

    /** What was found out about it; one that somebody stopped, be it just now, stays stopped. */
    Mono<Void> keep(Connection connection) {
        return kept(connection, false);
    }

    private Mono<Void> kept(Connection connection, boolean anew) {
        return transactions.in(
                Scope.system(connection.tenant()),
                () -> database.sql(ALONE)
                        .then()
                        .then(row(connection, anew))
                        .filter(fresh -> fresh)
                        .flatMap(fresh -> database.sql(MARK_ALL)
                                .bind(0, Kind.BY_PEOPLE.toArray(String[]::new))
                                .then()));
    }

    /** Whether it is the first time. */
    private Mono<Boolean> row(Connection connection, boolean anew) {
        return database.sql(KEEP)
                .bind("anew", anew)
                .bind("kind", connection.kind().sql())
                .bind("base", connection.baseUrl())
                .bind("secret", Parameter.fromOrEmpty(connection.secret().orElse(null), byte[].class))
                .bind("company", connection.company())
                .bind("name", connection.companyName())
                .bind("user", connection.user())
                .bind("person", text(connection.refs().person()))
                .bind("organization", text(connection.refs().organization()))
                .bind("deal", text(connection.refs().deal()))
                .bind("key", connection.webhookKey())
                .bind("webhook", connection.webhookSecret())
                .bind("hook", text(connection.webhook()))
                .bind(
                        "reconciled",
                        Parameter.fromOrEmpty(connection.reconciledAt().orElse(null), Instant.class))
                .map(row -> Row.value(row, "fresh", Boolean.class))
                .one();
    }

    Mono<Void> become(TenantId tenant, Connection.State state, Optional<String> problem) {
        return changed(tenant, database.sql(STATE).bind(0, state.sql()).bind(1, text(problem)));
    }

    /** Nothing is sent for so long; a longer pause stays. */
    Mono<Void> pause(TenantId tenant, Duration length, String why) {
        return changed(tenant, database.sql(PAUSE).bind(0, length.toMillis()).bind(1, why));
    }

    Mono<Void> resume(TenantId tenant) {
        return changed(tenant, database.sql(RESUME));
    }

    Mono<Void> secret(TenantId tenant, byte[] sealed) {
        return changed(tenant, database.sql(SECRET).bind(0, sealed));
    }

    Mono<Void> reconciled(TenantId tenant, Instant upTo) {
        return changed(tenant, database.sql(SEEN).bind(0, upTo));
    }

    /** Something was said that could not be kept: {@link Reconciliation} finds out what. */
    Mono<Void> missed(TenantId tenant) {
        return changed(tenant, database.sql(MISSED));
    }

    Mono<Void> swept(TenantId tenant) {
        return changed(tenant, database.sql(SWEPT));
    }

    /** Connected, not paused, and with something to send or to read. */
    Flux<TenantId> atWork(int most) {
        return database.sql(AT_WORK).bind(0, most).map(ConnectionStore::tenant).all();
    }

    Flux<TenantId> connected() {
        return database.sql(ALL).map(ConnectionStore::tenant).all();
    }

    Mono<TenantId> ofWebhook(String key) {
        return database.sql(OF_WEBHOOK)
                .bind(0, key)
                .map(ConnectionStore::tenant)
                .one();
    }

    private Mono<Void> changed(TenantId tenant, DatabaseClient.GenericExecuteSpec statement) {
        return transactions.in(Scope.system(tenant), statement::then);
    }

    private static TenantId tenant(Readable row) {
        return new TenantId(Row.value(row, "tenant_id", UUID.class));
    }

    private static Parameter text(Optional<String> value) {
        return Parameter.fromOrEmpty(value.orElse(null), String.class);
    }

    private static Connection read(TenantId tenant, Readable row) {
        return new Connection(
                tenant,
                Connection.Kind.valueOf(upper(row, "kind")),
                Row.value(row, "base_url", String.class),
                Optional.ofNullable(row.get("secret", byte[].class)),
                Connection.State.valueOf(upper(row, "state")),
                Optional.ofNullable(row.get("problem", String.class)),
                Optional.ofNullable(row.get("paused_until", Instant.class))
                        .map(until -> new Connection.Pause(until, Row.value(row, "pause", String.class))),
                Row.value(row, "company_id", Long.class),
                Row.value(row, "company", String.class),
                Row.value(row, "user_id", Long.class),
                new Connection.Refs(
                        Optional.ofNullable(row.get("person_ref", String.class)),
                        Optional.ofNullable(row.get("organization_ref", String.class)),
                        Optional.ofNullable(row.get("deal_ref", String.class))),
                Row.value(row, "webhook_key", String.class),
                Row.value(row, "webhook_secret", byte[].class),
                Optional.ofNullable(row.get("webhook_id", String.class)),
                Optional.ofNullable(row.get("reconciled_at", Instant.class)),
                Optional.ofNullable(row.get("swept_at", Instant.class)),
                Optional.ofNullable(row.get("missed_at", Instant.class)),
                Row.value(row, "connected_at", Instant.class));
    }

    private static String upper(Readable row, String column) {
        return Row.value(row, column, String.class).toUpperCase(Locale.ROOT);
    }
}
