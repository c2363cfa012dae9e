package app.henk.agent.tools;

import app.henk.agent.prompt.PromptFiles;
import app.henk.identity.Tenant;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Describes tools to a model, in the words of {@code prompts/model/tools.yaml} and of the tenant. */
final class ToolSpecifications {

    private final PromptFiles prompts;
    private final JsonNode words;

    ToolSpecifications(PromptFiles prompts) {
        this.prompts = prompts;
        this.words = prompts.data("tools");
    }

    ToolSpecification describe(ToolDefinition tool, Tenant tenant) {
        JsonNode own = words.path(tool.name());
        Map<String, String> values = Map.of(
                "company", tenant.name(),
                "currency", tenant.currency().getCode(),
                "about", tenant.persona().description().getOrDefault("en", tenant.name()));
        var described = ToolSpecification.builder()
                .name(tool.name())
                .description(say(own.path("description"), tool.name(), values));
        if (tool.parameters().isEmpty()) {
            return described.build();
        }
        var schema = JsonObjectSchema.builder();
        for (Parameter parameter : tool.parameters()) {
            JsonNode text = own.path("arguments").path(parameter.name());
            schema.addProperty(
                    parameter.name(), element(parameter, say(text, tool.name() + "." + parameter.name(), values)));
        }
        schema.required(tool.parameters().stream()
                .filter(Parameter::required)
                .map(Parameter::name)
                .toList());
        return described.parameters(schema.build()).build();
    }

    private String say(JsonNode text, String what, Map<String, String> values) {
        if (!text.isString()) {
            throw new IllegalStateException("prompts/model/tools.yaml does not describe " + what);
        }
        return prompts.inline(text.stringValue()).execute(values).strip();
    }

    private static JsonSchemaElement element(Parameter parameter, String description) {
        return switch (parameter.kind()) {
            case TEXT, DATE ->
                JsonStringSchema.builder().description(description).build();
            case WHOLE -> JsonIntegerSchema.builder().description(description).build();
            case DECIMAL, SIGNED ->
                JsonNumberSchema.builder().description(description).build();
            case FLAG -> JsonBooleanSchema.builder().description(description).build();
            case CHOICE -> choice(parameter, description);
            case TEXTS -> list(JsonStringSchema.builder().build(), description);
            case CHOICES -> list(choice(parameter, description), description);
        };
    }

    private static JsonSchemaElement choice(Parameter parameter, String description) {
        return JsonEnumSchema.builder()
                .enumValues(parameter.options())
                .description(description)
                .build();
    }

    private static JsonSchemaElement list(JsonSchemaElement entries, String description) {
        return JsonArraySchema.builder().items(entries).description(description).build();
    }
}
