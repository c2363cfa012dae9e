package app.henk.agent.tools.staff;

import app.henk.agent.tools.CardButtons;
import app.henk.crm.Entity;
import app.henk.pipedrive.Overview;
import app.henk.pipedrive.Pipedrive;
import app.henk.pipedrive.Standing;
import app.henk.pipedrive.Unread;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
                .isConnected(who.staff())
                .filter(connected -> connected)
                .flatMap(connected -> pipedrive.standing(who.staff(), entity, id))
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

    private static List<Object> added(@Nullable Object list, Object one) {
        List<Object> all = new ArrayList<>(list instanceof List<?> known ? known : List.of());
        all.add(one);
        return all;
    }

    Map<String, Object> retry(Standing standing, String language) {
        return Map.of(
                "id", CardButtons.id("sync", standing.record(), standing.id()),
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
        row(rows, "unread", overview.unread(), language);
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

    /** What did not arrive there, and what did not arrive here; all of it can be tried again. */
    Map<String, Object> failed(
            List<Map.Entry<String, Standing>> records, List<Unread> unread, ZoneId zone, String language) {
        Map<String, Object> content = standings(records, zone, language);
        List<Object> rows = new ArrayList<>((List<?>) content.get("rows"));
        for (Unread one : unread) {
            rows.add(Map.of(
                    "id",
                    one.remoteKind() + one.remoteId(),
                    "what",
                    words.say("unread." + one.remoteKind(), language, Map.of("id", one.remoteId())),
                    "state",
                    words.say("reason." + one.reason(), language)));
        }
        content.put("rows", rows);
        if (!unread.isEmpty()) {
            content.put(
                    "actions",
                    added(
                            content.get("actions"),
                            Map.of(
                                    "id",
                                    CardButtons.id("sync"),
                                    "label",
                                    words.say("button.retry_all", language),
                                    "again",
                                    true)));
        }
        return content;
    }

    static ZoneId zone(Colleague who) {
        return who.context().tenant().zone();
    }

    static Map<String, Object> base(String title, String fallback) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", title);
        content.put("fallback", fallback);
        return content;
    }

    Map<String, Object> column(String key, String type, String language) {
        return Map.of("key", key, "title", words.say("column." + key, language), "type", type);
    }
}
