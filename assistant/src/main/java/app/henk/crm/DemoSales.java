package app.henk.crm;

import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The rows of a demo tenant's {@code pipeline.yaml}, counted from a day. */
final class DemoSales {

    private static final int FIRST_HOUR = 9;
    private static final int HOURS = 8;

    private final Map<Entity, List<Map<String, Object>>> rows = new EnumMap<>(Entity.class);
    private final List<Map<String, Object>> visits = new ArrayList<>();
    private final Map<String, UUID> organisations = new LinkedHashMap<>();
    private final Map<String, String> sectors = new LinkedHashMap<>();
    private final Map<String, UUID> contacts = new LinkedHashMap<>();
    private final SalesRules rules;
    private final Tenant tenant;
    private final Map<String, UUID> salespeople;
    private final LocalDate today;
    private int moment;

    DemoSales(JsonNode demo, SalesRules rules, Tenant tenant, Map<String, UUID> salespeople, LocalDate today) {
        this.rules = rules;
        this.tenant = tenant;
        this.salespeople = salespeople;
        this.today = today;
        demo.path("organisations").forEach(this::organisation);
        demo.path("deals").forEach(this::deal);
        demo.path("leads").forEach(this::lead);
    }

    /** In the order in which they refer to each other. */
    Map<Entity, List<Map<String, Object>>> rows() {
        return rows;
    }

    /** Of stages that a deal has left; the one in which it is follows from the deal. */
    List<Map<String, Object>> visits() {
        return visits;
    }

    private void organisation(JsonNode said) {
        Map<String, Object> row = new LinkedHashMap<>();
        UUID id = add(Entity.ORGANISATION, row);
        row.put("name", said.path("name").asString());
        row.put("sector", text(said, "sector"));
        row.put("employees", said.path("employees").asInt());
        row.put("country", text(said, "country"));
        organisations.put(said.path("name").asString(), id);
        sectors.put(said.path("name").asString(), said.path("sector").asString());
    }

    private UUID contact(JsonNode said, Optional<String> company) {
        String name = said.path("first").asString() + " " + said.path("last").asString();
        return contacts.computeIfAbsent(name, unknown -> {
            Map<String, Object> row = new LinkedHashMap<>();
            UUID id = add(Entity.CONTACT, row);
            row.put("first_name", said.path("first").asString());
            row.put("last_name", said.path("last").asString());
            row.put("email", text(said, "email"));
            row.put("phone", text(said, "phone"));
            row.put("company", company);
            row.put("job_title", text(said, "job"));
            row.put("language", tenant.language());
            row.put("organisation_id", company.map(organisations::get));
            return id;
        });
    }

    private void deal(JsonNode said) {
        Optional<String> company = text(said, "company");
        List<Visit> path = said.path("stages")
                .valueStream()
                .map(visit -> new Visit(visit.get(0).asString(), at(visit.get(1).asInt())))
                .toList();
        Visit last = path.getLast();
        Stage stage = rules.stages().keyed(last.stage()).orElseThrow();
        UUID contact = contact(said.path("contact"), company);
        UUID assignee =
                Objects.requireNonNull(salespeople.get(said.path("assignee").asString()), "assignee");
        Map<String, Object> row = new LinkedHashMap<>();
        UUID id = add(Entity.DEAL, row);
        row.put("title", said.path("title").asString());
        row.put("contact_id", contact);
        row.put("organisation_id", company.map(organisations::get));
        row.put("value", Optional.ofNullable(said.get("value")).map(JsonNode::decimalValue));
        row.put("currency", tenant.currency().getCode());
        row.put("stage_key", stage.key());
        row.put("status", stage.state());
        row.put("probability", stage.probability());
        row.put("stage_since", last.entered());
        row.put("expected_close", Optional.ofNullable(said.get("close")).map(days -> today.plusDays(days.asInt())));
        row.put("assignee_id", assignee);
        row.put("sector", text(said, "sector").or(() -> company.map(sectors::get)));
        row.put("notes", text(said, "notes").orElse(""));
        row.put("closed_at", Optional.of(last.entered()).filter(at -> !stage.isOpen()));
        row.put("lost_reason", text(said, "lostReason"));
        row.put("origin", "demo:" + row.get("title"));
        row.put("created_at", path.getFirst().entered());
        row.put(
                "last_contact_at",
                said.path("activities")
                        .valueStream()
                        .filter(activity -> !activity.get(0).asString().equals("note"))
                        .map(activity -> activity(activity, contact, id, assignee))
                        .reduce((one, next) -> next.isAfter(one) ? next : one));
        said.path("activities")
                .valueStream()
                .filter(activity -> activity.get(0).asString().equals("note"))
                .forEach(note -> activity(note, contact, id, assignee));
        said.path("tasks").forEach(task -> task(task, id, assignee));
        for (int i = 0; i + 1 < path.size(); i++) {
            visits.add(Map.of(
                    "id", Ids.next(),
                    "deal_id", id,
                    "stage_key", path.get(i).stage(),
                    "entered_at", path.get(i).entered(),
                    "left_at", path.get(i + 1).entered()));
        }
    }

