package app.henk.fakes;

import app.henk.fakes.FakeReply.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the events of one answer: running usage in each, signatures where the model puts them. */
final class FakeEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger IDS = new AtomicInteger();

    private final FakeModels model;
    private final FakeSignatures signatures;
    private final String delimiter;
    private final int promptTokens;
    private final String responseId = "r" + IDS.incrementAndGet();
    private int outputTokens;
    private int thoughtTokens;
    private boolean spoke;

    FakeEvents(FakeModels model, FakeSignatures signatures, String delimiter, int promptTokens) {
        this.model = model;
        this.signatures = signatures;
        this.delimiter = delimiter;
        this.promptTokens = promptTokens;
    }

    /** With the STOP at the end that a script need not say. */
    static List<Step> complete(List<Step> steps) {
        List<Step> whole = new ArrayList<>(steps);
        boolean ended = steps.stream()
                .anyMatch(step -> step instanceof Step.Finish
                        || step instanceof Step.BlockedPrompt
                        || step instanceof Step.Error
                        || step instanceof Step.Hang
                        || step instanceof Step.Cut);
        if (!ended) {
            whole.add(new Step.Finish("STOP", ""));
        }
        return whole;
    }

    byte[] event(Step step) {
        return switch (step) {
            case Step.Text text -> frame(parts(List.of(text.text())));
            case Step.Texts texts -> frame(parts(texts.parts()));
            case Step.Thought thought -> frame(thought(thought.text()));
            case Step.Calls calls -> frame(calls(calls.calls()));
            case Step.Finish finish -> frame(finish(finish));
            case Step.BlockedPrompt blocked -> frame(blocked(blocked.reason()));
            case Step.Error error ->
                bytes((error.framed() ? "data: " : "") + JSON.writeValueAsString(error.body()) + delimiter);
            case Step.Raw raw -> raw.bytes();
            case Step.Pause _, Step.Hang _, Step.Cut _ -> new byte[0];
        };
    }

    private ObjectNode parts(List<String> texts) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode parts = content(candidate(event)).putArray("parts");
        for (String text : texts) {
            spoke = true;
            outputTokens += 1 + text.length() / 4;
            parts.addObject().put("text", text);
        }
        return event;
    }

    private ObjectNode thought(String text) {
        ObjectNode event = JSON.createObjectNode();
        thoughtTokens += 1 + text.length() / 4;
        content(candidate(event))
                .putArray("parts")
                .addObject()
                .put("text", text)
                .put("thought", true);
        return event;
    }

    private ObjectNode calls(List<FakeReply.Call> calls) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode parts = content(candidate(event)).putArray("parts");
        for (FakeReply.Call call : calls) {
            ObjectNode part = parts.addObject();
            ObjectNode function = part.putObject("functionCall");
            if (model.ids()) {
                function.put("id", "fc_" + IDS.incrementAndGet());
            }
            function.put("name", call.name());
            if (!call.arguments().isEmpty()) {
                function.set("args", call.arguments());
            }
            if (model.signs() && parts.size() == 1) {
                part.put("thoughtSignature", signatures.sign(model.name(), function));
            }
            outputTokens += 12;
        }
        return event;
    }

    private ObjectNode finish(Step.Finish finish) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode candidate = candidate(event);
        ObjectNode content = content(candidate);
        if (model.signs() && spoke && finish.reason().equals("STOP")) {
            ObjectNode part = content.putArray("parts").addObject().put("text", "");
            part.put("thoughtSignature", signatures.sign(model.name(), part.get("text")));
        }
        candidate.put("finishReason", finish.reason());
        if (!finish.message().isEmpty()) {
            candidate.put("finishMessage", finish.message());
        }
        thoughtTokens += 14;
        return event;
    }

    private ObjectNode blocked(String reason) {
        ObjectNode event = JSON.createObjectNode();
        event.putObject("promptFeedback").put("blockReason", reason).putArray("safetyRatings");
        return event;
    }

    private static ObjectNode candidate(ObjectNode event) {
        return event.putArray("candidates").addObject().put("index", 0);
    }

    private static ObjectNode content(ObjectNode candidate) {
        return candidate.putObject("content").put("role", "model");
    }

    private byte[] frame(ObjectNode event) {
        ObjectNode usage = event.putObject("usageMetadata").put("promptTokenCount", promptTokens);
        if (outputTokens > 0) {
            usage.put("candidatesTokenCount", outputTokens);
        }
        if (thoughtTokens > 0) {
            usage.put("thoughtsTokenCount", thoughtTokens);
        }
        usage.put("totalTokenCount", promptTokens + outputTokens + thoughtTokens);
        usage.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", promptTokens);
        event.put("modelVersion", model.name()).put("responseId", responseId);
        return bytes("data: " + JSON.writeValueAsString(event) + delimiter);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
