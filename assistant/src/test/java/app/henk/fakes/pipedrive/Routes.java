package app.henk.fakes.pipedrive;

import app.henk.fakes.pipedrive.Company.Who;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a request asks for and what it costs; knows nothing of connections. */
final class Routes {

    /** @param tokens off the day's budget */
    record Answer(int status, ObjectNode body, int tokens, boolean search) {}

    static final Map<String, String> V2 =
            Map.of("persons", "person", "organizations", "organization", "deals", "deal", "activities", "activity");
    private static final Pattern PATH = Pattern.compile("/(?:api/)?(v1|v2)/(.*)");
    private static final Set<String> LIST = Set.of(
            "ids",
            "owner_id",
            "org_id",
            "person_id",
            "deal_id",
            "lead_id",
            "pipeline_id",
            "stage_id",
            "status",
            "done",
            "updated_since",
            "updated_until",
            "sort_by",
            "sort_direction",
            "include_fields",
            "custom_fields",
            "limit",
            "cursor",
            "filter_id");
    private static final Pattern WHOLE_SECONDS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

    private final Company company;
    private final FirstVersion first;
    private final Search search;

    Routes(Company company) {
        this.company = company;
        this.first = new FirstVersion(company);
        this.search = new Search(company);
    }

    Answer answer(String method, String path, Map<String, String> query, JsonNode body) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw Refusal.notFound("route");
        }
        String[] parts = matcher.group(2).split("/");
        return matcher.group(1).equals("v2")
                ? v2(method, parts, query, body)
                : first.answer(method, parts, query, body);
    }

    private Answer v2(String method, String[] parts, Map<String, String> query, JsonNode body) {
        if (parts[0].equals("leads")) {
            return conversion(method, parts, body);
        }
        if (Set.of("stages", "pipelines").contains(parts[0])) {
            String kind = parts[0].substring(0, parts[0].length() - 1);
            return Pages.page(
                    company.table(kind).values().stream()
                            .filter(row -> !row.path("is_deleted").asBoolean(false))
                            .filter(row -> Pages.matches(row, "pipeline_id", query))
                            .toList(),
                    query,
                    5);
        }
        if (parts[0].endsWith("Fields")) {
            String kind = parts[0].replace("Fields", "").toLowerCase(Locale.ROOT);
            if (method.equals("POST")) {
                Shape.FIELD.check(body, Set.of());
                return Pages.done(200, company.addField(kind, body), 5);
            }
            return Pages.page(company.fieldRows(kind), query, 10);
        }
        String kind = V2.get(parts[0]);
        if (kind == null) {
            throw Refusal.notFound("route");
        }
        if (parts.length == 1) {
            return method.equals("POST") ? create(kind, body) : Pages.page(listed(kind, query), query, 10);
        }
        if (parts[1].equals("search")) {
            return search.of(kind, query);
        }
        return switch (method) {
            case "GET" -> Pages.done(200, shown(kind, found(kind, parts[1]), query), 1);
            case "PATCH" -> {
                shape(kind).check(body, hashes(kind));
                yield Pages.done(200, company.change(kind, Pages.number(parts[1]), body, Who.US), 5);
            }
            case "DELETE" -> {
                company.delete(kind, Pages.number(parts[1]), Who.US);
                yield Pages.done(200, Company.JSON.createObjectNode().put("id", Long.parseLong(parts[1])), 3);
            }
            default -> throw Refusal.of(405, "Method not allowed", "ERR_METHOD");
        };
    }

    private Answer create(String kind, JsonNode body) {
        shape(kind).check(body, hashes(kind));
        String name =
                Set.of("person", "organization").contains(kind) ? "name" : kind.equals("deal") ? "title" : "subject";
        if (body.path(name).asString("").isBlank()) {
            throw Refusal.invalid(name + ": must be given");
        }
        return Pages.done(200, company.create(kind, body, Who.US), 5);
    }

    /** A deleted record is still shown for thirty days. */
    private ObjectNode found(String kind, String id) {
        ObjectNode row = company.table(kind).get(Pages.number(id));
        if (row == null) {
            throw Refusal.notFound("requested " + kind);
        }
        return row;
    }

    private static ObjectNode shown(String kind, ObjectNode row, Map<String, String> query) {
        ObjectNode shown = row.deepCopy();
        if (!query.getOrDefault("include_fields", "").contains("source_lead_id")) {
            shown.remove("source_lead_id");
        }
        return shown;
    }

    private List<ObjectNode> listed(String kind, Map<String, String> query) {
        query.keySet().stream().filter(key -> !LIST.contains(key)).findFirst().ifPresent(key -> {
            throw Refusal.invalid(key + ": Parameter '" + key + "' is not allowed for this request");
        });
        for (String time : List.of("updated_since", "updated_until")) {
            if (query.containsKey(time)
                    && !WHOLE_SECONDS.matcher(query.get(time)).matches()) {
                throw Refusal.invalid(time + ": must be a RFC 3339 time in whole seconds");
            }
        }
        List<String> ids =
                query.containsKey("ids") ? Arrays.asList(query.get("ids").split(",")) : List.of();
        if (ids.size() > 100) {
            throw Refusal.invalid("ids: at most 100");
        }
        String since = query.getOrDefault("updated_since", "");
        List<String> states =
                query.containsKey("status") ? Arrays.asList(query.get("status").split(",")) : List.of();
        boolean deleted = states.contains("deleted");
        Comparator<ObjectNode> order = query.getOrDefault("sort_by", "id").equals("update_time")
                ? Comparator.<ObjectNode, String>comparing(
                                row -> row.path("update_time").asString())
                        .thenComparing(row -> row.path("id").asLong())
                : Comparator.comparing(row -> row.path("id").asLong());
        Stream<ObjectNode> rows = company.table(kind).values().stream()
                .filter(row -> deleted == row.path("is_deleted").asBoolean(false))
                .filter(row -> !row.path("is_archived").asBoolean(false))
                .filter(row -> ids.isEmpty() || ids.contains(row.path("id").asString()))
                .filter(row ->
                        since.isEmpty() || row.path("update_time").asString().compareTo(since) >= 0)
                .filter(row -> states.isEmpty()
                        || deleted
                        || states.contains(row.path("status").asString()))
                .filter(row -> Stream.of(
                                "person_id", "org_id", "deal_id", "lead_id", "stage_id", "pipeline_id", "owner_id")
                        .allMatch(key -> Pages.matches(row, key, query)));
        return rows.sorted(order).map(row -> shown(kind, row, query)).toList();
    }

    private Answer conversion(String method, String[] parts, JsonNode body) {
        if (parts.length == 4 && parts[2].equals("convert") && parts[3].equals("deal") && method.equals("POST")) {
            Shape.CONVERSION.check(body, Set.of());
            return Pages.done(
                    200,
                    Company.JSON.createObjectNode().put("conversion_id", company.convert(parts[1], body, Who.US)),
                    40);
        }
        if (parts.length == 5 && parts[3].equals("status")) {
            return Pages.done(200, company.conversion(parts[4]), 1);
        }
        throw Refusal.notFound("route");
    }

    private Set<String> hashes(String kind) {
        return kind.equals("activity") ? Set.of() : company.hashes(kind);
    }

    private static Shape shape(String kind) {
        return Shape.valueOf(kind.toUpperCase(Locale.ROOT));
    }
}
