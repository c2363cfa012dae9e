package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.crm.Leads;
import app.henk.identity.Tenants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** "That was not me", said by the account's owner; "split the account", said by an administrator. */
@HenkTest
class SplitByTalkTests {

    @Autowired
    WebTestClient http;

    @Autowired
    Leads leads;

    @Autowired
    Tenants tenants;

    private SharedTablet tablet;
    private Person anna;

    @BeforeEach
    void theTablet() {
        var tailor =
                tenants.all().filter(t -> t.slug().equals("henk")).blockFirst().id();
        tablet = new SharedTablet(http, tailor, leads, ben -> {});
        anna = tablet.anna;
    }

    @Test
    void its_owner_says_so_picks_the_talk_on_a_form_and_is_asked_about_it_no_more() {
        anna.forgetsConversation();
        JsonNode known = card(anna.says("Was wissen Sie über mich?"), "profile");
        String button = known.path("actions")
                .valueStream()
                .filter(action -> action.path("id").asString().equals("not_mine"))
                .findFirst()
                .orElseThrow()
                .path("say")
                .asString();
        assertThat(known.toString()).contains("Hochzeit");

        JsonNode asked = anna.says(button);
        JsonNode form = card(asked, "form");
        assertThat(asked.path("reply").asString()).doesNotContain("anderen Gerät");
        assertThat(form.at("/schema/properties/not_mine/oneOf/0/title").asString())
                .contains("Ich bin Ben");
        JsonNode done = picks(form, tablet.move());

        assertThat(done.path("reply").asString()).contains("aus Ihrem Konto genommen");
        JsonNode after = anna.says("Was wissen Sie über mich?");
        assertThat(after.toString()).doesNotContain("Hochzeit").doesNotContain("not_mine");
        assertThat(picks(form, tablet.move()).path("reply").asString()).doesNotContain("aus Ihrem Konto genommen");
    }

    @Test
    void in_the_talk_itself_its_owner_is_told_where_to_say_it() {
        JsonNode told = anna.says("Das Gespräch war nicht von mir");

        assertThat(told.path("reply").asString()).contains("beginnen Sie bitte ein neues");
        assertThat(told.path("cards").toString()).doesNotContain("not_mine");
    }

    @Test
    void a_made_up_choice_takes_nothing_out() {
        anna.forgetsConversation();
        anna.says("Ein Gespräch war nicht von mir");

        for (String made : List.of("all", "0198c5a0-7b1c-7d2e-8f00-1a2b3c4d5e6f")) {
            var answer = anna.post(
                            "/api/chat",
                            Map.of(
                                    "message",
                                    "Das war ich nicht",
                                    "session_id",
                                    anna.session(),
                                    "action",
                                    Map.of("values", Map.of("not_mine", made))))
                    .getResponseBody();
            assertThat(answer.path("reply").asString()).doesNotContain("aus Ihrem Konto genommen");
        }
        assertThat(tablet.moves()).hasSize(1);
    }

    @Test
    void an_administrator_splits_by_saying_so_once_it_is_confirmed_and_hands_the_link_out() {
        String admin = ApiClient.token(http, "admin@henk.example");

        JsonNode asked = says(admin, "Trenne das Konto von " + anna.email());
        JsonNode interrupt = asked.path("interrupts").path(0);
        assertThat(interrupt.path("message").asString())
                .as(asked.path("reply").asString())
                .contains("Anna Muster");
        assertThat(card(asked, "confirm").toString()).contains("Ich bin Ben");
        assertThat(tablet.moves()).hasSize(1);

        JsonNode done = answers(admin, asked, interrupt);

        assertThat(done.path("reply").asString()).contains("aus dem Konto von Anna Muster genommen");
        assertThat(tablet.moves()).hasSize(2);
        JsonNode link = card(done, "link");
        // it opens the talk, and so it stands in none
        assertThat(done.toString()).doesNotContain("#henk=");
        JsonNode handedOut = tablet.admin.post(link.at("/request/path").asString(), Map.of(), 200);
        assertThat(tablet.history(tablet.opens(handedOut, 200))).isEqualTo(200);
        assertThat(says(admin, "Split the account of " + anna.email())
                        .path("reply")
                        .asString())
                .contains("No conversation has come");
    }

    @Test
    void a_colleague_who_is_no_administrator_is_refused() {
        JsonNode refused = says(ApiClient.token(http, "sales@henk.example"), "Sépare le compte de " + anna.email());

        assertThat(refused.path("interrupts")).isEmpty();
        assertThat(refused.path("reply").asString()).contains("pas le droit");
        assertThat(tablet.moves()).hasSize(1);
    }

    private JsonNode picks(JsonNode form, String move) {
        return anna.post(
                        "/api/chat",
                        Map.of(
                                "message",
                                form.path("say").asString(),
                                "session_id",
                                anna.session(),
                                "action",
                                Map.of("values", Map.of("not_mine", move))))
                .getResponseBody();
    }

    private JsonNode says(String token, String message) {
        return chat(token, Map.of("message", message));
    }

    private JsonNode answers(String token, JsonNode asked, JsonNode interrupt) {
        return chat(
                token,
                Map.of(
                        "session_id",
                        asked.path("session_id").asString(),
                        "resume",
                        List.of(Map.of(
                                "interruptId",
                                interrupt.path("id").asString(),
                                "status",
                                "resolved",
                                "payload",
                                Map.of("approved", true)))));
    }

    private JsonNode chat(String token, Map<String, Object> body) {
        return new ApiClient(http, headers -> headers.setBearerAuth(token)).post("/api/chat", body, 200);
    }

    private static JsonNode card(JsonNode answer, String type) {
        return answer.path("cards")
                .valueStream()
                .filter(card -> card.path("type").asString().equals(type))
                .findFirst()
                .map(card -> card.path("content"))
                .orElseThrow(() -> new AssertionError("no " + type + " in " + answer));
    }
}
