package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.TestDatabase;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.Scope.Authority;
import app.henk.platform.ScopedConnections;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import app.henk.platform.TransactionsOn;
import app.henk.platform.database.DatabaseSetup;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What one tenant cannot see of another, whatever a query forgets to ask. */
@HenkTest
class IsolationTests {

    private static final String TENANT_TABLES =
            "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'"
                    + " and not a.attisdropped where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace";

    @Autowired
    WebTestClient http;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    TenantStore tenants;

    @Autowired
    AccountStore accounts;

    @Autowired
    Audit audit;

    @Autowired
    Consents consents;

    private TenantId henk;
    private TenantId works;
    private AccountStore.Key person;

    @BeforeEach
    void people() {
        henk = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst().id();
        works = tenants.all().filter(t -> t.slug().equals("works")).blockFirst().id();
        person = accounts.ofEmail("customer@henk.example", Optional.empty()).blockFirst();
    }

    @Test
    void without_a_tenant_no_table_shows_a_row() {
        for (String table : tables()) {
            assertThat(count("select count(*) from " + table).block()).as(table).isZero();
        }
        assertThat(count("select count(*) from tenant").block()).isZero();
    }

    @Test
    void in_a_tenant_no_table_shows_another_tenants_row() {
        for (String table : tables()) {
            for (Authority authority : Authority.values()) {
                Long foreign = transactions
                        .in(
                                new Scope(works, authority, Ids.next()),
                                () -> count("select count(*) from " + table + " where tenant_id <> henk.tenant()"))
                        .block();
                assertThat(foreign).as(table + " as " + authority).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Authority.class,
            names = {"VISITOR", "CUSTOMER"})
    void visitors_and_customers_see_no_other_person(Authority authority) {
        assertThat(in(new Scope(henk, authority, Ids.next()), "select count(*) from account"))
                .isZero();
        assertThat(in(new Scope(henk, authority, person.account()), "select count(*) from credential"))
                .isZero();
        assertThat(in(new Scope(henk, authority, person.account()), "select count(*) from refresh_token"))
                .isZero();
        assertThat(in(new Scope(henk, authority, person.account()), "select count(*) from account"))
                .isEqualTo(authority == Authority.CUSTOMER ? 1 : 0);
    }

    @Test
    void staff_see_their_colleagues_but_no_hash() {
        assertThat(in(new Scope(henk, Authority.STAFF, Ids.next()), "select count(*) from account"))
                .isPositive();
        assertThat(in(new Scope(henk, Authority.STAFF, Ids.next()), "select count(*) from credential"))
                .isZero();
    }

    @Test
    void nobody_but_the_system_makes_or_changes_accounts() {
        for (Authority authority : List.of(Authority.VISITOR, Authority.CUSTOMER, Authority.STAFF)) {
            Scope scope = new Scope(henk, authority, person.account());
            assertThat(changed(scope, "update account set role = 'admin'"))
                    .as(authority.name())
                    .isZero();
            assertThatThrownBy(() -> changed(
                            scope,
                            "insert into account (tenant_id, id, email, name, role) values ('" + henk + "', '"
                                    + Ids.next() + "', 'x@example.com', 'x', 'admin')"))
                    .as(authority.name())
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void a_row_cannot_be_written_for_another_tenant() {
        assertThatThrownBy(() -> changed(
                        Scope.system(works),
                        "insert into account (tenant_id, id, email, name, role) values ('" + henk + "', '" + Ids.next()
                                + "', 'y@example.com', 'x', 'admin')"))
                .hasMessageContaining("row-level security");
    }

    @Test
    void a_row_cannot_point_to_another_tenants_person() {
        assertThatThrownBy(() -> changed(
                        Scope.system(works),
                        "insert into credential (tenant_id, account_id, password_hash) values ('" + works + "', '"
                                + person.account() + "', '$argon2id$x')"))
                .hasMessageContaining("foreign key");
    }

    @Test
    void another_tenant_is_as_if_it_did_not_exist() {
        Client client = new Client(http);
        String admin = Client.access(client.demo("admin@works.example"));
        for (UUID id : List.of(henk.value(), UUID.randomUUID())) {
            http.get()
                    .uri("/api/tenants/" + id)
                    .headers(headers -> headers.setBearerAuth(admin))
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.detail")
                    .isEqualTo("There is no tenant with this id.");
        }
        http.get()
                .uri("/api/tenants/" + works.value())
                .headers(headers -> headers.setBearerAuth(admin))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void only_an_administrator_sees_a_tenants_settings() {
        Client client = new Client(http);
        for (String role : List.of("sales", "manager", "customer")) {
            String token = Client.access(client.demo(role + "@works.example"));
            http.get()
                    .uri("/api/tenants/" + works.value())
                    .headers(headers -> headers.setBearerAuth(token))
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    @Test
    void what_stands_in_the_audit_stays() {
        Principal who = accounts.find(person).block().principal();
        audit.record(who, new Audit.Entry("web", "test.done", "x").after("{\"a\":1}"))
                .block();

        for (String sql : List.of("update audit set action = 'nothing'", "delete from audit", "truncate audit")) {
            assertThatThrownBy(() -> changed(Scope.system(henk), sql))
                    .as(sql)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void an_audit_entry_names_whoever_the_transaction_speaks_for() {
        assertThatThrownBy(() -> changed(
                        new Scope(henk, Authority.CUSTOMER, person.account()),
                        "insert into audit (id, actor, authority, channel, action, target) values ('" + Ids.next()
                                + "', '" + Ids.next() + "', 'staff', 'web', 'x', 'y')"))
                .hasMessageContaining("row-level security");
    }

    @Test
    void a_consent_is_the_speakers_own_and_can_only_be_withdrawn() {
        Principal.Visitor visitor = new Principal.Visitor(henk, Ids.next());
        UUID id = consents.given(visitor, "contact", "contact-de-1", java.time.Instant.now())
                .block();
        assertThatThrownBy(() -> changed(
                        Scope.system(henk), "update consent set text_version = 'contact-de-2' where id = '" + id + "'"))
                .hasMessageContaining("can only be withdrawn");

        consents.withdrawn(new Principal.Visitor(henk, Ids.next()), "contact").block();
        assertThat(in(
                        Scope.system(henk),
                        "select count(*) from consent where id = '" + id + "' and withdrawn_at is null"))
                .isEqualTo(1);
        consents.withdrawn(visitor, "contact").block();
        assertThat(in(
                        Scope.system(henk),
                        "select count(*) from consent where id = '" + id + "' and withdrawn_at is null"))
                .isZero();
    }

    @Test
    void the_secrets_of_the_installation_are_out_of_reach() {
        for (String table : List.of("henk.signing_key", "henk.setup_link")) {
            assertThatThrownBy(() -> changed(Scope.system(henk), "select * from " + table))
                    .as(table)
                    .hasMessageContaining("permission denied");
        }
    }

    /** One connection that everybody uses in turn, with failures and departures in between. */
    @Test
    void a_connection_carries_nothing_from_one_tenant_to_the_next() {
        var address = new DatabaseSetup(TestDatabase.create()).application();
        var connections =
                new ScopedConnections(new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host(address.host())
                        .port(address.port())
                        .database(address.database())
                        .username(address.user())
                        .password(address.password())
                        .build()));
        var pool = new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .initialSize(1)
                .maxSize(1)
                .build());
        var alone = DatabaseClient.create(pool);
        var scoped = TransactionsOn.connections(pool);
        TenantId[] both = {new TenantId(Ids.next()), new TenantId(Ids.next())};

        Long stale = Flux.range(0, 1_000)
                .concatMap(i -> {
                    String own = both[i % 2].toString();
                    Mono<String> seen = alone.sql("select henk.tenant()::text as t")
                            .map(row -> row.get("t", String.class))
                            .one()
                            .filter(own::equals)
                            .switchIfEmpty(Mono.error(new AssertionError("another tenant's transaction")));
                    Mono<String> turn = switch (i % 4) {
                        case 1 -> seen.flatMap(t -> Mono.error(new IllegalStateException("on purpose")));
                        case 2 ->
                            seen.flatMap(t -> alone.sql("select 1/0").then().thenReturn(t));
                        case 3 -> seen.then(Mono.never());
                        default -> seen;
                    };
                    Mono<String> done = scoped.in(Scope.system(both[i % 2]), () -> turn);
                    return (i % 4 == 3 ? done.timeout(Duration.ofNanos(i * 4_000L), Mono.empty()) : done)
                            .onErrorResume(expected ->
                                    expected instanceof AssertionError ? Mono.error(expected) : Mono.empty())
                            .then(alone.sql("select count(*) as n where henk.tenant() is not null")
                                    .map(row -> row.get("n", Long.class))
                                    .one());
                })
                .reduce(0L, Long::sum)
                .block(Duration.ofMinutes(2));
        assertThat(stale).isZero();
        assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isZero();
        pool.dispose();
    }

    private List<String> tables() {
        List<String> tables = database.sql(TENANT_TABLES)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
        assertThat(tables).contains("account", "credential", "refresh_token", "audit", "consent", "model_spend");
        return tables;
    }

    private Mono<Long> count(String sql) {
        return database.sql(sql).map(row -> row.get(0, Long.class)).one();
    }

    private Long in(Scope scope, String sql) {
        return transactions.in(scope, () -> count(sql)).block();
    }

    private Long changed(Scope scope, String sql) {
        return transactions
                .in(scope, () -> database.sql(sql).fetch().rowsUpdated())
                .block();
    }
}
