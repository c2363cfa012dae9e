package app.henk.fakes;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The documented reasons for a 400, checked on every generate request. */
final class FakeRules {

    private static final Set<String> REQUEST = Set.of(
            "systemInstruction",
            "contents",
            "tools",
            "toolConfig",
            "safetySettings",
            "generationConfig",
            "cachedContent",
            "store",
            "labels",
            "serviceTier",
            "continuationToken");
    private static final Set<String> CONFIG = Set.of(
            "temperature",
            "topP",
            "topK",
            "candidateCount",
            "maxOutputTokens",
            "stopSequences",
            "seed",
            "presencePenalty",
            "frequencyPenalty",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "responseLogprobs",
            "logprobs",
            "mediaResolution",
            "thinkingConfig",
            "enableEnhancedCivicAnswers");
    private static final Set<String> THINKING = Set.of("includeThoughts", "thinkingBudget", "thinkingLevel");

    private final FakeModels model;

    FakeRules(FakeModels model) {
        this.model = model;
    }

    void check(JsonNode request, FakeSignatures signatures) {
        knownFields(request, REQUEST, "");
        JsonNode tools = request.path("tools");
        FakeSchemaRules.check(tools);
        config(request.path("generationConfig"), tools.size() > 0);
        toolConfig(request.path("toolConfig").path("functionCallingConfig"));
        if (request.has("cachedContent") && (request.has("systemInstruction") || request.has("tools"))) {
            throw Rejection.invalid("CachedContent can not be used with GenerateContent request setting "
                    + "system_instruction, tools or tool_config.");
        }
        new FakeContentRules(model, signatures).check(request.path("contents"));
    }

    static void knownFields(JsonNode object, Set<String> known, String place) {
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Rejection.unknownName(name, place);
                });
    }

    private void config(JsonNode config, boolean hasTools) {
        knownFields(config, CONFIG, "generation_config");
        if (!model.sampling()) {
            for (String ignored : List.of("temperature", "topP", "topK", "presencePenalty", "frequencyPenalty")) {
                if (config.has(ignored)) {
                    throw Rejection.invalid(ignored + " is not supported for this model.");
                }
            }
        }
        if (config.path("candidateCount").asInt(1) != 1) {
            throw Rejection.invalid("Multiple candidates is not enabled for this model");
        }
        int max = config.path("maxOutputTokens").asInt(1);
        if (max < 1 || max > 65_536) {
            throw Rejection.invalid("Unable to submit request because it has a maxOutputTokens value of " + max);
        }
        if (hasTools
                && "application/json".equals(config.path("responseMimeType").asString(""))) {
            throw Rejection.invalid("Function calling with a response mime type: 'application/json' is unsupported");
        }
        thinking(config.path("thinkingConfig"));
    }

    private void thinking(JsonNode thinking) {
        knownFields(thinking, THINKING, "generation_config.thinking_config");
        boolean level = thinking.has("thinkingLevel");
        boolean budget = thinking.has("thinkingBudget");
        if (level && budget) {
            throw Rejection.invalid("You can only set one of thinking budget and thinking level.");
        }
        if (level && model.levels().isEmpty()) {
            throw Rejection.invalid("Thinking level is not supported for this model.");
        }
        if (level && !model.levels().contains(thinking.get("thinkingLevel").asString())) {
            throw Rejection.invalid(
                    "Thinking level " + thinking.get("thinkingLevel").asString()
                            + " is not supported for this model. Please retry with other thinking level.");
        }
        if (budget && thinking.get("thinkingBudget").asInt() == 0 && !model.budgetZero()) {
            throw Rejection.invalid("Budget 0 is invalid. This model only works in thinking mode.");
        }
    }

    private static void toolConfig(JsonNode calling) {
        String mode = calling.path("mode").asString("AUTO");
        if (calling.has("allowedFunctionNames") && !Set.of("ANY", "VALIDATED").contains(mode)) {
            throw Rejection.invalid("allowed_function_names can only be set with mode ANY or VALIDATED.");
        }
    }
}
