package app.henk.pipedrive;

import static app.henk.pipedrive.Values.amount;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A record as Pipedrive shows it. What is not known is ignored, for answers gain fields without notice.
 *
 * @param gone whether it is deleted there
 * @param at when it was changed there last, to the second
 */
record Theirs(Remote kind, String id, JsonNode json, Values values, boolean gone, Instant at) {

    private static final Pattern PARAGRAPHS = Pattern.compile("(?i)<br ?/?>|</p>|</div>|</li>");
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");
    private static final Pattern MARK = Pattern.compile("\\[henk ([0-9a-f-]{36})]");
    private static final Pattern OWN_REFERENCE = Pattern.compile("(?:\\s*\\[henk [0-9a-f-]{36}])+\\s*$");

    static Theirs of(Remote kind, JsonNode json) {
        boolean deleted = json.path("is_deleted").asBoolean(false)
                || !json.path("active_flag").asBoolean(true);
        return new Theirs(
                kind,
                json.path("id").asString(""),
                json,
                values(kind, json),
                deleted,
                instant(json.path("update_time")));
    }

    private static Values values(Remote kind, JsonNode json) {
        Map<String, String> values = new TreeMap<>();
        switch (kind) {
            case ORGANIZATION -> {
                values.put("name", text(json, "name"));
                values.put("website", text(json, "website"));
                values.put("employees", text(json, "employee_count"));
            }
            case PERSON -> {
                values.put("name", text(json, "name"));
                values.put("email", primary(json.path("emails")).toLowerCase(Locale.ROOT));
                values.put("phone", Values.phone(primary(json.path("phones"))));
                values.put("org", text(json, "org_id"));
            }
            case DEAL -> {
                values.put("title", text(json, "title"));
                values.put("value", amount(json.path("value").asDecimal(BigDecimal.ZERO)));
                values.put("currency", text(json, "currency"));
                values.put("person", text(json, "person_id"));
                values.put("org", text(json, "org_id"));
                String status = text(json, "status");
                values.put("status", status);
                // one that a merge left on a deal that is not lost says nothing
                values.put("reason", status.equals("lost") ? text(json, "lost_reason") : "");
                values.put("close", text(json, "expected_close_date"));
                values.put("stage", text(json, "stage_id"));
                values.put("owner", text(json, "owner_id"));
            }
            case LEAD -> {
                values.put("title", text(json, "title"));
                values.put("person", text(json, "person_id"));
                values.put("org", text(json, "organization_id"));
                JsonNode value = json.path("value");
                values.put(
                        "value", value.isObject() ? amount(value.path("amount").asDecimal(BigDecimal.ZERO)) : "");
                values.put("currency", text(value, "currency"));
                values.put("archived", Boolean.toString(json.path("is_archived").asBoolean(false)));
                values.put("owner", text(json, "owner_id"));
            }
            case ACTIVITY -> {
                values.put("subject", text(json, "subject"));
                // a lunch is a meeting here
                values.put("type", text(json, "type").replace("lunch", "meeting"));
                values.put("due", text(json, "due_date"));
                values.put("done", Boolean.toString(json.path("done").asBoolean(false)));
                values.put("text", Values.kept(plain(text(json, "note"))));
                values.put("owner", text(json, "owner_id"));
                related(json, values);
            }
            case NOTE -> {
                values.put("text", Values.kept(plain(text(json, "content"))));
                related(json, values);
            }
        }
        return new Values(values);
    }

    private static void related(JsonNode json, Map<String, String> values) {
        values.put("deal", text(json, "deal_id"));
        values.put("lead", text(json, "lead_id"));
        values.put("person", text(json, "person_id"));
    }

    /** Whether it carries our own mark of this record: in its custom field, as origin, or in its text. */
    boolean isFor(String reference, Connection.Refs refs) {
        String own = refs.of(kind)
                .map(code -> kind == Remote.LEAD
                        ? json.path(code)
                        : json.path("custom_fields").path(code))
                .map(node -> node.asString(""))
                .orElse("");
        return reference.equals(own)
                || reference.equals(json.path("origin_id").asString(""))
                || Stream.of("note", "content")
                        .anyMatch(key -> json.path(key).asString("").contains(mark(reference)));
    }

    /** Our mark in a text, for what has no custom fields. */
    static String mark(String reference) {
        return "[henk " + reference + "]";
    }

    /** Our record that it was made for, as its custom field says, or its text. */
    Optional<String> reference(Connection.Refs refs) {
        Optional<String> field = refs.of(kind)
                .map(code -> kind == Remote.LEAD
                        ? json.path(code)
                        : json.path("custom_fields").path(code))
                .map(node -> node.asString(""))
                .filter(text -> !text.isEmpty());
        return field.or(() -> Stream.of("note", "content")
                .map(key -> MARK.matcher(json.path(key).asString("")))
                .filter(Matcher::find)
                .map(mark -> mark.group(1))
                .findFirst());
    }

    /** The lead that the deal was. */
    Optional<String> sourceLead() {
        return Optional.of(text(json, "source_lead_id")).filter(id -> !id.isEmpty());
    }

    private static String text(JsonNode json, String key) {
        return json.path(key).asString("").strip();
    }

    private static String primary(JsonNode list) {
        return list.valueStream()
                .filter(one -> one.path("primary").asBoolean(false))
                .findFirst()
                .or(() -> list.valueStream().findFirst())
                .map(one -> one.path("value").asString("").strip())
                .orElse("");
    }

    /** HTML as a person reads it, without our mark. */
    static String plain(String html) {
        String text = TAGS.matcher(PARAGRAPHS.matcher(html).replaceAll("\n")).replaceAll("");
        text = text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
        return OWN_REFERENCE.matcher(text.strip()).replaceAll("").strip();
    }

    /** RFC 3339, or the first version's own form in UTC. */
    private static Instant instant(JsonNode node) {
        String text = node.asString("");
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
