package app.henk.pipedrive;

import app.henk.crm.Activities;
import app.henk.crm.Channel;
import app.henk.crm.DealChange;
import app.henk.crm.Deals;
import app.henk.crm.Door;
import app.henk.crm.Entity;
import app.henk.crm.Lead;
import app.henk.crm.Leads;
import app.henk.crm.Mirror;
import app.henk.crm.NewActivity;
import app.henk.crm.NewDeal;
import app.henk.crm.NewLead;
import app.henk.fakes.pipedrive.FakePipedrive;
import app.henk.identity.OpenedTenant;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.pipedrive.wire.Access;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.node.ObjectNode;

/** A company of its own, connected to a Pipedrive of its own. */
public final class Synced implements AutoCloseable {

    public static final Door REST = Door.of(Channel.REST);

    final ApplicationContext context;
    public final Tenant tenant;
    final Principal.Staff staff;
    public final FakePipedrive fake;

    private Synced(ApplicationContext context, FakePipedrive fake) {
        this.context = context;
        this.fake = fake;
        this.tenant = OpenedTenant.open(context, "Probe " + UUID.randomUUID());
        this.staff = OpenedTenant.staff(tenant, Role.ADMIN);
    }

    public static Synced unconnected(ApplicationContext context) {
        return new Synced(context, FakePipedrive.start());
    }

    public static Synced connected(ApplicationContext context) {
        Synced synced = unconnected(context);
        synced.connect();
        synced.limits(100_000);
        synced.fake.forget();
        return synced;
    }

    PipedriveAdministration.Found connect() {
        return bean(PipedriveAdministration.class)
                .connect(staff, fake.token(), Optional.of(fake.baseUrl()))
                .block();
    }

