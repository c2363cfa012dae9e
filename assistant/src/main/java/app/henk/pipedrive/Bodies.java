package app.henk.pipedrive;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Our values in the words of Pipedrive's requests: numbers as numbers, lists whole, nothing it does not know. */
final class Bodies {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_TEXT = 60_000;
    private static final String CLOSE = "expected_close_date";

    private Bodies() {}

    /** Without taking a deal's day away, which the vendor describes nowhere; empty when it does not do that. */
    static Optional<ObjectNode> keepingTheDay(ObjectNode changing) {
        if (!changing.path(CLOSE).isNull()) {
            return Optional.empty();
        }
        ObjectNode rest = changing.deepCopy();
        rest.remove(CLOSE);
        return Optional.of(rest);
    }

    /** Of a new record, with our mark so that it is found again when the answer is lost. */
    static ObjectNode creating(Remote kind, UUID id, Values values, Connection.Refs refs) {
        ObjectNode body = fields(kind, id, values.said(), values, Optional.empty());
        switch (kind) {
            case LEAD -> {
                refs.of(kind).ifPresent(code -> body.put(code, id.toString()));
                body.put("origin_id", id.toString());
            }
            case PERSON, ORGANIZATION, DEAL ->
                refs.of(kind).ifPresent(code -> body.putObject("custom_fields").put(code, id.toString()));
            case ACTIVITY -> body.put("note", html(id, values.text("text").orElse("")));
            case NOTE -> {}
        }
        return body;
    }

    /**
     * @param whole the record as it is to be: some fields are said together or not at all
     * @param now how the record is there, where lists must be sent whole
     */
    static ObjectNode changing(Remote kind, UUID id, Values changed, Values whole, Optional<JsonNode> now) {
        return fields(kind, id, changed, whole, now);
    }

    static ObjectNode merging(String into) {
        return JSON.createObjectNode().put("merge_with_id", Long.parseLong(into));
    }

    static ObjectNode converting(Optional<String> stage) {
        ObjectNode body = JSON.createObjectNode();
        stage.ifPresent(id -> body.put("stage_id", Long.parseLong(id)));
        return body;
    }

    private static ObjectNode fields(Remote kind, UUID id, Values values, Values whole, Optional<JsonNode> now) {
        ObjectNode body = JSON.createObjectNode();
        values.fields().forEach((field, value) -> {
            switch (kind) {
                case ORGANIZATION -> organization(body, field, value);
                case PERSON -> person(body, field, value, now);
                case DEAL -> deal(body, field, value);
                case LEAD -> lead(body, field, value, whole);
                case ACTIVITY -> activity(body, field, value, id);
                case NOTE -> note(body, field, value, id);
            }
        });
        return body;
    }

    private static void organization(ObjectNode body, String field, String value) {
        switch (field) {
            case "name" -> body.put("name", value);
            case "website" -> textOrNull(body, "website", value);
            case "employees" -> numberOrNull(body, "employee_count", value);
            default -> {}
        }
    }

    private static void person(ObjectNode body, String field, String value, Optional<JsonNode> now) {
        switch (field) {
            case "name" -> body.put("name", value);
            case "email" -> body.set("emails", list(value, now.map(json -> json.path("emails"))));
            case "phone" -> body.set("phones", list(value, now.map(json -> json.path("phones"))));
            case "org" -> {
                // there is no way to take a person out of an organisation
                if (!value.isEmpty()) {
                    body.put("org_id", Long.parseLong(value));
                }
            }
            default -> {}
        }
    }

    /** Lists are replaced whole: what is not ours there stays. */
    private static ArrayNode list(String value, Optional<JsonNode> now) {
        ArrayNode list = JSON.createArrayNode();
        if (!value.isEmpty()) {
            list.addObject().put("value", value).put("primary", true).put("label", "work");
        }
        now.ifPresent(present -> present.valueStream()
                .filter(one -> !one.path("primary").asBoolean(false))
                .filter(one -> !one.path("value").asString("").equalsIgnoreCase(value))
                .forEach(one -> list.addObject()
                        .put("value", one.path("value").asString(""))
                        .put("primary", false)
                        .put("label", one.path("label").asString("work"))));
        return list;
    }

