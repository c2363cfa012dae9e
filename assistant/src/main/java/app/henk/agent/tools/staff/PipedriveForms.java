package app.henk.agent.tools.staff;

import app.henk.pipedrive.PipedriveAdministration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is asked of people: the token, and whether what stood there before is brought here. */
@Component
class PipedriveForms {

    private final PipedriveWords words;

    PipedriveForms(PipedriveWords words) {
        this.words = words;
    }

    /** What an import would do, kind by kind. */
    List<Map<String, Object>> plan(List<PipedriveAdministration.ImportPlan> plans, String language) {
        return plans.stream()
                .map(plan -> Map.<String, Object>of(
                        "label",
                        words.say("import.kind." + plan.kind(), language),
                        "value",
                        words.say(
                                "import.plan",
                                language,
                                Map.of(
                                        "linked", plan.linked(),
                                        "link", plan.link(),
                                        "create", plan.create(),
                                        "left", plan.left()))))
                .toList();
    }

    /** The token goes from this card to the server and never into the conversation. */
    Map<String, Object> connect(String language) {
        Map<String, Object> content =
                PipedriveCards.base(words.say("connect.title", language), words.say("connect.fallback", language));
        content.put("id", "pipedrive");
        content.put("text", words.say("connect.text", language));
        content.put("submit", words.say("connect.submit", language));
        content.put("post", "/api/pipedrive/connection");
        content.put("done", words.say("connect.done", language));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "api_token",
                Map.of(
                        "type",
                        "string",
                        "format",
                        "password",
                        "title",
                        words.say("connect.token", language),
                        "minLength",
                        8,
                        "maxLength",
                        200));
        fields.put(
                "base_url",
                Map.of(
                        "type",
                        "string",
                        "format",
                        "uri",
                        "title",
                        words.say("connect.address", language),
                        "maxLength",
                        200));
        content.put("schema", Map.of("type", "object", "properties", fields, "required", List.of("api_token")));
        return content;
    }
}
