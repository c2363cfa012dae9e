package app.henk.agent.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the exchange so that Gemini accepts it: all results of one step in one content right after the calls, one for
 * each call; its own parts as it sent them; calls that another model made with the signature that stands for "not mine".
 */
final class GeminiContents {

    private static final String NOT_SIGNED_HERE = "skip_thought_signature_validator";
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final String model;
    private final boolean signatures;

    GeminiContents(JsonGenerator json, String model, boolean signatures) {
        this.json = json;
        this.model = model;
        this.signatures = signatures;
    }

    void write(List<ChatMessage> messages) {
        if (messages.getLast() instanceof AiMessage) {
            throw new ModelFailure(ModelFailure.Kind.BAD_REQUEST, "the last message is the model's own");
        }
        for (int i = 0; i < messages.size(); i++) {
            switch (messages.get(i)) {
                case SystemMessage _ -> {}
                case UserMessage user -> writeUser(user);
                case AiMessage said -> writeStep(said, resultsAfter(messages, i));
                case ToolExecutionResultMessage _ -> {} // written with the step that asked for it
                default -> throw new ModelFailure(ModelFailure.Kind.BAD_REQUEST, "a message of an unknown type");
            }
        }
    }

    private static Map<String, ToolExecutionResultMessage> resultsAfter(List<ChatMessage> messages, int step) {
        Map<String, ToolExecutionResultMessage> results = new HashMap<>();
        for (int i = step + 1; i < messages.size(); i++) {
            if (!(messages.get(i) instanceof ToolExecutionResultMessage result)) {
                break;
            }
            results.put(result.id(), result);
        }
        return results;
    }

    private void writeUser(UserMessage user) {
        startContent("user");
        for (Content content : user.contents()) {
            if (!(content instanceof TextContent text)) {
                throw new ModelFailure(ModelFailure.Kind.BAD_REQUEST, "only text can be sent to the model");
            }
            writeText(text.text());
        }
        endContent();
    }

    private void writeStep(AiMessage said, Map<String, ToolExecutionResultMessage> results) {
        Optional<String> own = GeminiParts.saidBy(model, said);
        boolean hasText = said.text() != null && !said.text().isEmpty();
        if (own.isEmpty() && !hasText && !said.hasToolExecutionRequests()) {
            return;
        }
        if (own.isPresent()) {
            json.writeStartObject();
            json.writeStringProperty("role", "model");
            json.writeName("parts");
            json.writeRawValue(own.get());
            json.writeEndObject();
        } else {
            startContent("model");
            if (hasText) {
                writeText(said.text());
            }
            writeCalls(said.toolExecutionRequests());
            endContent();
        }
        if (said.hasToolExecutionRequests()) {
            writeResults(said.toolExecutionRequests(), results);
        }
    }

    private void writeCalls(List<ToolExecutionRequest> calls) {
        boolean first = true;
        for (ToolExecutionRequest call : calls) {
            json.writeStartObject();
            json.writeObjectPropertyStart("functionCall");
            writeIdAndName(call);
            json.writeName("args");
            json.writeRawValue(isJson(call.arguments(), JsonToken.START_OBJECT) ? call.arguments() : "{}");
            json.writeEndObject();
            if (first && signatures) {
                json.writeStringProperty("thoughtSignature", NOT_SIGNED_HERE);
            }
            json.writeEndObject();
            first = false;
        }
    }

    /** A result that was lost, by a crash between call and answer, is said to be lost: a missing one is refused. */
    private void writeResults(List<ToolExecutionRequest> calls, Map<String, ToolExecutionResultMessage> results) {
        startContent("user");
        for (ToolExecutionRequest call : calls) {
            ToolExecutionResultMessage result = results.get(call.id());
            json.writeStartObject();
            json.writeObjectPropertyStart("functionResponse");
            writeIdAndName(call);
            json.writeObjectPropertyStart("response");
            if (result == null) {
                json.writeStringProperty("error", "no result was recorded");
            } else if (Boolean.TRUE.equals(result.isError())) {
                json.writeStringProperty("error", result.text());
            } else {
                writeOutput(result.text());
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }
        endContent();
    }

    private void writeOutput(String text) {
        json.writeName("output");
        if (isJson(text, JsonToken.START_OBJECT) || isJson(text, JsonToken.START_ARRAY)) {
            json.writeRawValue(text);
        } else {
            json.writeString(text);
        }
    }

    private void writeIdAndName(ToolExecutionRequest call) {
        if (call.id() != null && !LocalCallId.is(call.id())) {
            json.writeStringProperty("id", call.id());
        }
        json.writeStringProperty("name", call.name());
    }

    private void writeText(String text) {
        json.writeStartObject();
        json.writeStringProperty("text", text);
        json.writeEndObject();
    }

    private void startContent(String role) {
        json.writeStartObject();
        json.writeStringProperty("role", role);
        json.writeArrayPropertyStart("parts");
    }

    private void endContent() {
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Whether this is exactly one JSON value that starts so; only then may it go out as it is. */
    private static boolean isJson(@Nullable String text, JsonToken start) {
        if (text == null || text.isEmpty()) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != start) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
