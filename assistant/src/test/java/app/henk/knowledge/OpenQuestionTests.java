package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.crm.LeadCapture;
import app.henk.crm.Leads;
import app.henk.identity.Principal;
import app.henk.platform.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What knowledge cannot answer is kept, counted once, and offered to be answered later. */
class OpenQuestionTests extends WithOpenQuestion {

    @Autowired
    Leads leads;

    @Test
    void what_the_documents_do_not_answer_is_kept_and_offered_to_be_answered_later() {
        JsonNode result = read(call(visitor(), "search_knowledge", Map.of("question", question), ""));

        assertThat(result.path("found").asInt()).isZero();
        assertThat(result.path("note").asString()).contains("ask_later");
        assertThat(listed().path("text").asString()).isEqualTo(question);
        assertThat(listed().path("waiting").asInt()).isZero();
    }

    @Test
    void the_offer_is_a_form_whose_tick_agrees_and_which_keeps_the_address() {
        question = "Haben Sie auch Tauchanzüge aus Neopren für Pinguine mit " + thing + "?";
        String session = ApiClient.newSession(http);
        ApiClient anybody = ApiClient.nobody(http);
        JsonNode asked = anybody.post("/api/chat", Map.of("message", question, "session_id", session), 200);
        JsonNode form = form(asked);
        assertThat(form.path("text").asString()).contains(question);
        assertThat(form.at("/schema/required").toString()).contains("email", "answer_by_mail");
        String address = "form." + Ids.next() + "@mail.example";

        JsonNode unticked = sends(session, Map.of("email", address, "answer_by_mail", false));
        assertThat(listed().path("waiting").asInt()).isZero();
        JsonNode wrong = sends(session, Map.of("email", "a@@b", "answer_by_mail", true));
        assertThat(form(wrong).path("id").asString()).isEqualTo("later");
        JsonNode kept = sends(session, Map.of("email", address, "answer_by_mail", true));

        assertThat(kept.path("reply").asString()).contains("E-Mail");
        assertThat(unticked.path("reply").asString()).isNotBlank();
        assertThat(listed().path("waiting").asInt()).isEqualTo(1);
        sales().post("/api/knowledge/questions/" + id() + "/answer", answer(), 200);
        assertThat(mails(address)).isEqualTo(1);
    }

    @Test
    void the_same_is_asked_over_http_and_only_with_an_address_and_consent() {
        ApiClient visitor = ApiClient.visitor(http);
        String uri = "/api/knowledge/questions";
        String address = "rest." + Ids.next() + "@mail.example";

        assertThat(visitor.post(uri, Map.of("question", question, "email", address), 400)
                        .path("type")
                        .asString())
                .endsWith("/consent-needed");
        visitor.post(uri, Map.of("question", question, "consent", true), 400);
        visitor.post(uri, Map.of("question", question, "email", "a@@b", "consent", true), 400);
        visitor.post(uri, Map.of("question", " ", "email", address, "consent", true), 400);
        ApiClient.nobody(http).post(uri, Map.of("question", question, "email", address, "consent", true), 401);
        sales().post(uri, Map.of("question", question, "email", address, "consent", true), 403);
        visitor.post(uri, Map.of("question", question, "email", address, "consent", true), 202);
        ApiClient.signedIn(http, "customer@henk.example").post(uri, Map.of("question", question, "consent", true), 202);

        assertThat(listed().path("waiting").asInt()).isEqualTo(2);
        sales().post(uri + "/" + id() + "/answer", answer(), 200);
        assertThat(mails(address)).isEqualTo(1);
    }

    @Test
    void who_asks_the_same_in_other_words_is_counted_with_the_first() {
        Principal.Visitor first = visitor();
        call(first, "search_knowledge", Map.of("question", question), "");
        call(first, "search_knowledge", Map.of("question", question), "");
        call(visitor(), "search_knowledge", Map.of("question", "Gibt es bei Ihnen " + thing + "?"), "");
        later(visitor(), "c@mail.example");

        assertThat(listed().path("asked").asInt()).isEqualTo(3);
        assertThat(listed().path("waiting").asInt()).isEqualTo(1);
    }

    @Test
    void what_is_worth_most_comes_first() {
        Principal.Visitor rich = visitor();
        later(visitor(), "poor@mail.example");
        String cheap = question;
        something_that_nobody_knows();
        later(rich, "rich@mail.example");
        wish(rich, new BigDecimal("7777777"));

        List<JsonNode> open = open(sales());

        assertThat(open.getFirst().path("text").asString()).isEqualTo(question);
        assertThat(open.getFirst().path("value").decimalValue()).isGreaterThanOrEqualTo(new BigDecimal("7777777"));
        assertThat(open).extracting(one -> one.path("text").asString()).contains(cheap);
    }

    @Test
    void an_address_that_the_person_has_not_said_is_refused_and_a_missing_one_asked_for() {
        JsonNode invented = read(
                call(visitor(), "ask_later", Map.of("question", question, "email", "made@up.example"), "Bitte später"));
        JsonNode missing = read(call(visitor(), "ask_later", Map.of("question", question), "Bitte später"));
        JsonNode wrong =
                read(call(visitor(), "ask_later", Map.of("question", question, "email", "a@@b"), "Meine ist a@@b"));

        assertThat(invented.path("error").asString()).isEqualTo("not_said");
        assertThat(missing.path("missing").toString()).contains("email");
        assertThat(wrong.path("missing").toString()).contains("email");
        assertThat(listed().path("waiting").asInt()).isZero();
    }

    private JsonNode sends(String session, Map<String, ?> values) {
        return ApiClient.nobody(http)
                .post(
                        "/api/chat",
                        Map.of(
                                "session_id",
                                session,
                                "action",
                                Map.of("id", "submit", "cardId", "later", "values", values)),
                        200);
    }

    private static JsonNode form(JsonNode answer) {
        return answer.path("cards")
                .valueStream()
                .filter(card -> card.path("type").asString().equals("form"))
                .findFirst()
                .orElseThrow()
                .path("content");
    }

    private void wish(Principal.Visitor who, BigDecimal budget) {
        leads.capture(
                        who,
                        new LeadCapture(
                                who.conversation(),
                                Optional.of("Rita Reich"),
                                Optional.of("rita." + Ids.next() + "@mail.example"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("wedding"),
                                Optional.empty(),
                                Optional.of(budget),
                                Optional.empty(),
                                List.of(),
                                Optional.of(new LeadCapture.Consent("contact-de-1", Instant.now())),
                                "de"))
                .block();
    }
}
