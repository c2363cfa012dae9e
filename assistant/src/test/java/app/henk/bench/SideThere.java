package app.henk.bench;

import app.henk.bench.BothSides.Entry;
import app.henk.bench.Ledger.Sort;
import app.henk.fakes.pipedrive.FakePipedrive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All records of Pipedrive's, as they would have to stand in Henk. */
final class SideThere {

    private final Map<String, Map<String, ObjectNode>> rows = new HashMap<>();
    private final Map<String, String> stages;

    /** @param stages keys of the stages in Henk, by id there */
    SideThere(FakePipedrive pipedrive, Map<String, String> stages) {
        this.stages = stages;
        for (String kind : List.of("organization", "person", "lead", "deal", "activity", "note")) {
            Map<String, ObjectNode> byId = new HashMap<>();
            pipedrive.all(kind).forEach(row -> byId.put(row.path("id").asString(), row));
            rows.put(kind, byId);
        }
    }

    List<Entry> all(Sort sort) {
        List<Entry> entries = new ArrayList<>();
        rows(kind(sort)).values().forEach(row -> {
            Optional<String> word = Ledger.in(word(sort, row));
            // both stand in one list there
            boolean other = sort == Sort.ACTIVITY
                            && word.filter(known -> known.startsWith("T")).isPresent()
                    || sort == Sort.TASK
                            && word.filter(known -> known.startsWith("A")).isPresent();
            if (!other) {
                String id = row.path("id").asString();
                entries.add(new Entry(sort, word, id, id, "", "", fields(sort, row)));
            }
        });
        return entries;
    }

    private Map<String, ObjectNode> rows(String kind) {
        return rows.getOrDefault(kind, Map.of());
    }

    private static String kind(Sort sort) {
        return switch (sort) {
            case ORGANISATION -> "organization";
            case PERSON, LEAD, DEAL, NOTE -> sort.name().toLowerCase(Locale.ROOT);
            case TASK, ACTIVITY -> "activity";
        };
    }

    private String word(Sort sort, ObjectNode row) {
        return switch (sort) {
            case ORGANISATION -> text(row, "name");
            case PERSON -> email(row);
            // whose it is: it may be called as the deal here is
            case LEAD -> {
                ObjectNode person = rows("person").get(text(row, "person_id"));
                yield person == null ? text(row, "title") : email(person);
            }
            case DEAL -> text(row, "title");
            case TASK, ACTIVITY -> text(row, "subject");
            case NOTE -> text(row, "content");
        };
    }

    private Map<String, String> fields(Sort sort, ObjectNode row) {
        Map<String, String> fields = new TreeMap<>();
        switch (sort) {
            case ORGANISATION -> {
                fields.put("name", text(row, "name"));
                fields.put("employees", text(row, "employee_count"));
            }
            case PERSON -> {
                fields.put("name", text(row, "name"));
                fields.put("email", email(row));
                fields.put(
                        "phone",
                        row.path("phones").path(0).path("value").asString("").replaceAll("[^+0-9]", ""));
                fields.put("org", live("organization", row, "org_id"));
            }
            case LEAD -> {
                fields.put("value", amount(row.path("value").path("amount"), ""));
                fields.put("archived", Boolean.toString(row.path("is_archived").asBoolean(false)));
                fields.put("person", live("person", row, "person_id"));
            }
            case DEAL -> {
                boolean open = text(row, "status").equals("open");
                fields.put("title", text(row, "title"));
                fields.put("value", amount(row.path("value"), "0"));
                fields.put("currency", text(row, "currency"));
                fields.put("status", text(row, "status"));
                fields.put("lost_reason", text(row, "lost_reason"));
                fields.put("stage", open ? stages.getOrDefault(text(row, "stage_id"), "unknown") : "");
                fields.put("close", text(row, "expected_close_date"));
                fields.put("person", live("person", row, "person_id"));
                fields.put("org", live("organization", row, "org_id"));
            }
            case TASK -> {
                fields.put("subject", text(row, "subject"));
                fields.put("due", text(row, "due_date"));
                fields.put("done", Boolean.toString(row.path("done").asBoolean(false)));
                fields.put("about", about(row));
            }
            case ACTIVITY -> {
                fields.put("subject", text(row, "subject"));
                fields.put("text", plain(text(row, "note")));
                fields.put("type", text(row, "type"));
                fields.put("about", about(row));
            }
            case NOTE -> {
                fields.put("text", plain(text(row, "content")));
                fields.put("about", about(row));
            }
        }
        return fields;
    }

    private String about(JsonNode row) {
        String deal = live("deal", row, "deal_id");
        return deal.isEmpty() ? live("lead", row, "lead_id") : deal;
    }

    /** What it points to; nobody asks when that is gone. */
    private String live(String kind, JsonNode row, String key) {
        String id = text(row, key);
        return id.isEmpty() || rows(kind).containsKey(id) ? id : "?";
    }

    private static String email(JsonNode person) {
        return person.path("emails").path(0).path("value").asString("").toLowerCase(Locale.ROOT);
    }

    private static String amount(JsonNode value, String none) {
        if (!value.isNumber()) {
            return none;
        }
        BigDecimal amount = value.decimalValue();
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private static String text(JsonNode row, String key) {
        return row.path(key).asString("").strip();
    }

    private static String plain(String html) {
        String lines = html.replaceAll("(?i)<br ?/?>|</p>", "\n").replaceAll("<[^>]*>", "");
        return HtmlUtils.htmlUnescape(lines)
                .replaceAll("\\[henk [0-9a-f-]{36}]", "")
                .strip();
    }
}
