package app.henk.fakes.pipedrive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Search, which knows of a change only after a while and shows addresses as plain texts. */
final class Search {

    private final Company company;

    Search(Company company) {
        this.company = company;
    }

    Routes.Answer of(String kind, Map<String, String> query) {
        String term = query.getOrDefault("term", "").strip();
        boolean exact = query.getOrDefault("exact_match", "false").equals("true");
        if (term.length() < (exact ? 1 : 2)) {
            throw Refusal.invalid("term: is too short");
        }
        List<String> fields =
                List.of(query.getOrDefault("fields", "name,email,phone").split(","));
        ObjectNode body = Company.JSON.createObjectNode().put("success", true);
        ArrayNode items = body.putObject("data").putArray("items");
        company.table(kind).values().stream()
                .filter(row -> !row.path("is_deleted").asBoolean(false))
                .filter(row -> company.indexed(kind, row))
                .filter(row -> texts(row, fields)
                        .anyMatch(text -> exact
                                ? text.equalsIgnoreCase(term)
                                : text.toLowerCase(Locale.ROOT).contains(term.toLowerCase(Locale.ROOT))))
                .limit(Integer.parseInt(query.getOrDefault("limit", "100")))
                .forEach(row -> items.addObject().put("result_score", 0.9).set("item", item(kind, row)));
        body.putObject("additional_data").putNull("next_cursor");
        return new Routes.Answer(200, body, 20, true);
    }

    private static Stream<String> texts(ObjectNode row, List<String> fields) {
        List<String> texts = new ArrayList<>();
        if (fields.contains("name")) {
            texts.add(row.path("name").asString(""));
        }
        if (fields.contains("email")) {
            row.path("emails")
                    .valueStream()
                    .forEach(one -> texts.add(one.path("value").asString("")));
        }
        if (fields.contains("phone")) {
            row.path("phones")
                    .valueStream()
                    .forEach(one -> texts.add(one.path("value").asString("")));
        }
        return texts.stream();
    }

    /** E-mails are plain text here, unlike everywhere else. */
    private static ObjectNode item(String kind, ObjectNode row) {
        ObjectNode item = Company.JSON.createObjectNode();
        item.set("id", row.path("id"));
        item.put("type", kind).set("name", row.path("name"));
        for (String list : List.of("emails", "phones")) {
            ArrayNode plain = item.putArray(list);
            row.path(list)
                    .valueStream()
                    .forEach(one -> plain.add(one.path("value").asString("")));
        }
        item.putNull("organization");
        return item;
    }
}