    private static void deal(ObjectNode body, String field, String value) {
        switch (field) {
            case "title" -> body.put("title", value);
            case "value" -> body.put("value", new BigDecimal(value));
            case "currency" -> body.put("currency", value);
            case "person" -> numberOrNull(body, "person_id", value);
            case "org" -> numberOrNull(body, "org_id", value);
            case "status" -> body.put("status", value);
            case "reason" -> textOrNull(body, "lost_reason", value);
            case "close" -> textOrNull(body, CLOSE, value);
            // brings its pipeline along
            case "stage" -> body.put("stage_id", Long.parseLong(value));
            case "owner" -> owner(body, value);
            default -> {}
        }
    }

    private static void lead(ObjectNode body, String field, String value, Values all) {
        switch (field) {
            case "title" -> body.put("title", value);
            case "person" -> numberOrNull(body, "person_id", value);
            case "org" -> numberOrNull(body, "organization_id", value);
            case "value", "currency" -> {
                // both or none
                all.text("value")
                        .ifPresentOrElse(
                                amount -> body.putObject("value")
                                        .put("amount", new BigDecimal(amount))
                                        .put("currency", all.text("currency").orElse("EUR")),
                                () -> body.putNull("value"));
            }
            case "archived" -> body.put("is_archived", Boolean.parseBoolean(value));
            case "owner" -> owner(body, value);
            default -> {}
        }
    }

    private static void activity(ObjectNode body, String field, String value, UUID id) {
        switch (field) {
            case "subject" -> body.put("subject", value);
            case "type" -> body.put("type", value);
            case "due" -> body.put("due_date", value);
            case "done" -> body.put("done", Boolean.parseBoolean(value));
            case "text" -> body.put("note", html(id, value));
            case "owner" -> owner(body, value);
            case "person" -> {
                // a person stands among the participants; the plain field is for reading only
                if (!value.isEmpty()) {
                    body.putArray("participants")
                            .addObject()
                            .put("person_id", Long.parseLong(value))
                            .put("primary", true);
                }
            }
            default -> related(body, field, value);
        }
    }

    private static void note(ObjectNode body, String field, String value, UUID id) {
        switch (field) {
            case "text" -> body.put("content", html(id, value));
            case "person" -> {
                if (!value.isEmpty()) {
                    body.put("person_id", Long.parseLong(value));
                }
            }
            default -> related(body, field, value);
        }
    }

    private static void owner(ObjectNode body, String value) {
        if (!value.isEmpty()) {
            body.put("owner_id", Long.parseLong(value));
        }
    }

    private static void related(ObjectNode body, String field, String value) {
        if (value.isEmpty()) {
            return;
        }
        switch (field) {
            case "deal" -> body.put("deal_id", Long.parseLong(value));
            case "lead" -> body.put("lead_id", value);
            default -> {}
        }
    }

    /** A customer's text is text and no HTML; our mark stands behind it. */
    private static String html(UUID id, String text) {
        String shown = HtmlUtils.htmlEscape(text.substring(0, Math.min(text.length(), LONGEST_TEXT)), "UTF-8");
        return (shown.isEmpty() ? "" : "<p>" + shown.replace("\n", "<br>") + "</p>") + "<p>"
                + Theirs.mark(id.toString()) + "</p>";
    }

    private static void numberOrNull(ObjectNode body, String key, String value) {
        if (value.isEmpty()) {
            body.putNull(key);
        } else {
            body.put(key, Long.parseLong(value));
        }
    }

    private static void textOrNull(ObjectNode body, String key, String value) {
        if (value.isEmpty()) {
            body.putNull(key);
        } else {
            body.put(key, value);
        }
    }
}
