package app.henk.chat;

import app.henk.agent.AgentEvent;
import app.henk.agent.Card;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the events of one turn as AG-UI 1.0 events, each the JSON of one SSE frame. Keeps the protocol's rules: what
 * is open is closed before the run ends, optional fields are left out and never null. Not thread-safe.
 */
final class AgUiFrames {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(absent -> absent.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();
    private static final byte[] END_OF_DELTA = "\"}".getBytes(StandardCharsets.US_ASCII);

    private static final String CALLS_A_PERSON = "request_person";

    private final UUID message;
    private final boolean staff;
    private final UnaryOperator<String> toolLabel;
    private final Consumer<byte[]> out;

    private int segments;
    private byte[] startOfDelta = new byte[0];
    private boolean textOpen;

    /**
     * @param message id of the assistant's message that is written
     * @param staff staff see what tools were asked and answered, everybody else a label
     * @param toolLabel what a tool is doing, in the person's words
     */
    AgUiFrames(UUID message, boolean staff, UnaryOperator<String> toolLabel, Consumer<byte[]> out) {
        this.message = message;
        this.staff = staff;
        this.toolLabel = toolLabel;
        this.out = out;
    }

    static byte[] started(String thread, String run) {
        return json(event("RUN_STARTED", "threadId", thread, "runId", run, "protocolVersion", "1.0"));
    }

    /** Tells the client the id by which it finds the conversation again. */
    static byte[] session(String session) {
        return json(event("CUSTOM", "name", "session", "value", Map.of("session_id", session)));
    }

    /** Anything that the protocol has no event for. */
    static byte[] custom(String name, Map<String, Object> value) {
        return json(event("CUSTOM", "name", name, "value", value));
    }

    /** How things stand, for staff. */
    static byte[] state(Object snapshot) {
        return json(event("STATE_SNAPSHOT", "snapshot", snapshot));
    }

    /**
     * A whole message that somebody said.
     *
     * @param role user, assistant or staff; a person of the house speaks on the assistant's side, under a name
     */
    static List<byte[]> message(String id, String role, Optional<String> name, String text) {
        Map<String, Object> start = event("TEXT_MESSAGE_START", "messageId", id);
        start.put("role", role.equals("user") ? "user" : "assistant");
        name.ifPresent(who -> start.put("name", who));
        start.put("metadata", Map.of("speaker", role));
        return List.of(
                json(start),
                json(event("TEXT_MESSAGE_CONTENT", "messageId", id, "delta", text)),
                json(event("TEXT_MESSAGE_END", "messageId", id)));
    }

    void text(String delta) {
        if (!textOpen) {
            openText();
        }
        // by hand: this is the one event that comes dozens of times in every turn
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(delta);
        byte[] frame = new byte[startOfDelta.length + quoted.length + END_OF_DELTA.length];
        System.arraycopy(startOfDelta, 0, frame, 0, startOfDelta.length);
        System.arraycopy(quoted, 0, frame, startOfDelta.length, quoted.length);
        System.arraycopy(END_OF_DELTA, 0, frame, startOfDelta.length + quoted.length, END_OF_DELTA.length);
        out.accept(frame);
    }

    void toolStarted(AgentEvent.ToolStarted call) {
        closeText();
        String name = staff ? call.tool() : toolLabel.apply(call.tool());
        emit("TOOL_CALL_START", "toolCallId", call.callId(), "toolCallName", name, "parentMessageId", segment());
        if (staff) {
            emit("TOOL_CALL_ARGS", "toolCallId", call.callId(), "delta", call.arguments());
        }
        emit("TOOL_CALL_END", "toolCallId", call.callId());
    }

    void toolFinished(AgentEvent.ToolFinished call) {
        String content = staff ? call.result() : "";
        String id = "tool-" + call.callId();
        emit("TOOL_CALL_RESULT", "messageId", id, "toolCallId", call.callId(), "content", content, "role", "tool");
        if (call.tool().equals(CALLS_A_PERSON) && !call.failed()) {
            out.accept(custom("handoff", new Handoff(Handoff.Status.WAITING, Optional.empty()).wire()));
        }
    }

    void card(Card card) {
        closeText();
        emit("ACTIVITY_SNAPSHOT", "messageId", card.id(), "activityType", card.type(), "content", card.content());
    }

    /** The last event of a run for one reader, who knows thread and run by names of its own. */
    static byte[] ended(Ending ending, String thread, String run, boolean speaksVersion1) {
        return switch (ending) {
            case Ending.Finished f
            when !f.interrupts().isEmpty() ->
                json(event(
                        "RUN_FINISHED",
                        "threadId",
                        thread,
                        "runId",
                        run,
                        "outcome",
                        Map.of("type", "interrupt", "interrupts", f.interrupts())));
            case Ending.Finished f -> json(event("RUN_FINISHED", "threadId", thread, "runId", run));
            // clients before 1.0 break on an outcome that they do not know
            case Ending.Stopped s
            when speaksVersion1 ->
                json(event("RUN_FINISHED", "threadId", thread, "runId", run, "outcome", Map.of("type", "cancelled")));
            case Ending.Stopped s -> json(event("RUN_FINISHED", "threadId", thread, "runId", run));
            case Ending.Failed f -> json(event("RUN_ERROR", "message", f.sentence(), "code", f.code()));
        };
    }

    /** Closes what is open. Nothing but the run's end may follow. */
    void close() {
        closeText();
    }

    private void openText() {
        segments++;
        textOpen = true;
        emit("TEXT_MESSAGE_START", "messageId", segment(), "role", "assistant");
        startOfDelta = ("{\"type\":\"TEXT_MESSAGE_CONTENT\",\"messageId\":\"" + segment() + "\",\"delta\":\"")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void closeText() {
        if (textOpen) {
            textOpen = false;
            emit("TEXT_MESSAGE_END", "messageId", segment());
        }
    }

    /** Text after a tool or a card is a message of its own on the wire; all belong to one stored message. */
    private String segment() {
        return segments <= 1 ? message.toString() : message + "." + segments;
    }

    private void emit(String type, Object... fields) {
        out.accept(json(event(type, fields)));
    }

    private static Map<String, Object> event(String type, Object... fields) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        for (int i = 0; i < fields.length; i += 2) {
            event.put((String) fields[i], fields[i + 1]);
        }
        return event;
    }

    private static byte[] json(Map<String, Object> event) {
        return JSON.writeValueAsBytes(event);
    }
}
