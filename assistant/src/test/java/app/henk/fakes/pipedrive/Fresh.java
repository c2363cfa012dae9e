package app.henk.fakes.pipedrive;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a new record has that nobody said, and how a body lands in a record. */
final class Fresh {

    private Fresh() {}

    static void of(String kind, ObjectNode row) {
        row.put("owner_id", Company.OUR_USER);
        switch (kind) {
            case "person" -> {
                row.putArray("emails");
                row.putArray("phones");
                row.putNull("org_id")
                        .put("is_deleted", false)
                        .put("visible_to", 3)
                        .putObject("custom_fields");
            }
            case "organization" ->
                row.put("is_deleted", false)
                        .putNull("website")
                        .putNull("employee_count")
                        .putObject("custom_fields");
            case "deal" ->
                row.put("value", 0)
                        .put("currency", "EUR")
                        .putNull("person_id")
                        .putNull("org_id")
                        .put("status", "open")
                        .put("is_deleted", false)
                        .put("is_archived", false)
                        .putNull("lost_reason")
                        .putNull("expected_close_date")
                        .putNull("won_time")
                        .putNull("lost_time")
                        .putNull("close_time")
                        .putNull("probability")
                        .put("creator_user_id", Company.OUR_USER)
                        .put("origin", "API")
                        .putObject("custom_fields");
            case "lead" -> {
                row.putNull("person_id")
                        .putNull("organization_id")
                        .putNull("value")
                        .put("is_archived", false);
                row.put("source_name", "API")
                        .put("origin", "API")
                        .putNull("origin_id")
                        .put("visible_to", "3")
                        .putArray("label_ids");
            }
            case "activity" ->
                row.put("done", false)
                        .putNull("deal_id")
                        .putNull("lead_id")
                        .putNull("person_id")
                        .putNull("org_id")
                        .putNull("due_date")
                        .putNull("due_time")
                        .putNull("note")
                        .put("is_deleted", false)
                        .putArray("participants");
            case "note" ->
                row.put("active_flag", true)
                        .putNull("deal_id")
                        .putNull("lead_id")
                        .putNull("person_id")
                        .putNull("org_id");
            default -> {}
        }
    }

    static void put(String kind, ObjectNode row, JsonNode body) {
        for (var field : body.properties()) {
            if (field.getKey().equals("custom_fields")) {
                ObjectNode custom = (ObjectNode) row.path("custom_fields");
                field.getValue().properties().forEach(value -> custom.set(value.getKey(), value.getValue()));
            } else {
                row.set(field.getKey(), field.getValue().deepCopy());
            }
        }
        if (kind.equals("person") && body.has("name")) {
            String[] names = body.path("name").asString().strip().split(" +", 2);
            row.put("first_name", names[0]);
            row.put("last_name", names.length == 2 ? names[1] : "");
        }
    }

    /** Who takes part first is whose activity it is. */
    static void primary(ObjectNode activity) {
        activity.path("participants")
                .valueStream()
                .filter(one -> one.path("primary").asBoolean(false))
                .findFirst()
                .ifPresent(one -> activity.set("person_id", one.path("person_id")));
    }
}
