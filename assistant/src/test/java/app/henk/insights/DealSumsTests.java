package app.henk.insights;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.ChangeSets;
import app.henk.crm.Channel;
import app.henk.crm.DealChange;
import app.henk.crm.Deals;
import app.henk.crm.Door;
import app.henk.crm.NewDeal;
import app.henk.crm.Outcome;
import app.henk.crm.SalesTeam;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** The sums that are kept of deals say what the deals say, whatever has happened to these and whoever asks. */
@HenkTest
class DealSumsTests {

    private static final Door DOOR = Door.of(Channel.REST);

    private static final List<String> QUESTIONS = List.of(
            "deals measure count, revenue, basket, weighted, conversion, win_rate",
            "deals measure sum(value), avg(value), sum(weighted), cycle_time",
            "deals by stage measure count, sum(value), avg(weighted)",
            "deals by sector measure revenue, count, win_rate",
            "deals by source, status measure count, weighted",
            "deals where sector = retail and not status = lost measure count, sum(value), conversion",
            "deals where sector is missing by assignee measure count, sum(value)",
            "deals where status = won by month(closed) measure revenue, count, cycle_time",
            "deals by weekday(closed), stage measure count",
            "deals where closed in last_30_days by week(closed) measure sum(value)",
            "deals where closed is missing by team measure count, weighted",
            "deals by assignee measure revenue, count, basket, win_rate, weighted, cycle_time",
            "deals by manager measure count",
            "deals measure count, revenue compare closed last_30_days with previous");

    @Autowired
    ApplicationContext context;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    Statements statements;

    @Autowired
    Questions questions;

    @Autowired
    Deals crm;

    @Autowired
    ChangeSets changeSets;

    @Autowired
    DealSumsCare care;

    @Autowired
    Clock clock;

    private final Random random = new Random(7);
    private SalesTeam team;
    private Tenant tenant;
    private ZoneId zone;
    private List<Principal.Staff> colleagues;
    private List<UUID> organisations;

    @BeforeEach
    void a_team_with_companies() {
        team = SalesTeam.in(context);
        tenant = team.open();
        zone = tenant.zone();
        colleagues = Stream.of("Anna", "Bert", "Clara")
                .map(name -> team.colleague(tenant, name, Role.SALES))
                .toList();
        run("update salesperson set team = 'Nord' where name <> 'Clara'");
        organisations = IntStream.range(0, 4)
                .mapToObj(n -> {
                    UUID id = Ids.next();
                    run("insert into organisation (tenant_id, id, name, sector) values (henk.tenant(), '" + id
                            + "', 'Firma " + n + "', " + one("'retail'", "'energy'", "null") + ")");
                    return id;
                })
                .toList();
    }

    @Test
    void sums_and_deals_give_the_same_figures_after_a_thousand_changes() {
        for (int round = 0; round < 3; round++) {
            insert(40);
            for (int n = 0; n < 40; n++) {
                change();
            }
            if (round % 2 == 1) {
                care.fold(tenant.id()).block();
            }
            agree();
        }
        run("update tenant set profile = profile || '{\"zone\": \"America/New_York\"}' where id = henk.tenant()");
        zone = ZoneId.of("America/New_York");
        agree();
    }

    @Test
    void what_is_done_and_undone_by_colleagues_is_in_the_sums() {
        Principal.Staff anna = colleagues.getFirst();
        var made = crm.create(
                        anna,
                        NewDeal.of(DealChange.none()
                                .title("Fräse")
                                .company(Optional.of("Firma 0"))
                                .value(Optional.of(new BigDecimal("12500")))),
                        DOOR)
                .block();
        agree();
        var moved = crm.close(
                        anna,
                        made.now().id(),
                        Outcome.WON,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        DOOR)
                .block();
        agree();
        changeSets.undo(anna, moved.changeSet(), DOOR).block();
        agree();
        crm.delete(anna, made.now().id(), OptionalInt.empty(), DOOR).block();
        agree();
    }

    @Test
    void a_word_that_no_deal_has_any_more_is_in_no_sum() {
        run("insert into deal (tenant_id, id, title, value, currency, stage_key, probability, source)"
                + " select henk.tenant(), gen_random_uuid(), 'Fräse', 100, 'EUR', 'proposal', 50, 'Nachbarin'");
        run("update deal set stage_key = 'negotiation', value = 200");

        run("update deal set source = null, sector = null");

        assertThat(figures("select count(*)::int, 0, 0 from deal_sum where source = 'Nachbarin'"))
                .containsExactly(0, 0, 0);
        agree();
    }

    @Test
    void folding_leaves_as_many_rows_as_there_are_kinds() {
        run(
                "insert into deal (tenant_id, id, title, value, currency, stage_key, probability)"
                        + " select henk.tenant(), gen_random_uuid(), 'Fräse', n, 'EUR', 'proposal', 50 from generate_series(1, 3) n");
        for (int n = 0; n < 260; n++) {
            run("update deal set value = value + 1");
        }

        care.fold(tenant.id()).block();

        assertThat(figures("select count(*)::int, min(deals)::int, sum(value)::int from deal_sum"))
                .containsExactly(2, 3, 2 * (6 + 3 * 260));
        agree();
    }

