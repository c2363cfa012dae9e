package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.groups.GroupProgress;
import app.henk.platform.DayFormats;
import app.henk.platform.Wording;
import java.time.LocalDate;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A group as a table of people, and in words. How somebody can be reached stands in it where the reader may know. */
@Component
public class GroupCards {

    private final Wording wording;

    GroupCards(Wording wording) {
        this.wording = wording;
    }

    /** For the model: what is done and missing, no names of people, no measures. */
    Map<String, Object> facts(GroupProgress group) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("group", group.name());
        facts.put("kind", group.kind());
        group.date().ifPresent(day -> facts.put("date", day.toString()));
        group.deadline().ifPresent(day -> facts.put("deadline", day.toString()));
        facts.put("expected", group.size());
        facts.put("joined", group.members().size());
        facts.put("done", group.done());
        facts.put("missing", Math.max(0, group.size() - group.done()));
        return facts;
    }

    public Card progress(GroupProgress group, String language) {
        List<Map<String, Object>> rows = group.members().stream()
                .map(member -> row(member, group, language))
                .toList();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("id", "group-" + group.id());
        content.put("title", title(group, language));
        boolean reachable =
                group.members().stream().anyMatch(member -> !reach(member).isEmpty());
        content.put(
                "columns",
                Stream.of("name", "agreed", "sizes", "reach")
                        .filter(key -> reachable || !key.equals("reach"))
                        .map(key -> column(key, language))
                        .toList());
        content.put("rows", rows);
        content.put("empty", wording.say("groups.card.empty", language));
        content.put("fallback", fallback(group, rows, language));
        return new Card(
                "group-" + group.id() + "-" + group.done() + "-"
                        + group.members().size(),
                "table",
                content);
    }

    private String title(GroupProgress group, String language) {
        return wording.say(
                "groups.card.title",
                language,
                Map.of("group", group.name(), "done", group.done(), "size", group.size()));
    }

    private String fallback(GroupProgress group, List<Map<String, Object>> rows, String language) {
        String people = rows.stream()
                .map(row -> row.get("name") + ": "
                        + Stream.of("agreed", "sizes", "reach")
                                .filter(row::containsKey)
                                .map(key -> String.valueOf(row.get(key)))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n"));
        String deadline = group.deadline()
                .map(day -> "\n" + wording.say("groups.card.deadline", language, Map.of("day", day(day, language))))
                .orElse("");
        return title(group, language) + deadline + (people.isEmpty() ? "" : "\n" + people);
    }

    private Map<String, Object> row(GroupProgress.Member member, GroupProgress group, String language) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", member.name().orElseGet(() -> wording.say("groups.card.nameless", language)));
        row.put("agreed", wording.say(member.agreed() ? "groups.card.yes" : "groups.card.missing", language));
        row.put(
                "sizes",
                member.known() >= group.needed()
                        ? wording.say("groups.card.yes", language)
                        : wording.say(
                                "groups.card.some",
                                language,
                                Map.of("known", member.known(), "needed", group.needed())));
        if (!reach(member).isEmpty()) {
            row.put("reach", reach(member));
        }
        return row;
    }

    private static String reach(GroupProgress.Member member) {
        return Stream.of(member.phone(), member.email())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private Map<String, String> column(String key, String language) {
        return Map.of("key", key, "title", wording.say("groups.card.column." + key, language));
    }

    private static String day(LocalDate day, String language) {
        return DayFormats.of(FormatStyle.LONG, Locale.of(language)).format(day);
    }
}
