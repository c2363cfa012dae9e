package app.henk.chat;

import static app.henk.ApiClient.newSession;
import static app.henk.ApiClient.nobody;
import static app.henk.ApiClient.ofSession;
import static app.henk.ApiClient.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Asking for a person by a program instead of by saying so, from the request to the handing back. */
@HenkTest
class HandoffRequestTests {

    @Autowired
    WebTestClient http;

    private String session;
    private ApiClient visitor;
    private ApiClient samuel;

    @BeforeEach
    void a_visitor_and_a_colleague() {
        session = newSession(http);
        visitor = ofSession(http, session);
        samuel = signedIn(http, "sales@henk.example");
    }

    @Test
    void staff_see_who_asked_and_why_one_takes_it_and_hands_it_back() {
        JsonNode waiting = ask(Map.of("reason", "Frage zum Futter"), 202);

        assertThat(waiting.at("/handoff/status").asString()).isEqualTo("waiting");
        assertThat(waiting.path("contact").asBoolean()).isFalse();
        assertThat(waiting.path("hours").asString()).contains("10:00");
        // said to whoever would wait in vain, and to nobody else
        assertThat(waiting.has("promise")).isNotEqualTo(waiting.path("open").asBoolean());
        assertThat(open().path("reason").asString()).isEqualTo("Frage zum Futter");

        samuel.post(desk("/take"), Map.of(), 204);
        assertThat(state()).isEqualTo("held");
        samuel.post(desk("/messages"), Map.of("text", "Guten Tag.", "message_id", "m-" + session), 200);
        assertThat(visitor.get("/api/chat/" + session + "/messages", 200)
                        .path("messages")
                        .toString())
                .contains("Guten Tag.");
        samuel.post(desk("/release"), Map.of("note", "Möchte Cupro."), 204);
        assertThat(state()).isEqualTo("none");
    }

    @Test
    void asking_again_is_the_same_request() {
        ask(Map.of("reason", "Frage zum Futter"), 202);
        String since = open().path("waiting_since").asString();

        ask(Map.of(), 202);

        assertThat(open().path("waiting_since").asString()).isEqualTo(since);
    }

    @Test
    void whoever_says_where_to_write_to_and_agrees_is_written_to() {
        String address = "erika-" + UUID.randomUUID() + "@mail.example";

        JsonNode waiting = ask(
                Map.of("reason", "Bitte um Rückruf", "name", "Erika Berger", "email", address, "consent", true), 202);

        assertThat(waiting.path("contact").asBoolean()).isTrue();
        assertThat(samuel.get("/api/leads?q=Erika&limit=100", 200).toString()).contains(address);
    }

    @Test
    void without_consent_or_with_a_wrong_address_nobody_is_called() {
        JsonNode refused = ask(Map.of("name", "Erika Berger", "email", "erika@mail.example"), 400);
        assertThat(refused.path("missing").toString()).isEqualTo("[\"consent\"]");
        JsonNode wrong = ask(Map.of("name", "Erika Berger", "email", "erika@", "consent", true), 400);
        assertThat(wrong.at("/errors/0/field").asString()).isEqualTo("email");

        assertThat(state()).isEqualTo("none");
    }

    @Test
    void a_key_that_opens_nothing_and_a_colleague_ask_for_nobody() {
        nobody(http).post("/api/chat/" + SessionKey.forVisitor().wire() + "/handoff", Map.of(), 404);
        samuel.post("/api/chat/" + session + "/handoff", Map.of(), 404);
    }

    private JsonNode ask(Map<String, ?> wanted, int status) {
        return visitor.in("de").post("/api/chat/" + session + "/handoff", wanted, status);
    }

    private String state() {
        return visitor.get("/api/chat/" + session + "/messages", 200)
                .at("/handoff/status")
                .asString();
    }

    private JsonNode open() {
        return samuel.get("/api/handoffs", 200)
                .path("handoffs")
                .valueStream()
                .filter(one -> one.path("conversation").asString().equals(conversation()))
                .findFirst()
                .orElseThrow();
    }

    private String desk(String what) {
        return "/api/handoffs/" + conversation() + what;
    }

    private String conversation() {
        return ApiClient.conversation(session).toString();
    }
}