    void limits(int burst) {
        bean(Budget.class)
                .open(tenant.id(), Optional.of(burst), Optional.empty())
                .block();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Subscribes the webhook as Pipedrive would have it with a public address. */
    void webhook(int port) {
        Connection connection = connection();
        String[] secret = bean(Seal.class)
                .open(tenant.id(), connection.webhookSecret())
                .block()
                .split(":");
        fake.person()
                .create(
                        "webhook",
                        Map.of(
                                "subscription_url",
                                "http://localhost:" + port + "/api/pipedrive/webhooks/" + connection.webhookKey(),
                                "event_object",
                                "*",
                                "http_auth_user",
                                secret[0],
                                "http_auth_password",
                                secret[1]));
    }

    Connection connection() {
        return bean(ConnectionStore.class).find(tenant.id()).block();
    }

    /** Does what is to be done now. */
    public void work() {
        bean(Runner.class).work().block(Duration.ofSeconds(60));
    }

    /** The same, with what had to wait being due at once, until nothing waits. */
    void workItOff() {
        for (int round = 0; round < 60; round++) {
            due();
            work();
            if (count("select count(*) from pipedrive_record where state = 'waiting'") == 0
                    && count("select count(*) from pipedrive_news where state = 'waiting'") == 0) {
                return;
            }
        }
    }

    void due() {
        change("update pipedrive_record set due_at = now() where state = 'waiting' and lease is null");
        change("update pipedrive_news set due_at = now() where state = 'waiting' and lease is null");
        change("update pipedrive_connection set paused_until = null");
    }

    /** A colleague makes a deal there, and it comes here. */
    public void bringsADeal(String title) {
        String id =
                fake.person().create("deal", Map.of("title", title)).path("id").asString();
        bean(NewsStore.class)
                .heard(tenant.id(), new Item.Link(Remote.DEAL, id), Optional.empty(), true)
                .block();
        workItOff();
    }

    /** As when Pipedrive says more at once than anybody reads. */
    public void missesAMessage() {
        bean(ConnectionStore.class).missed(tenant.id()).block();
    }

    /** Somebody whose the tasks are that come from there. */
    UUID salesperson() {
        UUID id = UUID.randomUUID();
        change("insert into salesperson (tenant_id, id, name) values (henk.tenant(), '" + id + "', 'Anna')");
        return id;
    }

    Lead lead(String first, String last, String email) {
        return bean(Leads.class)
                .create(
                        staff,
                        new NewLead(
                                first,
                                last,
                                email,
                                null,
                                null,
                                new BigDecimal("1500"),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        REST)
                .block()
                .now();
    }

    public UUID deal(String title, String value) {
        return bean(Deals.class)
                .create(
                        staff,
                        NewDeal.of(DealChange.none().title(title).value(Optional.of(new BigDecimal(value)))),
                        REST)
                .block()
                .now()
                .id();
    }

    /** In the first stage, of 1500. */
    UUID dealOf(Lead lead, String title) {
        return bean(Deals.class)
                .create(
                        staff,
                        new NewDeal(
                                DealChange.none().title(title).value(Optional.of(new BigDecimal("1500"))),
                                Optional.empty(),
                                Optional.of(lead.id()),
                                Optional.empty()),
                        REST)
                .block()
                .now()
                .id();
    }

    void change(UUID deal, DealChange change) {
        bean(Deals.class).update(staff, deal, change, OptionalInt.empty(), REST).block();
    }

    void move(UUID deal, String stage) {
        bean(Deals.class)
                .moveStage(staff, deal, stage, OptionalInt.empty(), REST)
                .block();
    }

    UUID contact(String first, String last, String email) {
        return bean(Mirror.class)
                .create(
                        staff,
                        Entity.CONTACT,
                        Map.of(
                                "first_name", Optional.of(first),
                                "last_name", Optional.of(last),
                                "email", Optional.of(email)),
                        REST)
                .block();
    }

    Activities activities() {
        return bean(Activities.class);
    }

    /** Something happens with a deal. */
    UUID logged(NewActivity activity) {
        return activities().log(staff, activity, REST).block().now().id();
    }

    /** Somebody was called about a deal. */
    UUID called(UUID deal) {
        return logged(NewActivity.ofDeal(NewActivity.Type.CALL, "Rückruf", "erreicht", deal));
    }

    Deals deals() {
        return bean(Deals.class);
    }

    /** What stands there for the record. */
    ObjectNode there(Entity entity, UUID id) {
        Standing standing = standing(entity, id);
        return fake.find(
                        standing.remoteKind().orElseThrow(() -> new AssertionError("not there: " + standing)),
                        standing.remoteId().orElseThrow())
                .orElseThrow();
    }

    /** The record of ours that the one there stands for. */
    Optional<UUID> here(String kind, ObjectNode remote) {
        return bean(RecordStore.class)
                .ofRemote(
                        tenant.id(),
                        new Item.Link(Remote.ofSql(kind), remote.path("id").asString()))
                .map(RecordStore.OurKey::id)
                .blockOptional();
    }

    Standing standing(Entity entity, UUID id) {
        return bean(Pipedrive.class).standing(staff, entity, id).block();
    }

    Overview overview() {
        return bean(Pipedrive.class).overview(staff).block();
    }

    long count(String sql) {
        return bean(TenantTransactions.class)
                .in(
                        Scope.system(tenant.id()),
                        () -> bean(DatabaseClient.class)
                                .sql(sql)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }

    String text(String sql, UUID id) {
        return bean(TenantTransactions.class)
                .in(
                        Scope.system(tenant.id()),
                        () -> bean(DatabaseClient.class)
                                .sql(sql)
                                .bind("id", id)
                                .map(row -> Row.value(row, "t", String.class))
                                .one())
                .block();
    }

    long change(String sql) {
        return bean(TenantTransactions.class)
                .in(
                        Scope.system(tenant.id()),
                        () -> bean(DatabaseClient.class).sql(sql).fetch().rowsUpdated())
                .block();
    }

    /** Works until what was changed there has come here. */
    void arrives(BooleanSupplier here) {
        until("it comes here", () -> {
            workItOff();
            return here.getAsBoolean();
        });
    }

    /** For what comes over HTTP by itself. */
    static void until(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("never: " + what);
            }
            Thread.onSpinWait();
            LockSupport.parkNanos(20_000_000);
        }
    }

    Access access() {
        return new Access(tenant.id(), fake.baseUrl(), fake.token(), false);
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    List<String> calls() {
        return fake.calls();
    }

    @Override
    public void close() {
        change("update pipedrive_connection set state = 'stopped'");
        fake.close();
    }
}
