package app.henk.fakes.pipedrive;

import app.henk.fakes.pipedrive.Company.Who;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The first version: leads, notes, webhooks, merging, who we are. What the second has taken over is gone here. */
final class FirstVersion {

    private final Company company;

    FirstVersion(Company company) {
        this.company = company;
    }

    Routes.Answer answer(String method, String[] parts, Map<String, String> query, JsonNode body) {
        return switch (parts[0]) {
            case "users" -> parts.length == 1 ? Pages.v1Page(users(), Map.of(), 20, true) : Pages.done(200, me(), 2);
            case "leads" -> leads(method, parts, query, body);
            case "notes" -> notes(method, parts, query, body);
            case "webhooks" -> webhooks(method, parts, body);
            case "persons", "organizations", "deals" -> {
                if (parts.length != 3 || !parts[2].equals("merge") || !method.equals("PUT")) {
                    throw Refusal.of(410, "This endpoint is gone, use v2", "GONE");
                }
                Shape.MERGE.check(body, Set.of());
                yield Pages.done(
                        200,
                        company.merge(
                                Routes.V2.get(parts[0]),
                                Pages.number(parts[1]),
                                body.path("merge_with_id").asString(),
                                Who.US),
                        40);
            }
            default -> throw Refusal.notFound("route");
        };
    }

    private static List<ObjectNode> users() {
        return List.of(me(), user(Company.COLLEAGUE, "Anna Berg"), user(502, "Karla Kern"), user(503, "Udo Anderswo"));
    }

    private static ObjectNode user(long id, String name) {
        return Company.JSON
                .createObjectNode()
                .put("id", id)
                .put("name", name)
                .put("email", "user" + id + "@probe.example")
                .put("active_flag", true);
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

    private Routes.Answer leads(String method, String[] parts, Map<String, String> query, JsonNode body) {
        if (parts.length == 1 && method.equals("POST")) {
            Shape.LEAD.check(body, company.hashes("lead"));
            if (!body.path("person_id").isNumber()
                    && !body.path("organization_id").isNumber()) {
                throw Refusal.bad("A lead must be linked to a person or an organization.");
            }
            return Pages.done(201, company.create("lead", body, Who.US), 10);
        }
        if (parts.length == 1 || parts[1].equals("archived")) {
            boolean archived = parts.length == 2;
            List<ObjectNode> rows = company.table("lead").values().stream()
                    .filter(row -> row.path("is_archived").asBoolean(false) == archived)
                    .filter(row ->
                            Pages.matches(row, "person_id", query) && Pages.matches(row, "organization_id", query))
                    .filter(row -> !query.containsKey("updated_since")
                            || row.path("update_time").asString().compareTo(query.get("updated_since")) >= 0)
                    .sorted(order(query))
                    .toList();
            return Pages.v1Page(rows, query, 20, false);
        }
        return switch (method) {
            case "GET" -> Pages.done(200, company.live("lead", parts[1]), 2);
            case "PATCH" -> {
                Shape.LEAD.check(body, company.hashes("lead"));
                yield Pages.done(200, company.change("lead", parts[1], body, Who.US), 10);
            }
            case "DELETE" -> {
                company.delete("lead", parts[1], Who.US);
                yield Pages.done(200, Company.JSON.createObjectNode().put("id", parts[1]), 6);
            }
            default -> throw Refusal.of(405, "Method not allowed", "ERR_METHOD");
        };
    }

    private static Comparator<ObjectNode> order(Map<String, String> query) {
        return query.getOrDefault("sort", "").equals("update_time DESC")
                ? Comparator.<ObjectNode, String>comparing(
                                row -> row.path("update_time").asString())
                        .reversed()
                : Comparator.comparing(row -> row.path("add_time").asString());
    }

    private Routes.Answer notes(String method, String[] parts, Map<String, String> query, JsonNode body) {
        if (parts.length == 1 && method.equals("POST")) {
            Shape.NOTE.check(body, Set.of());
            if (body.path("content").asString("").isBlank()) {
                throw Refusal.bad("content: must be given");
            }
            if (Stream.of("lead_id", "deal_id", "person_id", "org_id").noneMatch(body::has)) {
                throw Refusal.bad("A note must be linked to a lead, deal, person or organization.");
            }
            return Pages.done(200, company.create("note", body, Who.US), 10);
        }
        if (parts.length == 1) {
            List<ObjectNode> rows = company.table("note").values().stream()
                    .filter(row -> Stream.of("lead_id", "deal_id", "person_id", "org_id")
                            .allMatch(key -> Pages.matches(row, key, query)))
                    .filter(row -> !query.containsKey("updated_since")
                            || row.path("update_time")
                                            .asString()
                                            .replace(' ', 'T')
                                            .compareTo(
                                                    query.get("updated_since").replace("Z", ""))
                                    >= 0)
                    .toList();
            return Pages.v1Page(rows, query, 20, true);
        }
        return switch (method) {
            case "GET" -> Pages.done(200, company.live("note", parts[1]), 2);
            case "PUT" -> {
                Shape.NOTE.check(body, Set.of());
                yield Pages.done(200, company.change("note", parts[1], body, Who.US), 10);
            }
            case "DELETE" -> {
                company.delete("note", parts[1], Who.US);
                yield Pages.done(200, Company.JSON.createObjectNode().put("id", true), 6);
            }
            default -> throw Refusal.of(405, "Method not allowed", "ERR_METHOD");
        };
    }

    private Routes.Answer webhooks(String method, String[] parts, JsonNode body) {
        if (method.equals("POST")) {
            Shape.WEBHOOK.check(body, Set.of());
            ObjectNode made = company.create("webhook", body, Who.US);
            made.put("is_active", 1).put("company_id", 4711).put("user_id", Company.OUR_USER);
            ObjectNode answer =
                    Company.JSON.createObjectNode().put("status", "ok").put("success", true);
            answer.set("data", made);
            return new Routes.Answer(201, answer, 10, false);
        }
        if (method.equals("DELETE")) {
            company.delete("webhook", parts[1], Who.US);
            return Pages.done(200, Company.JSON.createObjectNode(), 6);
        }
        return Pages.v1Page(List.copyOf(company.table("webhook").values()), Map.of(), 10, true);
    }
}
