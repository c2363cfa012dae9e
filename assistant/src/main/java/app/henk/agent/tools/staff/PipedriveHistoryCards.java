package app.henk.agent.tools.staff;

import app.henk.pipedrive.ChangeThere;
import app.henk.pipedrive.Conflict;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Cards of what happened between both sides: fields that both had changed, and what came from there. */
@Component
class PipedriveHistoryCards {

    private final PipedriveCards cards;
    private final PipedriveWords words;

    PipedriveHistoryCards(PipedriveCards cards, PipedriveWords words) {
        this.cards = cards;
        this.words = words;
    }

    Map<String, Object> conflicts(List<Conflict> conflicts, ZoneId zone, String language) {
        Map<String, Object> content = PipedriveCards.base(
                words.say("card.conflicts", language),
                conflicts.stream().map(one -> conflict(one, language)).collect(Collectors.joining("\n")));
        content.put(
                "columns",
                List.of(
                        cards.column("at", "text", language),
                        cards.column("field", "text", language),
                        cards.column("henk", "text", language),
                        cards.column("pipedrive", "text", language),
                        cards.column("winner", "text", language)));
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
        Map<String, Object> content = PipedriveCards.base(
                words.say("card.changes", language),
                changes.stream()
                        .map(one -> one.label() + ": " + did(one, language))
                        .collect(Collectors.joining("\n")));
        content.put(
                "columns",
                List.of(
                        cards.column("at", "text", language),
                        cards.column("what", "text", language),
                        cards.column("did", "text", language)));
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
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(", "));
        String key = "did." + change.operation()
                + (fields.isEmpty() || !change.operation().equals("updated") ? "" : "_fields");
        return words.say(key, language, Map.of("fields", fields));
    }
}
