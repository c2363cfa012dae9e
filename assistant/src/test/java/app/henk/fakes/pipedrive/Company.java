package app.henk.fakes.pipedrive;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The records of one company and what its rules do with them. Every change is told as an event. */
final class Company {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    static final long OUR_USER = 77;
    /** Somebody who works in the browser. */
    static final long COLLEAGUE = 501;

    private static final DateTimeFormatter V1_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** @param source app for a person in the browser, api for a program */
    record Who(long user, String source) {
        static final Who US = new Who(OUR_USER, "api");
    }

    /** @param previous empty for what is new; mergedInto and convertedTo only where that happened */
    record Event(
            String entity,
            String action,
            ObjectNode data,
            Optional<ObjectNode> previous,
            Who by,
            Map<String, Object> meta) {}

    private final Clock clock;
    private final Map<String, Map<String, ObjectNode>> tables = new LinkedHashMap<>();
    private final Map<String, Set<String>> fields = new LinkedHashMap<>();
    private final Map<String, List<ObjectNode>> fieldRows = new LinkedHashMap<>();
    private final Conversions conversions = new Conversions(this);
    private final Consumer<Event> events;
    private long next = 1;
    /** How long search does not know of a change. */
    volatile long searchLagMillis;

    private final Map<String, Set<String>> kept = new HashMap<>();
    private final Map<String, Long> indexedAt = new LinkedHashMap<>();

    Company(Clock clock, Consumer<Event> events) {
        this.clock = clock;
        this.events = events;
        for (String kind :
                List.of("person", "organization", "deal", "lead", "activity", "note", "stage", "pipeline", "webhook")) {
            tables.put(kind, new LinkedHashMap<>());
        }
        for (String kind : List.of("person", "organization", "deal")) {
            fields.put(kind, new HashSet<>());
            fieldRows.put(kind, new ArrayList<>());
        }
        pipeline("Sales", "Qualified", "Contact Made", "Demo Scheduled", "Proposal Made", "Negotiations Started");
    }

    synchronized long pipeline(String name, String... stages) {
        ObjectNode pipeline = row("pipeline")
                .put("name", name)
                .put("order_nr", table("pipeline").size());
        pipeline.put("is_deleted", false).put("is_deal_probability_enabled", true);
        long id = pipeline.path("id").asLong();
        for (int i = 0; i < stages.length; i++) {
            row("stage")
                    .put("order_nr", i + 1)
                    .put("name", stages[i])
                    .put("is_deleted", false)
                    .put("deal_probability", 100)
                    .put("pipeline_id", id);
        }
        return id;
    }

    Map<String, ObjectNode> table(String kind) {
        return tables.get(kind);
    }

    Set<String> hashes(String kind) {
        return fields.get(kind.equals("lead") ? "deal" : kind);
    }

    List<ObjectNode> fieldRows(String kind) {
        return fieldRows.get(kind);
    }

    synchronized ObjectNode addField(String kind, JsonNode body) {
        String code = UUID.randomUUID().toString().replace("-", "") + "0a1b2c3d";
        fields.get(kind).add(code);
        ObjectNode row = JSON.createObjectNode()
                .put("field_name", body.path("field_name").asString())
                .put("field_code", code)
                .put("field_type", body.path("field_type").asString())
                .put("is_custom_field", true);
        fieldRows.get(kind).add(row);
        return row;
    }

    synchronized void dropField(String kind, String code) {
        fields.get(kind).remove(code);
        fieldRows.get(kind).removeIf(row -> row.path("field_code").asString().equals(code));
    }

    private ObjectNode row(String kind) {
        ObjectNode row = JSON.createObjectNode();
        if (kind.equals("lead")) {
            row.put("id", UUID.randomUUID().toString());
        } else {
            row.put("id", next++);
        }
        stamp(kind, row, "add_time");
        stamp(kind, row, "update_time");
        table(kind).put(row.path("id").asString(), row);
        return row;
    }

    void stamp(String kind, ObjectNode row, String key) {
        Instant now = clock.instant();
        row.put(
                key,
                switch (kind) {
                    case "note" -> V1_TIME.format(now);
                    case "lead" -> now.truncatedTo(ChronoUnit.MILLIS).toString();
                    default -> now.truncatedTo(ChronoUnit.SECONDS).toString();
                });
        indexedAt.put(kind + row.path("id").asString(), clock.millis());
    }

    /** Whether search knows the record as it is. */
    boolean indexed(String kind, ObjectNode row) {
        return clock.millis() - indexedAt.getOrDefault(kind + row.path("id").asString(), 0L) >= searchLagMillis;
    }

    synchronized ObjectNode create(String kind, JsonNode body, Who who) {
        references(body);
        ObjectNode row = row(kind);
        Fresh.of(kind, row);
        Fresh.put(kind, row, body);
        if (kind.equals("deal")) {
            settleDeal(row);
        }
        if (kind.equals("activity")) {
            Fresh.primary(row);
        }
        events.accept(new Event(kind, "create", row.deepCopy(), Optional.empty(), who, Map.of()));
        return row;
    }

