package app.henk.agent.model;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes tool declarations in the subset of OpenAPI that Gemini takes; anything else it refuses by name. */
final class GeminiSchema {

    private static final JsonFactory JSON = new JsonFactory();

    private GeminiSchema() {}

    static String declaration(ToolSpecification tool) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("name", tool.name());
            describe(json, tool.description());
            JsonObjectSchema parameters = tool.parameters();
            if (parameters != null && !parameters.properties().isEmpty()) {
                json.writeName("parameters");
                write(json, parameters);
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, JsonSchemaElement schema) {
        json.writeStartObject();
        describe(json, schema.description());
        switch (schema) {
            case JsonStringSchema _ -> type(json, "STRING");
            case JsonBooleanSchema _ -> type(json, "BOOLEAN");
            case JsonNumberSchema _ -> type(json, "NUMBER");
            case JsonIntegerSchema _ -> type(json, "INTEGER");
            case JsonNullSchema _ -> type(json, "NULL");
            case JsonEnumSchema options -> {
                type(json, "STRING");
                writeStrings(json, "enum", options.enumValues());
            }
            case JsonArraySchema array -> {
                type(json, "ARRAY");
                json.writeName("items");
                write(json, array.items());
            }
            case JsonObjectSchema object -> writeObject(json, object);
            case JsonAnyOfSchema any -> {
                json.writeArrayPropertyStart("anyOf");
                any.anyOf().forEach(option -> write(json, option));
                json.writeEndArray();
            }
            default ->
                throw new IllegalArgumentException(
                        "Gemini has no " + schema.getClass().getSimpleName());
        }
        json.writeEndObject();
    }

    private static void writeObject(JsonGenerator json, JsonObjectSchema object) {
        type(json, "OBJECT");
        json.writeObjectPropertyStart("properties");
        object.properties().forEach((name, property) -> {
            json.writeName(name);
            write(json, property);
        });
        json.writeEndObject();
        if (object.required() != null && !object.required().isEmpty()) {
            writeStrings(json, "required", object.required());
        }
    }

    private static void writeStrings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void type(JsonGenerator json, String type) {
        json.writeStringProperty("type", type);
    }

    private static void describe(JsonGenerator json, @Nullable String description) {
        if (description != null && !description.isEmpty()) {
            json.writeStringProperty("description", description);
        }
    }
}
