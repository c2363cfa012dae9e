package app.henk.fakes.pipedrive;

import app.henk.fakes.pipedrive.Company.Who;
import java.util.ArrayList;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a request asks for and what it costs; knows nothing of connections. */
final class Routes {

    /** @param tokens off the day's budget */
    record Answer(int status, ObjectNode body, int tokens, boolean search) {}

    private static final Map<String, String> V2 =
            Map.of("persons", "person", "organizations", "organization", "deals", "deal", "activities", "activity");
    private static final Pattern PATH = Pattern.compile("/(?:api/)?(v1|v2)/(.*)");
    private static final int MOST_V2 = 500;
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

    Routes(Company company) {
        this.company = company;
    }

    Answer answer(String method, String path, Map<String, String> query, JsonNode body) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw Refusal.notFound("route");
        }
        String[] parts = matcher.group(2).split("/");
        return matcher.group(1).equals("v2") ? v2(method, parts, query, body) : v1(method, parts, query, body);
    }

    private Answer v2(String method, String[] parts, Map<String, String> query, JsonNode body) {
        if (parts[0].equals("leads")) {
            return conversion(method, parts, body);
        }
        if (Set.of("stages", "pipelines").contains(parts[0])) {
            String kind = parts[0].substring(0, parts[0].length() - 1);
            return page(
                    company.table(kind).values().stream()
                            .filter(row -> !row.path("is_deleted").asBoolean(false))
                            .filter(row -> matches(row, "pipeline_id", query))
                            .toList(),
                    query,
                    5);
        }
        if (parts[0].endsWith("Fields")) {
            String kind = parts[0].replace("Fields", "").toLowerCase(Locale.ROOT);
            if (method.equals("POST")) {
                Shape.FIELD.check(body, Set.of());
                return done(200, company.addField(kind, body), 5);
            }
            return page(company.fieldRows(kind), query, 10);
        }
        String kind = V2.get(parts[0]);
        if (kind == null) {
            throw Refusal.notFound("route");
        }
        if (parts.length == 1) {
            return method.equals("POST") ? create(kind, body) : page(listed(kind, query), query, 10);
        }
        if (parts[1].equals("search")) {
            return search(kind, query);
        }
        return switch (method) {
            case "GET" -> done(200, shown(kind, found(kind, parts[1]), query), 1);
            case "PATCH" -> {
                shape(kind).check(body, hashes(kind));
                yield done(200, company.change(kind, number(parts[1]), body, Who.US), 5);
            }
            case "DELETE" -> {
                company.delete(kind, number(parts[1]), Who.US);
                yield done(200, Company.JSON.createObjectNode().put("id", Long.parseLong(parts[1])), 3);
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
        return done(200, company.create(kind, body, Who.US), 5);
    }

    /** A deleted record is still shown for thirty days. */
    private ObjectNode found(String kind, String id) {
        ObjectNode row = company.table(kind).get(number(id));
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
                        .allMatch(key -> matches(row, key, query)));
        return rows.sorted(order).map(row -> shown(kind, row, query)).toList();
    }

    private static boolean matches(ObjectNode row, String key, Map<String, String> query) {
        return !query.containsKey(key) || query.get(key).equals(row.path(key).asString(""));
    }

    private static Answer page(List<ObjectNode> rows, Map<String, String> query, int tokens) {
        int limit = Integer.parseInt(query.getOrDefault("limit", "100"));
        if (limit < 1 || limit > MOST_V2) {
            throw Refusal.invalid("limit: must be from 1 to 500");
        }
        int from = query.containsKey("cursor") ? cursor(query.get("cursor")) : 0;
        ObjectNode body = Company.JSON.createObjectNode().put("success", true);
        ArrayNode data = body.putArray("data");
        rows.stream().skip(from).limit(limit).forEach(data::add);
        ObjectNode more = body.putObject("additional_data");
        if (from + limit < rows.size()) {
            more.put("next_cursor", "c" + (from + limit));
        } else {
            more.putNull("next_cursor");
        }
        return new Answer(200, body, tokens, false);
    }

    private static int cursor(String text) {
        if (!text.matches("c\\d+")) {
            throw Refusal.invalid("cursor: is not one of this request");
        }
        return Integer.parseInt(text.substring(1));
    }

    private Answer search(String kind, Map<String, String> query) {
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
        return new Answer(200, body, 20, true);
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

    private Answer conversion(String method, String[] parts, JsonNode body) {
        if (parts.length == 4 && parts[2].equals("convert") && parts[3].equals("deal") && method.equals("POST")) {
            Shape.CONVERSION.check(body, Set.of());
            return done(
                    200,
                    Company.JSON.createObjectNode().put("conversion_id", company.convert(parts[1], body, Who.US)),
                    40);
        }
        if (parts.length == 5 && parts[3].equals("status")) {
            return done(200, company.conversion(parts[4]), 1);
        }
        throw Refusal.notFound("route");
    }

    private Answer v1(String method, String[] parts, Map<String, String> query, JsonNode body) {
        return switch (parts[0]) {
            case "users" -> done(200, me(), 2);
            case "leads" -> leads(method, parts, query, body);
            case "notes" -> notes(method, parts, query, body);
            case "webhooks" -> webhooks(method, parts, body);
            case "persons", "organizations", "deals" -> {
                if (parts.length != 3 || !parts[2].equals("merge") || !method.equals("PUT")) {
                    throw Refusal.of(410, "This endpoint is gone, use v2", "GONE");
                }
                Shape.MERGE.check(body, Set.of());
                yield done(
                        200,
                        company.merge(
                                V2.get(parts[0]),
                                number(parts[1]),
                                body.path("merge_with_id").asString(),
                                Who.US),
                        40);
            }
            default -> throw Refusal.notFound("route");
        };
    }

    private static ObjectNode me() {
        return Company.JSON
                .createObjectNode()
                .put("id", Company.OUR_USER)
                .put("name", "Henk")
                .put("is_admin", 1)
                .put("company_id", 4711)
                .put("company_name", "Atelier Probe")
                .put("company_domain", "probe")
                .put("default_currency", "EUR")
                .put("timezone_name", "Europe/Berlin");
    }

    private Answer leads(String method, String[] parts, Map<String, String> query, JsonNode body) {
        if (parts.length == 1 && method.equals("POST")) {
            Shape.LEAD.check(body, company.hashes("lead"));
            if (!body.path("person_id").isNumber()
                    && !body.path("organization_id").isNumber()) {
                throw Refusal.bad("A lead must be linked to a person or an organization.");
            }
            return done(201, company.create("lead", body, Who.US), 10);
        }
        if (parts.length == 1 || parts[1].equals("archived")) {
            boolean archived = parts.length == 2;
            List<ObjectNode> rows = company.table("lead").values().stream()
                    .filter(row -> row.path("is_archived").asBoolean(false) == archived)
                    .filter(row -> matches(row, "person_id", query) && matches(row, "organization_id", query))
                    .filter(row -> !query.containsKey("updated_since")
                            || row.path("update_time").asString().compareTo(query.get("updated_since")) >= 0)
                    .sorted(Comparator.comparing(row -> row.path("add_time").asString()))
                    .toList();
            return v1Page(rows, query, 20, false);
        }
        return switch (method) {
            case "GET" -> done(200, company.live("lead", parts[1]), 2);
            case "PATCH" -> {
                Shape.LEAD.check(body, company.hashes("lead"));
                yield done(200, company.change("lead", parts[1], body, Who.US), 10);
            }
            case "DELETE" -> {
                company.delete("lead", parts[1], Who.US);
                yield done(200, Company.JSON.createObjectNode().put("id", parts[1]), 6);
            }
            default -> throw Refusal.of(405, "Method not allowed", "ERR_METHOD");
        };
    }

    private Answer notes(String method, String[] parts, Map<String, String> query, JsonNode body) {
        if (parts.length == 1 && method.equals("POST")) {
            Shape.NOTE.check(body, Set.of());
            if (body.path("content").asString("").isBlank()) {
                throw Refusal.bad("content: must be given");
            }
            if (Stream.of("lead_id", "deal_id", "person_id", "org_id").noneMatch(body::has)) {
                throw Refusal.bad("A note must be linked to a lead, deal, person or organization.");
            }
            return done(200, company.create("note", body, Who.US), 10);
        }
        if (parts.length == 1) {
            List<ObjectNode> rows = company.table("note").values().stream()
                    .filter(row -> Stream.of("lead_id", "deal_id", "person_id", "org_id")
                            .allMatch(key -> matches(row, key, query)))
                    .filter(row -> !query.containsKey("updated_since")
                            || row.path("update_time")
                                            .asString()
                                            .replace(' ', 'T')
                                            .compareTo(
                                                    query.get("updated_since").replace("Z", ""))
                                    >= 0)
                    .toList();
            return v1Page(rows, query, 20, true);
        }
        return switch (method) {
            case "GET" -> done(200, company.live("note", parts[1]), 2);
            case "PUT" -> {
                Shape.NOTE.check(body, Set.of());
                yield done(200, company.change("note", parts[1], body, Who.US), 10);
            }
            case "DELETE" -> {
                company.delete("note", parts[1], Who.US);
                yield done(200, Company.JSON.createObjectNode().put("id", true), 6);
            }
            default -> throw Refusal.of(405, "Method not allowed", "ERR_METHOD");
        };
    }

    private Answer webhooks(String method, String[] parts, JsonNode body) {
        if (method.equals("POST")) {
            Shape.WEBHOOK.check(body, Set.of());
            ObjectNode made = company.create("webhook", body, Who.US);
            made.put("is_active", 1).put("company_id", 4711).put("user_id", Company.OUR_USER);
            ObjectNode answer =
                    Company.JSON.createObjectNode().put("status", "ok").put("success", true);
            answer.set("data", made);
            return new Answer(201, answer, 10, false);
        }
        if (method.equals("DELETE")) {
            company.delete("webhook", parts[1], Who.US);
            return done(200, Company.JSON.createObjectNode(), 6);
        }
        return v1Page(List.copyOf(company.table("webhook").values()), Map.of(), 10, true);
    }

    /** @param wrapped whether the place in the list stands in "pagination", or directly as for leads */
    private static Answer v1Page(List<ObjectNode> rows, Map<String, String> query, int tokens, boolean wrapped) {
        int start = Integer.parseInt(query.getOrDefault("start", "0"));
        int limit = Math.min(MOST_V2, Integer.parseInt(query.getOrDefault("limit", "100")));
        ObjectNode body = Company.JSON.createObjectNode().put("success", true);
        if (rows.isEmpty()) {
            body.putNull("data");
        } else {
            ArrayNode data = body.putArray("data");
            rows.stream().skip(start).limit(limit).forEach(data::add);
        }
        ObjectNode additional = body.putObject("additional_data");
        ObjectNode place = wrapped ? additional.putObject("pagination") : additional;
        boolean more = start + limit < rows.size();
        place.put("start", start).put("limit", limit).put("more_items_in_collection", more);
        if (more) {
            place.put("next_start", start + limit);
        }
        return new Answer(200, body, tokens, false);
    }

    private Set<String> hashes(String kind) {
        return kind.equals("activity") ? Set.of() : company.hashes(kind);
    }

    private static Shape shape(String kind) {
        return Shape.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    private static String number(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw Refusal.invalid("id: must be an integer");
        }
        return id;
    }

    private static Answer done(int status, ObjectNode data, int tokens) {
        ObjectNode body = Company.JSON.createObjectNode().put("success", true);
        body.set("data", data);
        body.putNull("additional_data");
        return new Answer(status, body, tokens, false);
    }
}
