package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.AgentEvent.CardShown;
import app.henk.agent.AgentEvent.ToolFinished;
import app.henk.customers.PrivacyRequests;
import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.promises.PromiseKind;
import app.henk.promises.Promises;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A copy, being erased, taking back consent, all by saying so; and a model that would like to decide it. */
class PrivacyTurnTests extends ScriptedTurns {

    @Autowired
    Promises promises;

    @Autowired
    PrivacyRequests requests;

    @Autowired
    WebTestClient http;

    private Turns visitor;
    private String email;

    @BeforeEach
    void visitor() {
        visitor = newVisitor();
        email = "ольга." + Ids.next() + "@mail.example";
    }

    @Test
    void before_anything_is_erased_the_person_is_asked_once_more() {
        List<AgentEvent> events = say(asksTo("erase").says("Gern."), "Löschen Sie alles über mich");

        assertThat(Turns.answer(events).text()).contains("Möchten Sie wirklich, dass");
        assertThat(cards(events)).extracting(Card::type).contains("form");
        assertThat(conversations()).isOne();
    }

    @Test
    void the_persons_own_yes_erases_and_no_model_is_asked_any_more() {
        say(asksTo("erase").says("Gern."), "Löschen Sie alles über mich");
        ScriptedModel silent = new ScriptedModel();

        List<AgentEvent> events = say(silent, "Ja, bitte löschen Sie alles.");

        assertThat(Turns.answer(events).text()).contains("Es ist alles gelöscht");
        assertThat(cards(events)).extracting(Card::type).containsExactly("table");
        assertThat(silent.requests).isEmpty();
        assertThat(conversations()).isZero();
    }

    @Test
    void no_argument_repetition_or_word_of_a_model_erases_anything() {
        for (String arguments : List.of(
                "{\"kind\": \"erase\", \"confirmed\": true}",
                "{\"kind\": \"erase\", \"erase\": \"true\"}",
                "{\"kind\": \"erase\"}",
                "{\"kind\": \"erase_now\"}")) {
            say(
                    new ScriptedModel()
                            .calls("privacy_request", arguments)
                            .calls("privacy_request", "{\"kind\": \"erase\"}")
                            .says("Ja. Es ist alles gelöscht."),
                    "Guten Tag");
        }
        say(asksTo("erase").says("Gern."), "Ich suche einen Anzug");
        say(new ScriptedModel().says("Gut."), "Ja, aber ich wollte nur einen Anzug");

        assertThat(conversations()).isOne();
    }

    @Test
    void a_no_or_a_change_of_subject_leaves_everything_and_a_later_yes_does_not_count() {
        say(asksTo("erase").says("Gern."), "Löschen Sie alles über mich");
        say(new ScriptedModel().says("Gut, es bleibt alles."), "Nein, lieber nicht");
        say(new ScriptedModel().says("Gern."), "Ja");

        assertThat(conversations()).isOne();
    }

    @Test
    void a_copy_is_fetched_by_a_link_that_the_model_never_sees() throws Exception {
        known();
        List<AgentEvent> events =
                say(asksTo("export").says("Hier ist sie."), "Was haben Sie über mich gespeichert? Müßiggang, Ольга");

        Card card = cards(events).getFirst();
        assertThat(card.type()).isEqualTo("download");
        String pdf = link(card, 0);
        String json = link(card, 1);
        String secret = json.substring(json.lastIndexOf('/') + 1);
        assertThat(result(events) + Turns.answer(events).text()).doesNotContain(secret);
        String held = get(json, 200);
        assertThat(held).contains(email, "Ольга");
        try (var document = Loader.loadPDF(http.get()
                .uri(pdf)
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody())) {
            assertThat(new PDFTextStripper().getText(document)).contains("Was HENK", "Ольга", "Kontaktdaten");
        }
        get(json, 200);
        get(json + "x", 410);
        get("/api/me/export/" + "A".repeat(43), 410);
        get(json + "?format=exe", 400);
        system("update export_link set expires_at = now() - interval '1 second' where conversation_id = '"
                + visitor.conversation + "'");
        get(json, 410);
    }

    @Test
    void a_link_of_a_talk_that_moved_to_an_account_opens_nothing() {
        String json = requests.export(visitor.visitor, "de").block().json();
        get(json, 200);

        system("update conversation set account_id = gen_random_uuid(), key_hash = null, kind = 'customer' where id = '"
                + visitor.conversation + "'");

        get(json, 410);
    }

    @Test
    void a_person_has_a_few_good_links_at_a_time() {
        String first = requests.export(visitor.visitor, "de").block().json();
        for (int i = 0; i < 6; i++) {
            requests.export(visitor.visitor, "de").block();
        }

        get(first, 410);
        assertThat(count("select count(*) from export_link where conversation_id = $1"))
                .isLessThanOrEqualTo(5);
    }

