package app.henk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a strict AG-UI client asks of a whole stream. */
final class AgUiRules {

    private static final Set<String> ENDS = Set.of("RUN_FINISHED", "RUN_ERROR");

    private final Set<String> texts = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> awaitingResult = new HashSet<>();

    static void check(List<JsonNode> events) {
        var types =
                events.stream().map(event -> event.path("type").asString("")).toList();
        assertThat(types).as("a run begins once, first").startsWith("RUN_STARTED");
        assertThat(types.stream().filter("RUN_STARTED"::equals)).hasSize(1);
        assertThat(types.stream().filter(ENDS::contains)).as("a run ends once").hasSize(1);
        assertThat(ENDS).as("by its last event").contains(types.getLast());
        AgUiRules rules = new AgUiRules();
        events.forEach(rules::next);
    }

    private void next(JsonNode event) {
        String message = event.path("messageId").asString("");
        String call = event.path("toolCallId").asString("");
        switch (event.path("type").asString("")) {
            case "RUN_STARTED" -> assertThat(event.path("runId").asString("")).isNotEmpty();
            case "TEXT_MESSAGE_START" -> {
                assertThat(texts).as("one message at a time").isEmpty();
                assertThat(used.add(message)).as("a new id").isTrue();
                texts.add(message);
            }
            case "TEXT_MESSAGE_CONTENT" -> {
                assertThat(texts).contains(message);
                assertThat(event.path("delta").asString("")).isNotEmpty();
            }
            case "TEXT_MESSAGE_END" -> assertThat(texts.remove(message)).isTrue();
            case "TOOL_CALL_START" -> {
                assertThat(used.add(call)).as("a new id of a call: %s", event).isTrue();
                assertThat(event.path("toolCallName").asString("")).isNotEmpty();
                calls.add(call);
                awaitingResult.add(call);
            }
            case "TOOL_CALL_ARGS" -> assertThat(calls).contains(call);
            case "TOOL_CALL_END" -> assertThat(calls.remove(call)).isTrue();
            case "TOOL_CALL_RESULT" -> assertThat(awaitingResult.remove(call)).isTrue();
            case "ACTIVITY_SNAPSHOT" -> {
                assertThat(event.path("content").path("v").isInt()).isTrue();
                assertThat(used.add(message)).as("a new id of a card").isTrue();
            }
            case "STATE_SNAPSHOT" ->
                assertThat(event.path("snapshot").isObject()).isTrue();
            case "CUSTOM" -> assertThat(event.path("name").asString("")).isNotEmpty();
            case "RUN_FINISHED" -> {
                assertThat(texts).as("messages left open").isEmpty();
                assertThat(calls).as("calls left open").isEmpty();
            }
            case "RUN_ERROR" -> {
                assertThat(texts).as("messages left open").isEmpty();
                assertThat(event.path("message").asString("")).isNotBlank();
            }
            default -> throw new AssertionError("no such event: " + event);
        }
    }
}
