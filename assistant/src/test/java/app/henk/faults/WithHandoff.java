package app.henk.faults;

import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Event;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** Visitors who ask for a person, and the people of the house. */
abstract class WithHandoff extends WithGemini {

    DeskClient samuel;
    DeskClient marta;

    @BeforeEach
    void staff() {
        samuel = new DeskClient(base(), "sales@henk.example");
        marta = new DeskClient(base(), "manager@henk.example");
    }

    /** A visitor who has asked for a person, and the words by which staff find the conversation. */
    record Asking(String session, String conversation, String words) {}

    Asking asks() {
        String words = "Bitte einen Menschen, Kennwort " + UUID.randomUUID();
        GEMINI.script(
                FakeReply.call("request_person", Map.of("reason", "möchte mit einem Menschen sprechen")),
                FakeReply.text("Ich habe Bescheid gegeben."));
        String session = chat.say(words).session();
        GEMINI.reset();
        return new Asking(session, samuel.conversation(words), words);
    }

    String until(Asking asking) {
        return samuel.waiting(asking.words()).path("held_until").asString();
    }

    List<JsonNode> rows(String sql, Asking asking) {
        return tables.rows(sql, asking.conversation());
    }

    static boolean handoff(Event event, String status) {
        return event.data().path("name").asString("").equals("handoff")
                && event.data().path("value").path("status").asString("").equals(status);
    }

    String base() {
        return "http://localhost:" + port;
    }
}