    /** Takes no other value for this field of the record, and says that it did. */
    synchronized void keep(String kind, String id, String field) {
        kept.computeIfAbsent(kind + id, any -> new HashSet<>()).add(field);
    }

    private JsonNode withoutKept(String kind, String id, JsonNode body) {
        ObjectNode rest = body.deepCopy().asObject();
        return rest.remove(kept.getOrDefault(kind + id, Set.of()));
    }

    synchronized ObjectNode change(String kind, String id, JsonNode asked, Who who) {
        ObjectNode row = live(kind, id);
        JsonNode body = withoutKept(kind, id, asked);
        references(body);
        ObjectNode before = row.deepCopy();
        Fresh.put(kind, row, body);
        if (kind.equals("deal")) {
            if (body.has("stage_id")) {
                stamp(kind, row, "stage_change_time");
            }
            settleDeal(row);
        }
        if (kind.equals("activity")) {
            Fresh.primary(row);
        }
        ObjectNode previous = JSON.createObjectNode();
        before.properties().stream()
                .filter(field -> !field.getValue().equals(row.get(field.getKey())))
                .forEach(field -> previous.set(field.getKey(), field.getValue()));
        stamp(kind, row, "update_time");
        if (!previous.isEmpty()) {
            events.accept(new Event(kind, "change", row.deepCopy(), Optional.of(previous), who, Map.of()));
        }
        return row;
    }

    synchronized void delete(String kind, String id, Who who) {
        ObjectNode row = live(kind, id);
        ObjectNode last = row.deepCopy();
        remove(kind, id, row);
        events.accept(new Event(kind, "delete", row, Optional.of(last), who, Map.of()));
    }

    void remove(String kind, String id, ObjectNode row) {
        if (Set.of("lead", "note", "webhook").contains(kind)) {
            table(kind).remove(id);
        } else {
            row.put("is_deleted", true);
            stamp(kind, row, "update_time");
        }
    }

    synchronized ObjectNode merge(String kind, String gone, String into, Who who) {
        return new Union(this, kind).of(gone, into, who);
    }

    synchronized String convert(String lead, JsonNode body, Who who) {
        return conversions.begin(lead, body, who);
    }

    synchronized ObjectNode conversion(String id) {
        return conversions.status(id);
    }

    /** A deal that comes from a lead; what hung on the lead hangs on it. */
    ObjectNode dealOf(String lead, ObjectNode said) {
        references(said);
        ObjectNode made = row("deal");
        Fresh.of("deal", made);
        Fresh.put("deal", made, said);
        made.put("source_lead_id", lead);
        settleDeal(made);
        for (String related : List.of("activity", "note")) {
            table(related).values().stream()
                    .filter(other -> other.path("lead_id").asString("").equals(lead))
                    .forEach(other -> {
                        other.putNull("lead_id");
                        other.put("deal_id", made.path("id").asLong());
                    });
        }
        return made;
    }

    void tell(Event event) {
        events.accept(event);
    }

    ObjectNode live(String kind, String id) {
        ObjectNode row = table(kind).get(id);
        if (row == null || row.path("is_deleted").asBoolean(false)) {
            throw Refusal.notFound("requested " + kind);
        }
        return row;
    }

    private void settleDeal(ObjectNode deal) {
        if (!deal.path("stage_id").isNumber()) {
            long pipeline = deal.path("pipeline_id")
                    .asLong(table("pipeline")
                            .values()
                            .iterator()
                            .next()
                            .path("id")
                            .asLong());
            table("stage").values().stream()
                    .filter(stage -> stage.path("pipeline_id").asLong() == pipeline)
                    .findFirst()
                    .ifPresent(stage -> deal.put("stage_id", stage.path("id").asLong()));
        }
        deal.put(
                "pipeline_id",
                live("stage", deal.path("stage_id").asString())
                        .path("pipeline_id")
                        .asLong());
        String status = deal.path("status").asString();
        if (!Set.of("open", "won", "lost").contains(status)) {
            throw Refusal.invalid("status: must be one of open, won, lost");
        }
        if (!status.equals("lost")) {
            deal.putNull("lost_reason");
        }
    }

    private void references(JsonNode body) {
        reference(body, "person_id", "person");
        reference(body, "org_id", "organization");
        reference(body, "organization_id", "organization");
        reference(body, "deal_id", "deal");
        reference(body, "lead_id", "lead");
        reference(body, "stage_id", "stage");
    }

    private void reference(JsonNode body, String key, String kind) {
        JsonNode value = body.path(key);
        if (!value.isMissingNode() && !value.isNull()) {
            ObjectNode row = table(kind).get(value.asString());
            if (row == null || row.path("is_deleted").asBoolean(false)) {
                throw Refusal.bad(key + ": there is no such " + kind);
            }
        }
    }
}
