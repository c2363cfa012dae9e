package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** Whose leads, deals, tasks and activities a colleague sees: the database decides, whatever a query asks. */
@HenkTest
class VisibilityTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private SalesTeam team;
    private Tenant tenant;
    private Principal.Staff anna;
    private Principal.Staff ben;
    private Principal.Staff carla;
    private Principal.Staff manager;
    private Principal.Staff admin;

    /** Anna and Ben sell in the north under the manager, Carla sells in the south. */
    @BeforeEach
    void people() {
        team = SalesTeam.in(context);
        tenant = team.open();
        anna = colleague("Anna", Role.SALES, "North");
        ben = colleague("Ben", Role.SALES, "North");
        carla = colleague("Carla", Role.SALES, "South");
        manager = colleague("Mona", Role.MANAGER, "North");
        admin = colleague("Ada", Role.ADMIN, "");
        for (Principal.Staff who : List.of(anna, ben, carla)) {
            UUID deal = team.deal(tenant, who.name(), "1000", Optional.of(who.user()));
            team.lead(tenant, who.name(), 50, Optional.of(who.user()));
            team.task(tenant, who.name(), "current_date", who.user(), Optional.of(deal));
            activity(who.name(), deal);
        }
        UUID open = team.deal(tenant, "Nobody", "1000", Optional.empty());
        team.lead(tenant, "Nobody", 50, Optional.empty());
        activity("Nobody", open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deal.title", "lead.last_name", "activity.subject"})
    void what_a_colleague_sees_follows_from_the_tenants_policy(String column) {
        policy("all");
        assertThat(sees(anna, column)).containsExactlyInAnyOrder("Anna", "Ben", "Carla", "Nobody");

        policy("team");
        assertThat(sees(anna, column)).containsExactlyInAnyOrder("Anna", "Ben", "Nobody");
        assertThat(sees(carla, column)).containsExactlyInAnyOrder("Carla", "Nobody");

        policy("own");
        assertThat(sees(anna, column)).containsExactlyInAnyOrder("Anna", "Nobody");
        assertThat(sees(manager, column)).containsExactlyInAnyOrder("Anna", "Ben", "Nobody");
        assertThat(sees(admin, column)).containsExactlyInAnyOrder("Anna", "Ben", "Carla", "Nobody");
    }

    @Test
    void tasks_are_seen_like_the_deals_of_whom_they_are_for() {
        policy("own");

        assertThat(sees(anna, "task.subject")).containsExactly("Anna");
        assertThat(sees(manager, "task.subject")).containsExactlyInAnyOrder("Anna", "Ben");
    }

    @Test
    void a_manager_sees_whoever_reports_to_them_in_any_team_and_those_below() {
        policy("own");
        Principal.Staff lead = colleague("Lea", Role.SALES, "South");
        team.deal(tenant, "Lea", "1000", Optional.of(lead.user()));
        reportsTo(lead, manager);
        reportsTo(carla, lead);

        assertThat(sees(manager, "deal.title")).containsExactlyInAnyOrder("Anna", "Ben", "Lea", "Carla", "Nobody");
        assertThat(sees(lead, "deal.title")).containsExactlyInAnyOrder("Lea", "Carla", "Nobody");
    }

    @Test
    void a_colleague_who_reports_to_one_who_reports_to_them_is_no_endless_circle() {
        policy("own");
        reportsTo(anna, manager);
        reportsTo(manager, anna);

        assertThat(sees(manager, "deal.title")).containsExactlyInAnyOrder("Anna", "Ben", "Nobody");
    }

    @Test
    void a_colleague_changes_nothing_that_they_do_not_see() {
        policy("own");

        assertThat(changed(anna, "update deal set title = title || '!'")).isEqualTo(2);
        assertThat(changed(anna, "delete from task")).isEqualTo(1);
    }

    @Test
    void somebody_who_is_no_colleague_of_the_tenant_sees_nothing_but_what_is_nobodys() {
        policy("own");
        var stranger = new Principal.Staff(tenant.id(), Ids.next(), Role.ADMIN, "x@team.example", "x");

        assertThat(sees(stranger, "deal.title")).containsExactly("Nobody");
    }

    @Test
    void every_account_of_staff_is_a_salesperson_under_its_own_id_until_it_leaves() {
        colleague("anna", Role.SALES, "South");
        team.run(tenant.id(), "update account set active = false where id = '" + ben.user() + "'");

        assertThat(column(
                        anna,
                        "select name || case when active then '' else ' left' end as name from salesperson"
                                + " where id = account_id"))
                .contains("Anna", "Ben left", "Carla", "Mona", "Ada")
                .filteredOn(name -> name.startsWith("anna ("))
                .hasSize(1);
    }

    @Test
    void the_policy_is_worked_out_once_for_a_query_and_not_for_each_row() {
        policy("own");

        String plan = String.join("\n", column(anna, "explain (costs off) select count(*) from deal", "QUERY PLAN"));

        assertThat(plan).contains("InitPlan 1", "InitPlan 2").doesNotContain("SubPlan");
    }

    private Principal.Staff colleague(String name, Role role, String inTeam) {
        Principal.Staff who = team.colleague(tenant, name, role);
        team.run(tenant.id(), "update salesperson set team = '" + inTeam + "' where id = '" + who.user() + "'");
        return who;
    }

    private void reportsTo(Principal.Staff who, Principal.Staff to) {
        team.run(
                tenant.id(), "update salesperson set manager_id = '" + to.user() + "' where id = '" + who.user() + "'");
    }

    private void policy(String visibility) {
        team.run(tenant.id(), "update sales_settings set visibility = '" + visibility + "'");
    }

    private void activity(String subject, UUID deal) {
        team.run(
                tenant.id(),
                "insert into activity (tenant_id, id, type, subject, deal_id) values ('" + tenant.id() + "', '"
                        + Ids.next() + "', 'note', '" + subject + "', '" + deal + "')");
    }

    private Set<String> sees(Principal.Staff who, String column) {
        String table = column.substring(0, column.indexOf('.'));
        return Set.copyOf(column(who, "select " + column + " as name from " + table));
    }

    private List<String> column(Principal.Staff who, String sql) {
        return column(who, sql, "name");
    }

    private List<String> column(Principal.Staff who, String sql, String name) {
        return transactions
                .in(
                        who.scope(),
                        () -> database.sql(sql)
                                .map(row -> Row.value(row, name, String.class))
                                .all()
                                .collectList())
                .block();
    }

    private Long changed(Principal.Staff who, String sql) {
        return transactions
                .in(who.scope(), () -> database.sql(sql).fetch().rowsUpdated())
                .block();
    }
}