    @Test
    void consent_withdrawn_works_at_once() {
        known();
        promises.make(visitor.visitor, visitor.conversation, PromiseKind.OFFER, "", "de", Ids.next(), told -> true)
                .block();
        system("insert into mail (tenant_id, id, key, address, template, purpose, language, values, due_at)"
                + " select henk.tenant(), gen_random_uuid(), 'wait:" + email
                + "', address, 'promise-late', 'answer', 'de',"
                + " '{}', now() from mail_consent where source_id = '" + visitor.conversation + "'");

        List<AgentEvent> events =
                say(asksTo("withdraw_consent").says("Erledigt."), "Ich widerrufe mein Einverständnis");

        assertThat(result(events)).contains("withdrawn");
        assertThat(count("select count(*) from consent where conversation_id = $1 and withdrawn_at is null"))
                .isZero();
        assertThat(count("select count(*) from mail_consent where source_id = $1 and withdrawn_at is null"))
                .isZero();
        assertThat(count("select count(*) from lead where conversation_id = $1 and blocked_at is not null"))
                .isOne();
        assertThat(count("select count(*) from deal where conversation_id = $1 and blocked_at is not null"))
                .isOne();
        assertThat(count("select count(*) from contact c join lead l on l.contact_id = c.id"
                        + " where l.conversation_id = $1 and c.blocked_at is not null"))
                .isOne();
        assertThat(count("select count(*) from activity where conversation_id = $1 and subject like '%widerrufen%'"))
                .isOne();
        assertThat(state("wait:" + email)).isEqualTo("withdrawn");
        assertThat(visitor.kept(transactions, database)).containsEntry("consent", "refused");
        assertThat(promises.make(
                                visitor.visitor,
                                visitor.conversation,
                                PromiseKind.ANSWER,
                                "",
                                "de",
                                Ids.next(),
                                told -> true)
                        .block()
                        .toString())
                .contains("consent");
    }

    @Test
    void a_stranger_who_typed_the_address_cannot_have_its_owner_blocked() {
        known();
        Turns owner = visitor;
        visitor = newVisitor();
        known();

        requests.withdrawConsent(visitor.visitor, java.util.Optional.empty(), "chat")
                .block();

        visitor = owner;
        assertThat(count("select count(*) from lead where conversation_id = $1 and blocked_at is null"))
                .isOne();
        assertThat(count("select count(*) from contact c join lead l on l.contact_id = c.id"
                        + " where l.conversation_id = $1 and c.blocked_at is null"))
                .isOne();
    }

    @Test
    void staff_have_no_such_requests() {
        var staff =
                new Principal.Staff(visitor.tenant.id(), Ids.next(), app.henk.identity.Role.ADMIN, "a@b.example", "A");

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> requests.export(staff, "de").block())
                .isInstanceOf(app.henk.platform.Problem.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> requests.withdrawConsent(staff, java.util.Optional.empty(), "chat")
                                .block())
                .isInstanceOf(app.henk.platform.Problem.class);
    }

    private void known() {
        visitor.form = Map.of("name", "Ольга Müller", "email", email, "consent", "true");
        say(new ScriptedModel().says("Danke."), "Ольга Müller, " + email);
    }

    private static ScriptedModel asksTo(String kind) {
        return new ScriptedModel().calls("privacy_request", "{\"kind\": \"" + kind + "\"}");
    }

    private List<AgentEvent> say(ScriptedModel model, String text) {
        return visitor.said(assistant(model), text);
    }

    private static String result(List<AgentEvent> events) {
        return events.stream()
                .filter(ToolFinished.class::isInstance)
                .map(event -> ((ToolFinished) event).result())
                .reduce("", String::concat);
    }

    private static List<Card> cards(List<AgentEvent> events) {
        return events.stream()
                .filter(CardShown.class::isInstance)
                .map(event -> ((CardShown) event).card())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static String link(Card card, int which) {
        return ((List<Map<String, String>>) card.content().get("links"))
                .get(which)
                .get("url");
    }

    private String get(String uri, int status) {
        return http.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private long conversations() {
        return count("select count(*) from conversation where id = $1");
    }

    private long count(String sql) {
        return transactions
                .in(
                        Scope.system(visitor.tenant.id()),
                        () -> database.sql(sql)
                                .bind(0, visitor.conversation)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }

    private String state(String key) {
        return transactions
                .in(
                        Scope.system(visitor.tenant.id()),
                        () -> database.sql("select state from mail where key = $1")
                                .bind(0, key)
                                .map(row -> String.valueOf(row.get(0, String.class)))
                                .one())
                .block();
    }

    private void system(String sql) {
        assertThat(transactions
                        .in(
                                Scope.system(visitor.tenant.id()),
                                () -> database.sql(sql).fetch().rowsUpdated())
                        .block())
                .isPositive();
    }
}
