package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.fakes.pipedrive.Fault;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.pipedrive.Synced;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        Card form = StaffDesk.card(events, "secret_form");
        assertThat(form.content().get("post")).isEqualTo("/api/pipedrive/connection");
        assertThat(form.content().get("schema").toString()).contains("api_token", "password");

        assertThat(said(colleague(Role.SALES), "Verbinde Pipedrive")).contains("Administrator");
    }

    @Test
    void maps_a_stage_after_asking() {
        StaffTurns admin = colleague(Role.ADMIN);
        List<AgentEvent> asked = admin.said(agent, "Ordne in Pipedrive 'Angebot' der Stufe 'Demo Scheduled' zu");
        Card confirm = StaffDesk.card(asked, "confirm");
        assertThat(confirm.content().get("title").toString()).contains("Angebot", "Demo Scheduled");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Ist Messestand Weberknecht in Pipedrive?               | Warum wartet der?     | wartet
            en | Is Messestand Weberknecht in Pipedrive?                | Why is it waiting?    | waits
            fr | Est-ce que Messestand Weberknecht est dans Pipedrive ? | Pourquoi attend-il ?  | attend
            """)
    void says_whether_a_record_is_there_and_why_it_waits(String language, String whether, String why, String answer) {
        synced.fake.token("another-token");
        synced.deal("Messestand Weberknecht", "4000");
        synced.work();
        StaffTurns rep = colleague(Role.SALES, language);

        assertThat(said(rep, whether)).contains("Weberknecht", answer);
        assertThat(said(rep, why)).contains("Weberknecht", answer, "unauthorized access");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Sync Status                                    | verbunden
            en | What is the sync status?                       | connected
            fr | Quel est l'état de Pipedrive ?                 | connecté
            de | Was hat Pipedrive seit gestern geändert?       | nichts
            en | What did Pipedrive change since yesterday?     | othing
            fr | Qu'est-ce que Pipedrive a changé depuis hier ? | ien
            de | Was ist in Pipedrive nicht angekommen?         | Nichts
            en | What has failed in Pipedrive?                  | othing
            fr | Qu'est-ce qui a échoué dans Pipedrive ?        | ien
            """)
    void tells_how_it_stands(String language, String question, String answer) {
        assertThat(said(colleague(Role.SALES, language), question)).contains(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Stoppe den Abgleich mit Pipedrive               | anhalten
            en | Stop syncing                                    | Stop
            fr | Arrête la synchronisation avec Pipedrive        | rrêter
            de | Ordne 'Angebot' in Pipedrive 'Proposal Made' zu | Proposal Made
            en | Map 'Angebot' to 'Proposal Made'                | Proposal Made
            fr | Dans Pipedrive, 'Angebot' est 'Proposal Made'   | Proposal Made
            """)
    void asks_before_it_changes_how_both_are_kept_alike(String language, String words, String title) {
        Card confirm = StaffToolTests.card(colleague(Role.ADMIN, language).said(agent, words), "confirm");
        assertThat(confirm.content().get("title").toString()).contains(title);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Importiere den Bestand aus Pipedrive | 1 angelegt
            en | Import what is in Pipedrive          | 1 made
            fr | Importe ce qui est dans Pipedrive    | 1 créées
            """)
    void says_what_an_import_would_do_before_it_does_it(String language, String words, String plan) {
        synced.fake.otherProgram().create("person", Map.of("name", "Udo Neu"));
        Card confirm = StaffToolTests.card(colleague(Role.ADMIN, language).said(agent, words), "confirm");
        assertThat(confirm.content().toString()).contains(plan);
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Was hat Pipedrive seit gestern geändert?       | kam seitdem 1 Änderung
            en | What did Pipedrive change since yesterday?     | 1 change has
            fr | Qu'est-ce que Pipedrive a changé depuis hier ? | 1 modification est
            """)
    void tells_what_came_from_there(String language, String question, String answer) {
        synced.bringsADeal("Messestand Weberknecht");
        List<AgentEvent> events = colleague(Role.SALES, language).said(agent, question);
        assertThat(Turns.answer(events).text()).contains(answer);
        assertThat(StaffToolTests.card(events, "table").content().get("rows").toString())
                .contains("Messestand Weberknecht");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Sync Status                    | 1 Änderung wartet      | 2 Änderungen warten
            en | What is the sync status?       | 1 change is waiting    | 2 changes are waiting
            fr | Quel est l'état de Pipedrive ? | 1 modification attend. | 2 modifications attendent
            """)
    void tells_without_a_connection_how_much_waits(String language, String question, String one, String answer) {
        try (Synced alone = Synced.unconnected(context)) {
            alone.deal("Messestand", "4000");
            assertThat(said(colleague(alone, Role.SALES, language), question)).contains(one);
            alone.deal("Weberknecht", "100");
            assertThat(said(colleague(alone, Role.SALES, language), question)).contains(answer);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Sync Status                    | war zu groß
            en | What is the sync status?       | was too large
            fr | Quel est l'état de Pipedrive ? | trop volumineux
            """)
    void tells_of_a_message_that_was_too_large(String language, String question, String answer) {
        synced.missesAMessage();
        assertThat(said(colleague(Role.SALES, language), question)).contains(answer);
    }

    private StaffTurns colleague(Role role) {
        return new StaffTurns(tenants, transactions, database, synced.tenant.slug(), role);
    }

    private StaffTurns colleague(Role role, String language) {
        return colleague(synced, role, language);
    }

    private StaffTurns colleague(Synced company, Role role, String language) {
        StaffTurns known = new StaffTurns(tenants, transactions, database, company.tenant.slug(), role);
        StaffTurns rep = new StaffTurns(transactions, database, inThreeLanguages(known.tenant), known.staff);
        rep.language = language;
        return rep;
    }

    private static Tenant inThreeLanguages(Tenant tenant) {
        return new Tenant(
                tenant.id(),
                tenant.slug(),
                tenant.name(),
                List.of("de", "en", "fr"),
                tenant.zone(),
                tenant.currency(),
                tenant.persona(),
                tenant.contact(),
                tenant.hours(),
                tenant.handoff(),
                tenant.retention(),
                tenant.dailyModelBudget());
    }

    private String said(StaffTurns rep, String text) {
        return Turns.answer(rep.said(agent, text)).text();
    }
}
