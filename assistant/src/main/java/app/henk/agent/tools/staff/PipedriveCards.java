package app.henk.agent.tools.staff;

import app.henk.agent.tools.CardButtons;
import app.henk.crm.Entity;
import app.henk.pipedrive.ChangeThere;
import app.henk.pipedrive.Conflict;
import app.henk.pipedrive.Overview;
import app.henk.pipedrive.Pipedrive;
import app.henk.pipedrive.Standing;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How it stands with Pipedrive, as cards and as a line on the card of a deal or lead. */
@Component
class PipedriveCards {

    private final Pipedrive pipedrive;
    private final PipedriveWords words;

    PipedriveCards(Pipedrive pipedrive, PipedriveWords words) {
        this.pipedrive = pipedrive;
        this.words = words;
    }

    /** What the card of a record says of it; nothing while Pipedrive was never connected. */
    Mono<Map<String, Object>> on(Colleague who, Entity entity, UUID id, Map<String, Object> card) {
        return pipedrive
                .overview(who.staff())
                .filter(overview -> !overview.state().equals("not_connected"))
                .flatMap(overview -> pipedrive.standing(who.staff(), entity, id))
                .map(standing -> with(card, standing, zone(who), who.language()))
                .defaultIfEmpty(card);
    }

    private Map<String, Object> with(Map<String, Object> card, Standing standing, ZoneId zone, String language) {
        Map<String, Object> content = new LinkedHashMap<>(card);
        content.put(
                "fields",
                added(
                        card.get("fields"),
                        Map.of("label", "Pipedrive", "value", words.standing(standing, zone, language))));
        if (standing.state().equals("failed") || standing.state().equals("waiting")) {
            content.put("actions", added(card.get("actions"), retry(standing, language)));
        }
        return content;
    }

    private static List<Object> added(@org.jspecify.annotations.Nullable Object list, Object one) {
        List<Object> all = new ArrayList<>(list instanceof List<?> known ? known : List.of());
        all.add(one);
        return all;
    }

    Map<String, Object> retry(Standing standing, String language) {
        return Map.of(
                "id", CardButtons.id("sync", standing.entity(), standing.id()),
                "label", words.say("button.retry", language),
                "again", true);
    }

    /** Figures of the whole. */
    Map<String, Object> overview(Overview overview, ZoneId zone, String language) {
        Map<String, Object> content = base(
                words.say("card.title", language),
                words.overview(overview, zone, language) + "\n" + words.tokens(overview, language));
        content.put("columns", List.of(column("what", "text", language), column("count", "number", language)));
        List<Map<String, Object>> rows = new ArrayList<>();
        row(rows, "synced", overview.synced(), language);
        row(rows, "waiting", overview.waiting(), language);
        row(rows, "failed", overview.failed(), language);
        row(rows, "incoming", overview.incoming(), language);
        row(rows, "conflicts", overview.conflicts(), language);
        row(rows, "tokens", overview.tokens(), language);
        overview.tokenLimit().ifPresent(limit -> row(rows, "limit", limit, language));
        content.put("rows", rows);
        return content;
    }

    private void row(List<Map<String, Object>> rows, String key, long count, String language) {
        rows.add(Map.of("id", key, "what", words.say("row." + key, language), "count", count));
    }

    Map<String, Object> standings(List<Map.Entry<String, Standing>> records, ZoneId zone, String language) {
        Map<String, Object> content = base(
                words.say("card.title", language),
                records.stream()
                        .map(one -> one.getKey() + ": " + words.standing(one.getValue(), zone, language))
                        .collect(Collectors.joining("\n")));
        content.put("columns", List.of(column("what", "text", language), column("state", "text", language)));
        content.put(
                "rows",
                records.stream()
                        .map(one -> Map.of(
                                "id", one.getValue().id().toString(),
                                "what", one.getKey(),
                                "state", words.standing(one.getValue(), zone, language)))
                        .toList());
        List<Map<String, Object>> actions = records.stream()
                .map(Map.Entry::getValue)
                .filter(standing ->
                        standing.state().equals("failed") || standing.state().equals("waiting"))
                .map(standing -> retry(standing, language))
                .limit(3)
                .toList();
        content.put("actions", actions);
        return content;
    }

