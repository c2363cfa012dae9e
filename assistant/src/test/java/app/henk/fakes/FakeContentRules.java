package app.henk.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** How a conversation must look: who speaks when, one response for each call, signatures where they belong. */
final class FakeContentRules {

    private static final Set<String> DATA =
            Set.of("text", "functionCall", "functionResponse", "inlineData", "fileData");
    private static final Set<String> PART =
            Set.of("text", "functionCall", "functionResponse", "inlineData", "fileData", "thought", "thoughtSignature");

    private final FakeModels model;
    private final FakeSignatures signatures;

    FakeContentRules(FakeModels model, FakeSignatures signatures) {
        this.model = model;
        this.signatures = signatures;
    }

    void check(JsonNode contents) {
        if (contents.isEmpty()) {
            throw Rejection.invalid("* GenerateContentRequest.contents: contents is not specified");
        }
        for (int i = 0; i < contents.size(); i++) {
            content(contents.get(i), "contents[" + i + "]");
        }
        order(contents);
        if (model.signs()) {
            signed(contents);
        }
        if (role(contents.get(contents.size() - 1)).equals("model")) {
            throw Rejection.invalid("Requests ending with a model turn are not supported unless the last part is a "
                    + "function response.");
        }
    }

    private static void content(JsonNode content, String place) {
        FakeRules.knownFields(content, Set.of("role", "parts"), place);
        if (!Set.of("user", "model", "function").contains(role(content))) {
            throw Rejection.invalid("Please use a valid role: user, model.");
        }
        if (content.path("parts").isEmpty()) {
            throw Rejection.invalid("* GenerateContentRequest." + place + ".parts: contents.parts must not be empty.");
        }
        for (JsonNode part : content.get("parts")) {
            FakeRules.knownFields(part, PART, place + ".parts");
            if (part.propertyNames().stream().filter(DATA::contains).count() != 1) {
                throw Rejection.invalid(place + ".parts: required oneof field 'data' must have one initialized field");
            }
            if (part.has("functionCall")) {
                FakeRules.knownFields(part.get("functionCall"), Set.of("id", "name", "args"), place + ".function_call");
            }
            if (part.has("functionResponse")) {
                response(part.get("functionResponse"), place);
            }
        }
    }

    private static void response(JsonNode response, String place) {
        FakeRules.knownFields(response, Set.of("id", "name", "response"), place + ".function_response");
        if (!response.path("response").isObject()) {
            throw Rejection.invalid("Invalid value at '" + place + ".function_response.response' (Struct)");
        }
    }

    private void order(JsonNode contents) {
        List<JsonNode> open = List.of();
        for (int i = 0; i < contents.size(); i++) {
            List<JsonNode> calls = parts(contents.get(i), "functionCall");
            List<JsonNode> responses = parts(contents.get(i), "functionResponse");
            if (!calls.isEmpty() && (i == 0 || role(contents.get(i - 1)).equals("model"))) {
                throw Rejection.invalid("Please ensure that function call turn comes immediately after a user turn or "
                        + "after a function response turn.");
            }
            if (open.size() != responses.size()) {
                throw Rejection.invalid("Please ensure that the number of function response parts is equal to the "
                        + "number of function call parts of the function call turn.");
            }
            match(open, responses);
            open = calls;
        }
        if (!open.isEmpty()) {
            throw Rejection.invalid("Please ensure that function call turn is followed by a function response turn.");
        }
    }

    private void match(List<JsonNode> calls, List<JsonNode> responses) {
        List<String> asked = new ArrayList<>();
        List<String> answered = new ArrayList<>();
        calls.forEach(call -> asked.add(key(call)));
        responses.forEach(response -> answered.add(key(response)));
        if (!asked.stream().sorted().toList().equals(answered.stream().sorted().toList())) {
            throw Rejection.invalid(
                    "Function response id or name does not match the function call: " + asked + " but got " + answered);
        }
    }

    private String key(JsonNode callOrResponse) {
        return callOrResponse.path("id").asString("") + "/"
                + callOrResponse.path("name").asString("");
    }

    /** Only the current turn is checked: from the last content in which a person says something. */
    private void signed(JsonNode contents) {
        int turn = contents.size() - 1;
        while (turn > 0
                && !(role(contents.get(turn)).equals("user")
                        && parts(contents.get(turn), "functionResponse").isEmpty())) {
            turn--;
        }
        for (int i = turn; i < contents.size(); i++) {
            int position = 0;
            for (JsonNode part : contents.get(i).get("parts")) {
                if (part.has("functionCall")) {
                    signature(part, ++position);
                } else if (part.has("thoughtSignature")) {
                    known(part);
                }
            }
        }
    }

    private void signature(JsonNode part, int position) {
        if (part.has("thoughtSignature")) {
            known(part);
        } else if (position == 1) {
            throw Rejection.invalid("Function call is missing a thought_signature in functionCall parts. This is "
                    + "required for tools to work correctly, and missing thought_signature may lead to degraded model "
                    + "performance. Additional data, function call `default_api:"
                    + part.get("functionCall").path("name").asString("") + "` , position " + position + ".");
        }
    }

    private void known(JsonNode part) {
        JsonNode data = part.has("functionCall") ? part.get("functionCall") : part.path("text");
        if (!signatures.accepts(model.name(), part.get("thoughtSignature").asString(""), data)) {
            throw Rejection.invalid("Corrupted thought signature.");
        }
    }

    private static String role(JsonNode content) {
        return content.path("role").asString("user");
    }

    private static List<JsonNode> parts(JsonNode content, String kind) {
        return StreamSupport.stream(content.path("parts").spliterator(), false)
                .filter(part -> part.has(kind))
                .map(part -> part.get(kind))
                .toList();
    }
}
