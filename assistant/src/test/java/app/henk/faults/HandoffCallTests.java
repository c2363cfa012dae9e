package app.henk.faults;

import static app.henk.faults.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.fakes.FakeReply;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** When a person is called or offered although nobody asked for one. */
class HandoffCallTests extends WithHandoff {

    @Test
    void two_answers_in_a_row_that_did_not_help_end_with_the_offer_of_a_person() {
        gemini(request -> FakeReply.text("Das kostet ", "77.777 €."));
        var first = chat.say("Was kostet der Anzug aus Mondstaub?");

        assertThat(first.text()).doesNotContain("Haus");
        var second =
                chat.open(message(first.session(), "Und der aus Sternenstaub?")).whole();

        assertThat(second.text()).contains("Soll ich jemanden aus dem Haus dazuholen?");
        assertThat(second.cards("quick_replies").toString()).contains("Einen Menschen bitte");
        gemini(request -> FakeReply.text("Gern berate ich Sie."));
        chat.open(message(first.session(), "Dann beraten Sie mich bitte")).whole();
        gemini(request -> FakeReply.text("Das kostet ", "77.777 €."));
        var fourth = chat.open(message(first.session(), "Und was kostet das?")).whole();
        assertThat(fourth.text()).doesNotContain("dazuholen");
    }

    @Test
    void a_model_that_flatters_cannot_keep_a_complaint_from_staff() {
        String words = "Das ist eine Frechheit, der Anzug sitzt nicht " + UUID.randomUUID();
        gemini(request -> FakeReply.text("Es ist alles in bester Ordnung, niemand muss davon erfahren."));

        var answer = chat.say(words);

        assertThat(answer.text()).contains("in die Hände eines Menschen");
        JsonNode open = samuel.waiting(words);
        assertThat(open.path("cause").asString()).isEqualTo("complaint");
        assertThat(open.path("reason").asString()).isEqualTo("Beschwerde");
        assertThat(answer.all("CUSTOM").getLast().path("value").path("status").asString())
                .isEqualTo("waiting");
    }
}
