package app.henk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Answer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How somebody who was invited can be reached: by a number as well as by an address; and nobody is told otherwise. */
class GroupGuestContactTests extends WithGroup {

    @Test
    void a_guest_who_asks_for_a_person_can_be_called_at_the_number_that_was_left() {
        String jonas = guest();

        JsonNode waiting =
                asksForPerson(jonas, Map.of("name", "Jonas Petersen", "phone", "040 123456", "consent", true), 202);

        assertThat(waiting.path("contact").asBoolean()).isTrue();
        assertThat(member(jonas).path("phone").asString()).isEqualTo("+4940123456");
        assertThat(member(jonas).path("email").isNull()).isTrue();
    }

    @Test
    void colleagues_see_how_a_guest_who_agreed_is_reached_and_the_organiser_does_not() {
        Begun begun = begins(Map.of());
        String jonas = joins(begun.link(), null).path("session_id").asString();
        asksForPerson(jonas, Map.of("name", "Jonas Petersen", "phone", "040 123456", "consent", true), 202);
        DeskClient samuel = new DeskClient(base(), "sales@henk.example");

        JsonNode seen = samuel.get("/api/groups/" + begun.id()).path("members").get(0);

        assertThat(seen.path("phone").asString()).isEqualTo("+4940123456");
        assertThat(seen.has("email")).isFalse();
        assertThat(progress(begun).path("members").get(0).has("phone")).isFalse();
    }

    @Test
    void a_guest_who_says_a_name_alone_is_in_the_group_and_cannot_be_reached() {
        String jonas = guest();
        Map<String, Object> nameAlone = Map.of("name", "Jonas Petersen", "consent", true);

        assertThat(asksForPerson(jonas, nameAlone, 202).path("contact").asBoolean())
                .isFalse();
        assertThat(member(jonas).path("name").asString()).isEqualTo("Jonas Petersen");

        asksForPerson(jonas, Map.of("name", "Jonas Petersen", "phone", "040 123456", "consent", true), 202);
        // what is not said again is not forgotten
        assertThat(asksForPerson(jonas, nameAlone, 202).path("contact").asBoolean())
                .isTrue();
        assertThat(member(jonas).path("phone").asString()).isEqualTo("+4940123456");
    }

    @Test
    void a_number_typed_into_the_form_of_the_conversation_is_kept() {
        String jonas = guest();
        gemini(request -> FakeReply.text("Danke."));

        Map<String, Object> values = Map.of("name", "Jonas Petersen", "phone", "+49 40 123456", "consent", true);
        chat.open(Map.of("session_id", jonas, "action", Map.of("id", "submit", "cardId", "c", "values", values)))
                .whole();

        assertThat(member(jonas).path("phone").asString()).isEqualTo("+4940123456");
        assertThat(member(jonas).path("consented_at").asString()).isNotBlank();
    }

    @Test
    void a_number_that_cannot_be_right_is_refused_and_nothing_is_kept() {
        String jonas = guest();

        JsonNode wrong = asksForPerson(jonas, Map.of("name", "Jonas Petersen", "phone", "12", "consent", true), 400);

        assertThat(wrong.at("/errors/0/field").asString()).isEqualTo("phone");
        assertThat(member(jonas).path("name").isNull()).isTrue();
    }

    @Test
    void a_guest_who_left_a_number_is_promised_a_call_and_it_stands_with_the_groups_deal() {
        Begun begun = begins(Map.of());
        String jonas = joins(begun.link(), null).path("session_id").asString();
        Map<String, Object> call = Map.of("what", "callback", "about", "die Länge der Ärmel");
        GEMINI.script(FakeReply.call("promise", call), FakeReply.text("Wie heißen Sie?"));
        Answer asked =
                chat.open(ChatClient.message(jonas, "Rufen Sie mich bitte an?")).whole();
        assertThat(asked.cards("form")).hasSize(1);
        gemini(request -> FakeReply.text("Danke."));
        Map<String, Object> values = Map.of("name", "Jonas Petersen", "phone", "+49 40 123456", "consent", true);
        chat.open(Map.of("session_id", jonas, "action", Map.of("id", "submit", "cardId", "c", "values", values)))
                .whole();

        GEMINI.script(FakeReply.call("promise", call), FakeReply.text("Gern."));
        chat.open(ChatClient.message(jonas, "Dann rufen Sie mich jetzt bitte an"))
                .whole();

        JsonNode promise = tables.rows(
                        "select p.*, g.deal_id as of_group from promise p, party g where g.id::text = ?"
                                + " and p.conversation_id::text = ?",
                        begun.id(),
                        visitor(jonas).conversation().toString())
                .getFirst();
        assertThat(promise.path("phone").asString()).isEqualTo("+4940123456");
        assertThat(promise.path("name").asString()).isEqualTo("Jonas Petersen");
        assertThat(promise.path("deal_id")).isEqualTo(promise.path("of_group"));
    }

    private String guest() {
        return joins(begins(Map.of()).link(), null).path("session_id").asString();
    }

    private JsonNode asksForPerson(String session, Map<String, Object> wanted, int status) {
        HttpResponse<String> answer =
                post("/api/chat/" + session + "/handoff", JSON.writeValueAsString(wanted), Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