    private void insert(int many) {
        run("insert into deal (tenant_id, id, title, value, currency, stage_key, status, probability, sector, source,"
                + " organisation_id, assignee_id, created_at, closed_at) select henk.tenant(), gen_random_uuid(), 'Deal ' || n,"
                + " case when n % 5 > 0 then n * 100 + 0.25 end, case when n % 7 = 0 then 'USD' else 'EUR' end, s.key, s.state,"
                + " s.probability, case n % 3 when 0 then 'retail' when 1 then 'energy' end, case when n % 2 = 0 then 'web' end, ("
                + array(organisations) + ")[1 + n % 5], ("
                + array(colleagues.stream().map(Principal.Staff::user).toList())
                + ")[1 + n % 4], now() - n * interval '31 hours' - interval '40 days', case when s.state <> 'open' then now() - n * interval"
                + " '25 hours' end from generate_series(" + random.nextInt(100) + ", "
                + (random.nextInt(100) + 100 + many)
                + ") n join lateral (select * from stage where tenant_id = henk.tenant() order by position offset n % 5 limit 1) s"
                + " on true");
    }

    private void change() {
        String some = " where id in (select id from deal order by id offset " + random.nextInt(60) + " limit "
                + (1 + random.nextInt(4)) + ")";
        run(
                switch (random.nextInt(9)) {
                    case 0 -> "update deal set value = " + one("null", "0", "77.70") + some;
                    case 1 -> "update deal set deleted_at = " + one("now()", "null") + some;
                    case 2 -> "update deal set sector = " + one("null", "'retail'", "'food'") + some;
                    case 3 ->
                        "update deal set organisation_id = " + one("null", "'" + organisations.getFirst() + "'") + some;
                    case 4 ->
                        "update deal set assignee_id = "
                                + one("null", "'" + colleagues.getLast().user() + "'") + some;
                    case 5 ->
                        "update deal set stage_key = 'won', status = 'won', probability = 100, closed_at = now() - interval '"
                                + random.nextInt(90) + " days'" + some;
                    case 6 ->
                        "update organisation set sector = " + one("'retail'", "'energy'", "null") + " where id = '"
                                + organisations.get(random.nextInt(4)) + "'";
                    case 7 -> "update deal set notes = 'x', last_contact_at = now()" + some;
                    default -> "delete from stage_visit where deal_id = (select id from deal order by id limit 1)";
                });
    }

    private void agree() {
        for (String policy : List.of("all", "team", "own")) {
            run("update sales_settings set visibility = '" + policy + "'");
            for (Principal.Staff colleague : List.of(colleagues.getFirst(), colleagues.getLast())) {
                for (String question : QUESTIONS) {
                    Query query = understood(question);
                    assertThat(rows(colleague, query, true))
                            .as("%s, asked by %s who sees %s", question, colleague.name(), policy)
                            .isEqualTo(rows(colleague, query, false));
                }
            }
        }
    }

    private List<List<Object>> rows(Principal.Staff staff, Query query, boolean sums) {
        assertThat(DealSums.of(query)).as(query.text()).isPresent();
        Now now = new Now(tenant.id(), clock.instant(), TenantCalendar.of(clock, zone, DayOfWeek.MONDAY), "EUR");
        Known known = questions.known(staff).block();
        SelectSql sql = sums ? SelectSql.ofFigures(query, now, known) : SelectSql.ofRecords(query, now, known);
        return transactions
                .in(staff.scope(), () -> statements.rows(sql.figures(1_000)).collectList())
                .block()
                .stream()
                .map(row -> row.stream().map(DealSumsTests::plain).toList())
                .toList();
    }

    private static Object plain(Object cell) {
        return cell instanceof Number number
                ? new BigDecimal(number.toString())
                        .setScale(6, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                : cell;
    }

    private static Query understood(String question) {
        return switch (Query.parse(question)) {
            case Reading.Understood(Query query) ->
                switch (QueryRules.checked(query)) {
                    case Reading.Understood(Query checked) -> checked;
                    case Reading.Refused(Refusal refusal) -> throw new IllegalStateException(refusal.toString());
                };
            case Reading.Refused(Refusal refusal) -> throw new IllegalStateException(refusal.toString());
        };
    }

    private List<Integer> figures(String sql) {
        return transactions
                .in(
                        colleagues.getFirst().scope(),
                        () -> database.sql(sql)
                                .map(row -> List.of(
                                        row.get(0, Integer.class),
                                        row.get(1, Integer.class),
                                        row.get(2, Integer.class)))
                                .one())
                .block();
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private static String array(List<UUID> ids) {
        return "array["
                + String.join(",", ids.stream().map(id -> "'" + id + "'::uuid").toList()) + "]";
    }

    private void run(String sql) {
        team.run(tenant.id(), sql);
    }
}
