package app.henk.agent.offline;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What one line of a script brought about.
 *
 * @param text all that was said
 * @param own what the engine worded of it
 * @param asked what the answer asks for
 * @param dialogue where the conversation stands, read from what is stored of it
 * @param cards their types; {@code null} where nothing shows any
 */
record Played(
        String text,
        String own,
        String asked,
        Dialogue dialogue,
        List<Call> calls,
        @org.jspecify.annotations.Nullable List<String> cards) {

    record Call(String tool, JsonNode arguments, JsonNode result) {}
}
