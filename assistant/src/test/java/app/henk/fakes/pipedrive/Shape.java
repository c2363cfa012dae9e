package app.henk.fakes.pipedrive;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Which keys a request's body may have and of what type: stricter than the published schema where the service is. A text
 * where a number belongs is refused, so is a key that nobody knows.
 */
enum Shape {
    PERSON("name:s owner_id:i org_id:i? add_time:s emails:v phones:v visible_to:i label_ids:a custom_fields:o"),
    ORGANIZATION("name:s owner_id:i add_time:s visible_to:i label_ids:a address:o website:s? employee_count:i?"
            + " industry:i? annual_revenue:i? linkedin:s? custom_fields:o"),
    DEAL("title:s owner_id:i person_id:i? org_id:i? pipeline_id:i stage_id:i value:n currency:c status:s"
            + " probability:n? lost_reason:s? won_time:s lost_time:s close_time:s? expected_close_date:d? visible_to:i"
            + " label_ids:a is_archived:b archive_time:s custom_fields:o"),
    ACTIVITY("subject:s type:s owner_id:i deal_id:i lead_id:u org_id:i due_date:d due_time:t duration:t busy:b done:b"
            + " location:o participants:p attendees:a public_description:s priority:i note:s"),
    LEAD("title:s owner_id:i label_ids:a person_id:i? organization_id:i? value:m? expected_close_date:d? visible_to:s"
            + " was_seen:b is_archived:b origin_id:s? channel:i? channel_id:s?"),
    NOTE("content:s lead_id:u deal_id:i person_id:i org_id:i user_id:i add_time:s pinned_to_lead_flag:i"
            + " pinned_to_deal_flag:i pinned_to_person_flag:i pinned_to_organization_flag:i"),
    FIELD("field_name:s field_type:s options:a description:s? ui_visibility:o"),
    CONVERSION("stage_id:i pipeline_id:i"),
    MERGE("merge_with_id:i"),
    WEBHOOK("subscription_url:s event_action:s event_object:s name:s user_id:i http_auth_user:s? http_auth_password:s?"
            + " version:s");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Set<String> CURRENCIES = Set.of("EUR", "USD", "CHF", "GBP");
    private static final Map<String, Predicate<JsonNode>> TYPES = Map.of(
            "s", JsonNode::isString,
            "i", JsonNode::isIntegralNumber,
            "n", JsonNode::isNumber,
            "b", JsonNode::isBoolean,
            "a", JsonNode::isArray,
            "o", JsonNode::isObject,
            "d", node -> node.isString() && DAY.matcher(node.asString()).matches(),
            "t", node -> node.isString() && TIME.matcher(node.asString()).matches(),
            "u", node -> node.isString() && UUID.matcher(node.asString()).matches());

    private final Map<String, String> keys = new HashMap<>();

    Shape(String described) {
        for (String key : described.split(" ")) {
            keys.put(key.split(":")[0], key.split(":")[1]);
        }
    }

    /** @param hashes the custom fields that exist; at the root for a lead, inside custom_fields otherwise */
    void check(JsonNode body, Set<String> hashes) {
        for (var field : body.properties()) {
            String key = field.getKey();
            if (this == LEAD && HASH.matcher(key).matches()) {
                known(key, hashes);
                continue;
            }
            if (this == ACTIVITY && key.equals("person_id")) {
                throw Refusal.bad("'person_id' is a read-only field. Add a primary participant instead.");
            }
            String type = keys.get(key);
            if (type == null) {
                throw Refusal.invalid(key + ": Parameter '" + key + "' is not allowed for this request");
            }
            if (!fits(type, field.getValue())) {
                throw Refusal.invalid(key + ": Invalid value");
            }
        }
        body.path("custom_fields").properties().forEach(field -> known(field.getKey(), hashes));
    }

    private static void known(String hash, Set<String> hashes) {
        if (!hashes.contains(hash)) {
            throw Refusal.invalid(hash + ": Parameter '" + hash + "' is not allowed for this request");
        }
    }

    private static boolean fits(String type, JsonNode value) {
        if (value.isNull()) {
            return type.endsWith("?");
        }
        String plain = type.replace("?", "");
        return switch (plain) {
            case "v" ->
                value.isArray()
                        && value.valueStream()
                                .allMatch(entry -> entry.path("value").isString());
            case "p" ->
                value.isArray()
                        && value.valueStream()
                                .allMatch(entry -> entry.path("person_id").isIntegralNumber());
            case "m" -> value.isObject() && value.path("amount").isNumber() && currency(value.path("currency"));
            case "c" -> currency(value);
            default -> TYPES.get(plain).test(value);
        };
    }

    private static boolean currency(JsonNode value) {
        return value.isString() && CURRENCIES.contains(value.asString());
    }
}
