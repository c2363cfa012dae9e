package app.henk.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.crm.SalesTeam;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The figures of the customers' side and of the assistant's use, counted in a house of their own. */
@HenkTest
class KpisTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Kpis kpis;

    private SalesTeam team;
    private Tenant house;
    private Principal.Staff rep;

    @BeforeEach
    void a_house() {
        team = SalesTeam.in(context);
        house = team.open();
        rep = team.colleague(house, "Mona", Role.SALES);
    }

    @Test
    void where_nothing_happened_there_is_no_figure_and_each_says_what_it_counts() {
        for (Kpi.Panel panel : Kpi.Panel.values()) {
            assertThat(told(rep, panel).figures()).isNotEmpty().allSatisfy(figure -> {
                assertThat(figure.definition()).endsWith(".").doesNotContain("{{");
                assertThat(figure.records()).isLessThanOrEqualTo(1);
            });
        }
        assertThat(value(Kpi.REGISTERED)).isEqualTo("–");
        assertThat(value(Kpi.ORDER_VALUE)).isEqualTo("–");
    }

    @Test
    void of_those_who_began_without_an_account_some_have_one_now() {
        UUID customer = customer();
        conversation(Optional.empty(), "2 days");
        conversation(Optional.empty(), "2 days");
        conversation(Optional.empty(), "90 days");
        moved(conversation(Optional.of(customer), "2 days"), customer);
        conversation(Optional.of(customer), "2 days");

        assertThat(figure(Kpi.REGISTERED).records()).isEqualTo(3);
        assertThat(value(Kpi.REGISTERED)).isEqualTo("33,3 %");
    }

    @Test
    void conversations_are_counted_until_the_first_deal_that_came_of_one() {
        UUID customer = customer();
        conversation(Optional.of(customer), "9 days");
        UUID talk = conversation(Optional.of(customer), "5 days");
        deal(talk, "open", "4 days");
        deal(conversation(Optional.of(customer), "2 days"), "open", "1 day");
        deal(conversation(Optional.empty(), "3 days"), "open", "2 days");

        assertThat(value(Kpi.CONVERSATIONS_TO_DEAL)).isEqualTo("1,5");
    }

    @Test
    void answers_of_the_assistant_and_of_people_are_timed() {
        UUID talk = conversation(Optional.empty(), "1 day");
        for (int seconds : new int[] {1, 3, 20}) {
            run("insert into run (tenant_id, id, conversation_id, status, started_at, finished_at) values ('"
                    + house.id() + "', '" + Ids.next() + "', '" + talk + "', 'finished', now() - interval '1 hour',"
                    + " now() - interval '1 hour' + interval '" + seconds + " seconds')");
        }
        run("insert into handoff (tenant_id, id, conversation_id, cause, asked_at, holder_id, holder_name, taken_at,"
                + " ending) values ('" + house.id() + "', '" + Ids.next() + "', '" + talk + "', 'asked', now() -"
                + " interval '30 minutes', '" + rep.user() + "', 'Mona', now() - interval '26 minutes', 'released')");

        assertThat(value(Kpi.ASSISTANT_RESPONSE)).isEqualTo("3");
        assertThat(value(Kpi.PERSON_RESPONSE)).isEqualTo("4");
        assertThat(value(Kpi.ACTIVE_USERS)).isEqualTo("1");
    }

    @Test
    void an_order_is_worth_all_of_its_items_and_deals_of_the_chat_are_won_or_lost() {
        order("100", "50");
        order("250");
        deal(conversation(Optional.empty(), "5 days"), "won", "4 days");
        deal(conversation(Optional.empty(), "5 days"), "lost", "4 days");
        deal(conversation(Optional.empty(), "5 days"), "open", "4 days");

        assertThat(value(Kpi.ORDER_VALUE)).startsWith("200").contains("€");
        assertThat(value(Kpi.CHAT_WIN_RATE)).isEqualTo("50 %");
        assertThat(figure(Kpi.CHAT_WIN_RATE).records()).isEqualTo(2);
    }

    @Test
    void a_task_is_followed_up_when_it_is_done_by_its_day() {
        task("current_date - 5", "now() - interval '5 days 12 hours'");
        task("current_date - 5", "now() - interval '1 hour'");
        task("current_date - 5", "null");
        task("current_date + 5", "null");

        assertThat(figure(Kpi.FOLLOW_UP_RATE).records()).isEqualTo(3);
        assertThat(value(Kpi.FOLLOW_UP_RATE)).isEqualTo("33,3 %");
    }

    @Test
    void hours_are_saved_by_answers_and_by_entries_made_in_chat() {
        UUID talk = conversation(Optional.empty(), "1 day");
        UUID run = Ids.next();
        run("insert into run (tenant_id, id, conversation_id, status) values ('" + house.id() + "', '" + run + "', '"
                + talk + "', 'stopped')");
        for (int i = 0; i < 10; i++) {
            run("insert into message (tenant_id, id, conversation_id, run_id, role, text) values ('" + house.id()
                    + "', '" + Ids.next() + "', '" + talk + "', '" + run + "', 'assistant', 'Gern.')");
        }
        for (String channel : new String[] {"chat", "chat", "chat", "rest"}) {
            run("insert into change_set (tenant_id, id, actor_id, channel, action) values ('" + house.id() + "', '"
                    + Ids.next() + "', '" + rep.user() + "', '" + channel + "', 'deal.updated')");
        }

        assertThat(figure(Kpi.HOURS_SAVED).records()).isEqualTo(13);
        assertThat(value(Kpi.HOURS_SAVED)).isEqualTo("0,6");
        assertThat(figure(Kpi.HOURS_SAVED).definition()).contains("3 Minuten je Antwort", "2 Minuten je Eintrag");
    }

    @Test
    void nobody_counts_another_house() {
        conversation(Optional.empty(), "2 days");
        Tenant other = team.open();

        assertThat(figure(team.colleague(other, "Ole", Role.ADMIN), Kpi.REGISTERED)
                        .records())
                .isZero();
        assertThat(figure(Kpi.REGISTERED).records()).isOne();
    }

    @Test
    void what_is_no_period_is_refused() {
        assertThatThrownBy(() -> kpis.of(rep, Kpi.Panel.USE, "soon", "de").block())
                .hasMessageContaining("soon");
        assertThatThrownBy(() ->
                        kpis.of(rep, Kpi.Panel.USE, "previous..today", "de").block())
                .hasMessageContaining("previous..today");
        assertThat(kpis.of(rep, Kpi.Panel.USE, "last_year", "de").block().title())
                .startsWith("Nutzung, letztes Jahr");
    }

    private Kpis.Told told(Principal.Staff who, Kpi.Panel panel) {
        return kpis.of(who, panel, "", "de").block();
    }

    private Kpis.Figure figure(Kpi kpi) {
        return figure(rep, kpi);
    }

    private Kpis.Figure figure(Principal.Staff who, Kpi kpi) {
        Map<Kpi, Kpis.Figure> all =
                told(who, kpi.panel()).figures().stream().collect(Collectors.toMap(Kpis.Figure::kpi, one -> one));
        return all.get(kpi);
    }

    private String value(Kpi kpi) {
        return figure(kpi).text();
    }

    private UUID customer() {
        UUID id = Ids.next();
        run("insert into account (tenant_id, id, email, name, role) values ('" + house.id() + "', '" + id + "', '" + id
                + "@mail.example', 'Petra', 'customer')");
        return id;
    }

    private UUID conversation(Optional<UUID> account, String ago) {
        UUID id = Ids.next();
        run("insert into conversation (tenant_id, id, kind, key_hash, account_id, created_at) values ('" + house.id()
                + "', '" + id + "', '" + (account.isPresent() ? "customer" : "visitor") + "', "
                + (account.isPresent() ? "null" : "decode(md5('" + id + "'), 'hex')") + ", "
                + account.map(who -> "'" + who + "'").orElse("null") + ", now() - interval '" + ago + "')");
        return id;
    }

    private void moved(UUID conversation, UUID account) {
        run("insert into session_move (tenant_id, id, conversation_id, to_account) values ('" + house.id() + "', '"
                + Ids.next() + "', '" + conversation + "', '" + account + "')");
    }

    private void deal(UUID conversation, String status, String ago) {
        UUID deal = team.deal(house, "Anzug", "900", Optional.empty());
        String stage = status.equals("open") ? "proposal" : status;
        run("update deal set conversation_id = '" + conversation + "', status = '" + status + "', stage_key = '" + stage
                + "', created_at = now() - interval '" + ago + "', closed_at = "
                + (status.equals("open") ? "null" : "now()") + " where id = '" + deal + "'");
    }

    private void order(String... prices) {
        UUID id = Ids.next();
        UUID contact = team.contact(house, "Petra", "Lindenau");
        run(
                "insert into customer_order (tenant_id, id, number, contact_id, title, step, ordered_on, promised, currency,"
                        + " language) values ('" + house.id() + "', '" + id + "', '" + id + "', '" + contact
                        + "', 'Anzug', 'cut', current_date - 1, current_date + 30, 'EUR', 'de')");
        for (int i = 0; i < prices.length; i++) {
            run("insert into customer_order_line (tenant_id, order_id, position, name, price) values ('" + house.id()
                    + "', '" + id + "', " + i + ", 'Sakko', " + prices[i] + ")");
        }
    }

    private void task(String due, String done) {
        UUID task = team.task(house, "Anrufen", due, rep.user(), Optional.empty());
        run("update task set done_at = " + done + " where id = '" + task + "'");
    }

    private void run(String sql) {
        team.run(house.id(), sql);
    }
}
