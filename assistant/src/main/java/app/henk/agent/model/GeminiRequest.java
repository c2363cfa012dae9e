package app.henk.agent.model;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a request in Gemini's words, straight to bytes. */
final class GeminiRequest {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 16 * 1024;

    /** A tool's declaration never changes and is sent with every call. */
    private static final LoadingCache<ToolSpecification, String> DECLARATIONS =
            Caffeine.newBuilder().weakKeys().maximumSize(1000).build(GeminiSchema::declaration);

    private final String model;
    private final ModelCapabilities capabilities;

    GeminiRequest(String model, ModelCapabilities capabilities) {
        this.model = model;
        this.capabilities = capabilities;
    }

    /** Stable things first, for the service caches what begins alike. */
    byte[] encode(ModelRequest request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            writeInstruction(json, request.messages());
            writeTools(json, request.tools());
            json.writeArrayPropertyStart("contents");
            new GeminiContents(json, model, capabilities.signatures()).write(request.messages());
            json.writeEndArray();
            writeGenerationConfig(json, request.maxOutputTokens());
            if (capabilities.store()) {
                json.writeBooleanProperty("store", false);
            }
            json.writeEndObject();
        } catch (JacksonException e) {
            throw new ModelFailure(ModelFailure.Kind.BAD_REQUEST, "the conversation cannot be encoded").causedBy(e);
        }
        return bytes.toByteArray();
    }

    private static void writeInstruction(JsonGenerator json, List<ChatMessage> messages) {
        List<SystemMessage> instructions = messages.stream()
                .filter(SystemMessage.class::isInstance)
                .map(SystemMessage.class::cast)
                .toList();
        if (!instructions.isEmpty()) {
            json.writeObjectPropertyStart("systemInstruction");
            json.writeArrayPropertyStart("parts");
            for (SystemMessage instruction : instructions) {
                json.writeStartObject();
                json.writeStringProperty("text", instruction.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeTools(JsonGenerator json, List<ToolSpecification> tools) {
        if (tools.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("tools");
        json.writeStartObject();
        json.writeArrayPropertyStart("functionDeclarations");
        for (ToolSpecification tool : tools) {
            json.writeRawValue(DECLARATIONS.get(tool));
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void writeGenerationConfig(JsonGenerator json, int maxOutputTokens) {
        json.writeObjectPropertyStart("generationConfig");
        json.writeNumberProperty("maxOutputTokens", maxOutputTokens);
        if (capabilities.temperature() != null) {
            json.writeNumberProperty("temperature", capabilities.temperature());
        }
        if (capabilities.thinkingLevel() != null) {
            json.writeObjectPropertyStart("thinkingConfig");
            json.writeStringProperty("thinkingLevel", capabilities.thinkingLevel());
            json.writeEndObject();
        } else if (capabilities.thinkingBudget() != null) {
            json.writeObjectPropertyStart("thinkingConfig");
            json.writeNumberProperty("thinkingBudget", capabilities.thinkingBudget());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
