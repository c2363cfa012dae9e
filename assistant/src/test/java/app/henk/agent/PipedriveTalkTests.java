package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.fakes.pipedrive.Fault;
import app.henk.identity.Role;
import app.henk.identity.Tenants;
import app.henk.pipedrive.Synced;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** Pipedrive, asked about in a chat, without a model. */
@HenkTest
class PipedriveTalkTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    SalesAgent agent;

    private Synced synced;

    @BeforeEach
    void connect() {
        synced = Synced.connected(context);
    }

    @AfterEach
    void close() {
        synced.close();
    }

    @Test
    void tells_how_it_stands_with_the_whole_and_with_one_record() {
        synced.deal("Messestand Weberknecht", "4000");
        StaffTurns rep = colleague(Role.SALES);

        assertThat(said(rep, "Pipedrive Status")).contains("verbunden", "Atelier Probe", "1 warten");
        synced.work();
        assertThat(said(rep, "Ist Messestand Weberknecht in Pipedrive?")).contains("steht in Pipedrive und ist gleich");
    }

    @Test
    void says_why_a_record_has_not_arrived_and_tries_again_at_the_press_of_a_button() {
        synced.fake.token("another-token");
        synced.deal("Messestand Weberknecht", "4000");
        synced.work();
        StaffTurns rep = colleague(Role.SALES);

        assertThat(said(rep, "Ist Messestand Weberknecht in Pipedrive?"))
                .contains("wartet", "nimmt den Zugang nicht mehr an");
    }

    @Test
    void asks_for_the_token_on_a_card_and_only_an_administrator() {
        List<AgentEvent> events = colleague(Role.ADMIN).said(agent, "Verbinde Pipedrive");
        Card form = StaffToolTests.card(events, "secret_form");
        assertThat(form.content().get("post")).isEqualTo("/api/pipedrive/connection");
        assertThat(form.content().get("schema").toString()).contains("api_token", "password");

        assertThat(said(colleague(Role.SALES), "Verbinde Pipedrive")).contains("Administrator");
    }

    @Test
    void maps_a_stage_after_asking() {
        StaffTurns admin = colleague(Role.ADMIN);
        List<AgentEvent> asked = admin.said(agent, "Ordne in Pipedrive 'Angebot' der Stufe 'Demo Scheduled' zu");
        Card confirm = StaffToolTests.card(asked, "confirm");
        assertThat(confirm.content().get("title").toString()).contains("Angebot", "Demo Scheduled");
    }

    @Test
    void the_card_of_a_deal_says_where_it_stands_and_tries_again() {
        synced.fake.faults(call -> call.startsWith("POST /api/v2/deals") ? Optional.of(Fault.CAP) : Optional.empty());
        synced.deal("Messestand Weberknecht", "4000");
        synced.work();
        StaffTurns rep = colleague(Role.SALES);

        Card card = StaffToolTests.card(rep.said(agent, "Zeig Messestand Weberknecht"), "deal");
        assertThat(card.content().get("fields").toString()).contains("Pipedrive", "Tarifs");
        assertThat(card.content().get("actions").toString()).contains("sync:deal:", "Noch einmal versuchen");
    }

    @Test
    void the_card_of_the_whole_has_the_tokens_of_the_day() {
        synced.deal("Messestand", "4000");
        synced.work();
        Card card = StaffToolTests.card(colleague(Role.SALES).said(agent, "Pipedrive Status"), "table");
        assertThat(card.content().get("rows").toString()).contains("tokens", "Token heute");
        assertThat(card.content().get("fallback").toString()).contains("Heute verbraucht");
    }

    @Test
    void tells_what_came_from_there() {
        assertThat(said(colleague(Role.SALES), "Was hat Pipedrive seit gestern geändert?"))
                .contains("nichts");
    }

    private StaffTurns colleague(Role role) {
        return new StaffTurns(tenants, transactions, database, synced.tenant.slug(), role);
    }

    private String said(StaffTurns rep, String text) {
        return Turns.answer(rep.said(agent, text)).text();
    }
}
