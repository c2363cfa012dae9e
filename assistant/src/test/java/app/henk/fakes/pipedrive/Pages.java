package app.henk.fakes.pipedrive;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers as they are put together: one record, or a page of a list of either version. */
final class Pages {

    static final int MOST = 500;

    private Pages() {}

    static Routes.Answer done(int status, ObjectNode data, int tokens) {
        ObjectNode body = Company.JSON.createObjectNode().put("success", true);
        body.set("data", data);
        body.putNull("additional_data");
        return new Routes.Answer(status, body, tokens, false);
    }

    static Routes.Answer page(List<ObjectNode> rows, Map<String, String> query, int tokens) {
        int limit = Integer.parseInt(query.getOrDefault("limit", "100"));
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid("limit: must be from 1 to 500");
        }
        int from = query.containsKey("cursor") ? cursor(query.get("cursor")) : 0;
        ObjectNode body = Company.JSON.createObjectNode().put("success", true);
        ArrayNode data = body.putArray("data");
        rows.stream().skip(from).limit(limit).forEach(data::add);
        ObjectNode more = body.putObject("additional_data");
        if (from + limit < rows.size()) {
            more.put("next_cursor", "c" + (from + limit));
        } else {
            more.putNull("next_cursor");
        }
        return new Routes.Answer(200, body, tokens, false);
    }

    private static int cursor(String text) {
        if (!text.matches("c\\d+")) {
            throw Refusal.invalid("cursor: is not one of this request");
        }
        return Integer.parseInt(text.substring(1));
    }

    /** @param wrapped whether the place in the list stands in "pagination", or directly as for leads */
    static Routes.Answer v1Page(List<ObjectNode> rows, Map<String, String> query, int tokens, boolean wrapped) {
        int start = Integer.parseInt(query.getOrDefault("start", "0"));
        int limit = Math.min(MOST, Integer.parseInt(query.getOrDefault("limit", "100")));
        ObjectNode body = Company.JSON.createObjectNode().put("success", true);
        if (rows.isEmpty()) {
            body.putNull("data");
        } else {
            ArrayNode data = body.putArray("data");
            rows.stream().skip(start).limit(limit).forEach(data::add);
        }
        ObjectNode additional = body.putObject("additional_data");
        ObjectNode place = wrapped ? additional.putObject("pagination") : additional;
        boolean more = start + limit < rows.size();
        place.put("start", start).put("limit", limit).put("more_items_in_collection", more);
        if (more) {
            place.put("next_start", start + limit);
        }
        return new Routes.Answer(200, body, tokens, false);
    }

    static String number(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw Refusal.invalid("id: must be an integer");
        }
        return id;
    }

    static boolean matches(ObjectNode row, String key, Map<String, String> query) {
        return !query.containsKey(key) || query.get(key).equals(row.path(key).asString(""));
    }
}