    Map<String, Object> conflicts(List<Conflict> conflicts, ZoneId zone, String language) {
        Map<String, Object> content = base(
                words.say("card.conflicts", language),
                conflicts.stream().map(one -> conflict(one, language)).collect(Collectors.joining("\n")));
        content.put(
                "columns",
                List.of(
                        column("at", "text", language),
                        column("field", "text", language),
                        column("henk", "text", language),
                        column("pipedrive", "text", language),
                        column("winner", "text", language)));
        content.put(
                "rows",
                conflicts.stream()
                        .map(one -> Map.of(
                                "id", one.record().toString(),
                                "at", words.time(one.at(), zone, language),
                                "field", words.field(one.field(), language).orElse(one.field()),
                                "henk", one.ours(),
                                "pipedrive", one.theirs(),
                                "winner", words.say("winner." + one.winner(), language)))
                        .toList());
        return content;
    }

    private String conflict(Conflict one, String language) {
        return words.say(
                "conflict",
                language,
                Map.of(
                        "field", words.field(one.field(), language).orElse(one.field()),
                        "ours", one.ours(),
                        "theirs", one.theirs(),
                        "winner", words.say("winner." + one.winner(), language)));
    }

    Map<String, Object> changes(List<ChangeThere> changes, ZoneId zone, String language) {
        Map<String, Object> content = base(
                words.say("card.changes", language),
                changes.stream()
                        .map(one -> one.label() + ": " + did(one, language))
                        .collect(Collectors.joining("\n")));
        content.put(
                "columns",
                List.of(
                        column("at", "text", language),
                        column("what", "text", language),
                        column("did", "text", language)));
        content.put(
                "rows",
                changes.stream()
                        .map(one -> Map.of(
                                "id", one.id().toString(),
                                "at", words.time(one.at(), zone, language),
                                "what", one.label(),
                                "did", did(one, language)))
                        .toList());
        return content;
    }

    private String did(ChangeThere change, String language) {
        String fields = change.fields().stream()
                .map(field -> words.field(field, language))
                .flatMap(java.util.Optional::stream)
                .distinct()
                .collect(Collectors.joining(", "));
        String key = "did." + change.operation()
                + (fields.isEmpty() || !change.operation().equals("updated") ? "" : "_fields");
        return words.say(key, language, Map.of("fields", fields));
    }

    /** The token goes from this card to the server and never into the conversation. */
    Map<String, Object> connect(String language) {
        Map<String, Object> content =
                base(words.say("connect.title", language), words.say("connect.fallback", language));
        content.put("id", "pipedrive");
        content.put("text", words.say("connect.text", language));
        content.put("submit", words.say("connect.submit", language));
        content.put("post", "/api/pipedrive/connection");
        content.put("done", words.say("connect.done", language));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "api_token",
                Map.of(
                        "type",
                        "string",
                        "format",
                        "password",
                        "title",
                        words.say("connect.token", language),
                        "minLength",
                        8,
                        "maxLength",
                        200));
        fields.put(
                "base_url",
                Map.of(
                        "type",
                        "string",
                        "format",
                        "uri",
                        "title",
                        words.say("connect.address", language),
                        "maxLength",
                        200));
        content.put("schema", Map.of("type", "object", "properties", fields, "required", List.of("api_token")));
        return content;
    }

    static ZoneId zone(Colleague who) {
        return who.context().tenant().zone();
    }

    private static Map<String, Object> base(String title, String fallback) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", title);
        content.put("fallback", fallback);
        return content;
    }

    private Map<String, Object> column(String key, String type, String language) {
        return Map.of("key", key, "title", words.say("column." + key, language), "type", type);
    }
}