    private record Visit(String stage, Instant entered) {}

    private Instant activity(JsonNode said, UUID contact, UUID deal, UUID actor) {
        Instant at = at(said.get(1).asInt());
        Map<String, Object> row = new LinkedHashMap<>();
        add(Entity.ACTIVITY, row);
        row.put("type", said.get(0).asString());
        row.put("subject", said.get(2).asString());
        row.put("body", said.size() > 3 ? said.get(3).asString() : "");
        row.put("contact_id", contact);
        row.put("deal_id", deal);
        row.put("actor_id", actor);
        row.put("tainted", false);
        row.put("at", at);
        return at;
    }

    private void task(JsonNode said, UUID deal, UUID assignee) {
        Map<String, Object> row = new LinkedHashMap<>();
        add(Entity.TASK, row);
        row.put("subject", said.get(0).asString());
        row.put("due", today.plusDays(said.get(1).asInt()));
        row.put("assignee_id", assignee);
        row.put("deal_id", deal);
    }

    private void lead(JsonNode said) {
        Optional<String> company = text(said, "company");
        Optional<LocalDate> event = Optional.ofNullable(said.get("eventIn")).map(days -> today.plusDays(days.asInt()));
        LeadFacts facts = new LeadFacts(
                Optional.of(
                        said.path("first").asString() + " " + said.path("last").asString()),
                text(said, "email"),
                text(said, "phone"),
                company,
                Optional.ofNullable(said.get("budget")).map(JsonNode::decimalValue),
                Optional.ofNullable(said.get("companySize")).map(JsonNode::asInt),
                text(said, "industry"),
                text(said, "urgency"),
                text(said, "occasion"),
                event);
        Score score = rules.scoring().score(facts, today);
        Map<String, Object> row = new LinkedHashMap<>();
        add(Entity.LEAD, row);
        row.put("contact_id", contact(said, company));
        row.put("first_name", said.path("first").asString());
        row.put("last_name", said.path("last").asString());
        row.put("email", facts.email());
        row.put("phone", facts.phone());
        row.put("company", company);
        row.put("budget", facts.budget().map(BigDecimal::toPlainString));
        row.put("currency", tenant.currency().getCode());
        row.put("company_size", facts.companySize());
        row.put("industry", facts.industry());
        row.put("urgency", facts.urgency());
        row.put("occasion", facts.occasion());
        row.put("event_date", facts.eventDate());
        row.put("source", said.path("source").asString());
        row.put("status", "new");
        row.put(
                "assignee_id",
                Optional.ofNullable(salespeople.get(said.path("assignee").asString(""))));
        row.put("notes", text(said, "notes").orElse(""));
        row.put("wish", List.of());
        row.put("score", score.total());
        row.put("formula_version", score.formula());
        row.put("created_at", at(-said.path("age").asInt()));
    }

    private UUID add(Entity entity, Map<String, Object> row) {
        UUID id = Ids.next();
        row.put("id", id);
        rows.computeIfAbsent(entity, first -> new ArrayList<>()).add(row);
        return id;
    }

    /** At some hour of work on that day. */
    private Instant at(int days) {
        moment++;
        return today.plusDays(days)
                .atTime(FIRST_HOUR + moment % HOURS, moment * 7 % 60)
                .atZone(tenant.zone())
                .toInstant();
    }

    private static Optional<String> text(JsonNode said, String name) {
        return Optional.ofNullable(said.get(name)).map(JsonNode::asString);
    }
}
