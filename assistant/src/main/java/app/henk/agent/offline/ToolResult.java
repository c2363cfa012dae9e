package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tool's call with its result, read tolerantly: what is not there is empty. */
public record ToolResult(String tool, JsonNode arguments, JsonNode result) {

    private static final JsonMapper JSON = new JsonMapper();

    public static ToolResult of(String tool, String arguments, String result) {
        return new ToolResult(tool, json(arguments), json(result));
    }

    private static JsonNode json(String text) {
        try {
            return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JacksonException notJson) {
            return JSON.createObjectNode().put("error", text);
        }
    }

    List<Offer> offers() {
        List<Offer> offers = new ArrayList<>();
        for (JsonNode match : first("products", "matches", "fabrics", "results")) {
            offers.add(new Offer(match.has("product") ? match.path("product") : match));
        }
        return offers;
    }

    List<JsonNode> passages() {
        List<JsonNode> passages = new ArrayList<>();
        first("passages", "results", "answers").forEach(passages::add);
        return passages;
    }

    public boolean failed() {
        return result.has("error");
    }

    /** Whether the tool says that it ended in one of these ways. */
    public boolean isStatus(String... statuses) {
        return text("status").filter(List.of(statuses)::contains).isPresent();
    }

    public Optional<String> text(String field) {
        return result.has(field)
                        && !result.path(field).isNull()
                        && !result.path(field).isContainer()
                ? Optional.of(result.path(field).asString(""))
                : Optional.empty();
    }

    private JsonNode first(String... fields) {
        for (String field : fields) {
            if (result.path(field).isArray()) {
                return result.path(field);
            }
        }
        return result.isArray() ? result : JSON.createArrayNode();
    }
}
