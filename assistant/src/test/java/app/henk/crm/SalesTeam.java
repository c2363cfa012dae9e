package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** A tenant of a test's own, with colleagues and what they work on. */
public class SalesTeam {

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Tenants tenants;
    private final SalesRulesStore rules;

    private SalesTeam(
            TenantTransactions transactions, DatabaseClient database, Tenants tenants, SalesRulesStore rules) {
        this.transactions = transactions;
        this.database = database;
        this.tenants = tenants;
        this.rules = rules;
    }

    public static SalesTeam in(ApplicationContext context) {
        return new SalesTeam(
                context.getBean(TenantTransactions.class),
                context.getBean(DatabaseClient.class),
                context.getBean(Tenants.class),
                context.getBean(SalesRulesStore.class));
    }

    /** Speaks German, sells in euros, has the stages and the formula that every tenant starts with. */
    public Tenant open() {
        TenantId id = new TenantId(Ids.next());
        TenantId tailor = tenants.all()
                .filter(tenant -> tenant.slug().equals("henk"))
                .blockFirst()
                .id();
        Json profile = transactions
                .in(
                        Scope.system(tailor),
                        () -> database.sql("select profile from tenant where id = henk.tenant()")
                                .map(row -> Row.value(row, "profile", Json.class))
                                .one())
                .block();
        run(
                id,
                "insert into tenant (id, slug, name, profile, daily_model_budget) values ('" + id + "', 'team-" + id
                        + "', 'Team', '" + profile.asString().replace("'", "''") + "', 1)");
        Tenant tenant = tenants.tenant(id).block();
        rules.opened(tenant).block();
        return tenant;
    }

    public Principal.Staff colleague(Tenant tenant, String name, Role role) {
        UUID id = Ids.next();
        String email = id + "@team.example";
        run(
                tenant.id(),
                "insert into account (tenant_id, id, email, name, role) values ('" + tenant.id() + "', '" + id + "', '"
                        + email + "', '" + name + "', '" + role.name().toLowerCase(Locale.ROOT) + "')");
        return new Principal.Staff(tenant.id(), id, role, email, name);
    }

    public void run(TenantId tenant, String sql) {
        transactions
                .in(Scope.system(tenant), () -> database.sql(sql).fetch().rowsUpdated())
                .block();
    }

    public UUID contact(Tenant tenant, String first, String last) {
        UUID id = Ids.next();
        run(
                tenant.id(),
                "insert into contact (tenant_id, id, first_name, last_name) values ('" + tenant.id() + "', '" + id
                        + "', '" + first + "', '" + last + "')");
        return id;
    }

    public UUID lead(Tenant tenant, String last, int score, Optional<UUID> assignee) {
        UUID id = Ids.next();
        UUID contact = contact(tenant, "Lena", last);
        run(
                tenant.id(),
                "insert into lead (tenant_id, id, contact_id, first_name, last_name, currency, source, score,"
                        + " formula_version, assignee_id, budget, company_size, industry, urgency) values ('"
                        + tenant.id() + "', '" + id + "', '" + contact + "', 'Lena', '" + last + "', 'EUR', 'web', "
                        + score + ", 'default-1', " + quoted(assignee) + ", " + (score >= 70 ? "60000, 600" : "1, 1")
                        + ", 'tech', 'immediately')");
        return id;
    }

    /** In the stage "proposal", whose deals usually stay 14 days. */
    public UUID deal(Tenant tenant, String title, String value, Optional<UUID> assignee) {
        UUID id = Ids.next();
        run(
                tenant.id(),
                "insert into deal (tenant_id, id, title, value, currency, stage_key, probability, assignee_id,"
                        + " stage_since, last_contact_at) values ('" + tenant.id() + "', '" + id + "', '" + title
                        + "', "
                        + value + ", 'EUR', 'proposal', 50, " + quoted(assignee) + ", now(), now())");
        return id;
    }

    public UUID task(Tenant tenant, String subject, String due, UUID assignee, Optional<UUID> deal) {
        UUID id = Ids.next();
        run(
                tenant.id(),
                "insert into task (tenant_id, id, subject, due, assignee_id, deal_id) values ('" + tenant.id() + "', '"
                        + id + "', '" + subject + "', " + due + ", '" + assignee + "', " + quoted(deal) + ")");
        return id;
    }

    private static String quoted(Optional<UUID> id) {
        return id.map(value -> "'" + value + "'").orElse("null");
    }
}
