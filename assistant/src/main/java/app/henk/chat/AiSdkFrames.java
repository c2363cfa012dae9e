package app.henk.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Translates AG-UI events into the UI message stream of the AI SDK. Only the fields that its strictest version (5.0.0)
 * knows; cards travel as {@code data-<type>} with a stable id. Keeps state: one instance for each reader.
 */
final class AiSdkFrames {

    static final String DONE = "[DONE]";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, String> toolNames = new LinkedHashMap<>();
    private final Map<String, StringBuilder> toolArguments = new LinkedHashMap<>();

    /** The data lines that stand for one AG-UI event; none where the other protocol has no word for it. */
    List<String> translate(byte[] agUi) {
        JsonNode event = JSON.readTree(agUi);
        String type = event.path("type").asString("");
        return switch (type) {
            case "RUN_STARTED" -> List.of(json("start", "messageId", text(event, "runId")));
            case "TEXT_MESSAGE_START" -> textStart(event);
            case "TEXT_MESSAGE_CONTENT" ->
                List.of(json("text-delta", "id", text(event, "messageId"), "delta", text(event, "delta")));
            case "TEXT_MESSAGE_END" -> List.of(json("text-end", "id", text(event, "messageId")));
            case "TOOL_CALL_START" -> toolStart(event);
            case "TOOL_CALL_ARGS" -> toolArguments(event);
            case "TOOL_CALL_END" -> toolInput(event);
            case "TOOL_CALL_RESULT" ->
                List.of(json(
                        "tool-output-available",
                        "toolCallId",
                        text(event, "toolCallId"),
                        "output",
                        text(event, "content"),
                        "dynamic",
                        true));
            case "ACTIVITY_SNAPSHOT" ->
                List.of(json(
                        "data-" + text(event, "activityType"),
                        "id",
                        text(event, "messageId"),
                        "data",
                        event.path("content")));
            case "CUSTOM" ->
                List.of(json("data-" + text(event, "name"), "id", text(event, "name"), "data", event.path("value")));
            case "RUN_ERROR" -> List.of(json("error", "errorText", text(event, "message")), DONE);
            case "RUN_FINISHED" -> finish(event);
            default -> List.of();
        };
    }

    /** What a person is asked travels before the end: later versions ask for approval in a way that earlier ones break on. */
    private static List<String> finish(JsonNode event) {
        List<String> frames = new ArrayList<>();
        event.path("outcome")
                .path("interrupts")
                .forEach(interrupt ->
                        frames.add(json("data-interrupt", "id", text(interrupt, "id"), "data", interrupt)));
        frames.add(json("finish"));
        frames.add(DONE);
        return frames;
    }

    /** The other protocol knows no names: who speaks, when it is not the assistant, is told before. */
    private static List<String> textStart(JsonNode event) {
        String id = text(event, "messageId");
        String start = json("text-start", "id", id);
        return event.has("name")
                ? List.of(
                        json("data-speaker", "id", id, "data", Map.of("name", text(event, "name"), "role", "staff")),
                        start)
                : List.of(start);
    }

    private List<String> toolStart(JsonNode event) {
        String id = text(event, "toolCallId");
        toolNames.put(id, text(event, "toolCallName"));
        toolArguments.put(id, new StringBuilder());
        return List.of(
                json("tool-input-start", "toolCallId", id, "toolName", text(event, "toolCallName"), "dynamic", true));
    }

    private List<String> toolArguments(JsonNode event) {
        toolArguments
                .computeIfAbsent(text(event, "toolCallId"), id -> new StringBuilder())
                .append(text(event, "delta"));
        return List.of();
    }

    private List<String> toolInput(JsonNode event) {
        String id = text(event, "toolCallId");
        String arguments = toolArguments.getOrDefault(id, new StringBuilder()).toString();
        Object input = arguments.isEmpty() ? Map.of() : JSON.readTree(arguments);
        List<String> frames = new ArrayList<>();
        frames.add(json(
                "tool-input-available",
                "toolCallId",
                id,
                "toolName",
                toolNames.getOrDefault(id, "tool"),
                "input",
                input,
                "dynamic",
                true));
        return frames;
    }

    private static String text(JsonNode event, String field) {
        return event.path(field).asString("");
    }

    private static String json(String type, Object... fields) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", type);
        for (int i = 0; i < fields.length; i += 2) {
            frame.put((String) fields[i], fields[i + 1]);
        }
        return JSON.writeValueAsString(frame);
    }
}
