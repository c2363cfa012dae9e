package app.henk.fakes.pipedrive;

import app.henk.fakes.pipedrive.Company.Event;
import app.henk.fakes.pipedrive.Company.Who;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Leads that become deals: begun, and asked for later. */
final class Conversions {

    private final Company company;
    private final Map<String, ObjectNode> begun = new LinkedHashMap<>();

    Conversions(Company company) {
        this.company = company;
    }

    String begin(String lead, JsonNode body, Who who) {
        ObjectNode row = company.live("lead", lead);
        ObjectNode made = company.dealOf(lead, fields(row, body));
        ObjectNode last = row.deepCopy();
        company.table("lead").remove(lead);
        company.tell(new Event("lead", "delete", row, Optional.of(last), who, Map.of()));
        company.tell(new Event("deal", "create", made.deepCopy(), Optional.empty(), who, Map.of()));
        String conversion = UUID.randomUUID().toString();
        begun.put(
                conversion,
                Company.JSON
                        .createObjectNode()
                        .put("conversion_id", conversion)
                        .put("status", "running")
                        .put("deal_id", made.path("id").asLong()));
        return conversion;
    }

    private static ObjectNode fields(ObjectNode lead, JsonNode body) {
        ObjectNode deal = Company.JSON.createObjectNode();
        deal.set("title", lead.path("title"));
        copy(lead, "person_id", deal, "person_id");
        copy(lead, "organization_id", deal, "org_id");
        if (lead.path("value").isObject()) {
            deal.set("value", lead.path("value").path("amount"));
            deal.set("currency", lead.path("value").path("currency"));
        }
        if (body.has("stage_id")) {
            deal.set("stage_id", body.path("stage_id"));
        }
        ObjectNode custom = deal.putObject("custom_fields");
        lead.properties().stream()
                .filter(field -> field.getKey().length() == 40)
                .forEach(field -> custom.set(field.getKey(), field.getValue()));
        return deal;
    }

    /** The first question finds it running. */
    ObjectNode status(String id) {
        ObjectNode known = begun.get(id);
        if (known == null) {
            throw Refusal.notFound("Entity was");
        }
        ObjectNode answer = known.deepCopy();
        if (known.path("status").asString().equals("running")) {
            answer.remove("deal_id");
            known.put("status", "completed");
        }
        return answer;
    }

    private static void copy(ObjectNode from, String key, ObjectNode to, String as) {
        JsonNode value = from.path(key);
        if (!value.isNull() && !value.isMissingNode()) {
            to.set(as, value);
        }
    }
}
