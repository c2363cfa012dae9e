package app.henk.agent.tools.staff;

import app.henk.agent.Card;
import app.henk.agent.tools.CardButtons;
import app.henk.agent.tools.GroupCards;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.groups.GroupProgress;
import app.henk.groups.Groups;
import app.henk.platform.Ids;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far the groups are that order together: one by its name with each person in it, or all of them. */
@Component
class GroupsProgress {

    private static final int MOST = 20;
    private static final int SAID = 3;

    private final Groups groups;
    private final GroupCards cards;
    private final StaffWords words;

    GroupsProgress(Groups groups, GroupCards cards, StaffWords words) {
        this.groups = groups;
        this.cards = cards;
        this.words = words;
    }

    /** @param named words of a group's name; all groups when blank */
    Mono<ToolResult> of(Colleague who, String named) {
        return groups.all(who.staff()).map(all -> {
            List<GroupProgress> meant =
                    all.stream().filter(group -> isCalled(group, named)).toList();
            return switch (meant.size()) {
                case 0 -> none(who, named, all);
                case 1 -> one(who, meant.getFirst());
                default -> several(who, meant);
            };
        });
    }

    /** "Müllers" is Müller's. */
    private static boolean isCalled(GroupProgress group, String named) {
        String name = group.name().toLowerCase(Locale.ROOT);
        return Arrays.stream(named.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .allMatch(word -> name.contains(word) || (word.endsWith("s") && name.contains(withoutLast(word))));
    }

    private static String withoutLast(String word) {
        return word.substring(0, word.length() - 1);
    }

    private ToolResult none(Colleague who, String named, List<GroupProgress> all) {
        if (all.isEmpty()) {
            return Told.of("nothing", words.say("group.none", who.language())).result();
        }
        String nearest = all.stream().limit(SAID).map(GroupProgress::name).collect(Collectors.joining(", "));
        Map<String, String> values = Map.of("said", named, "nearest", nearest);
        return Told.of("none", words.say("group.unknown", who.language(), values))
                .fromOutside(true)
                .result();
    }

    private ToolResult one(Colleague who, GroupProgress group) {
        Map<String, Object> values = new HashMap<>();
        values.put("group", group.name());
        values.put("done", group.done());
        values.put("size", group.size());
        int absent = group.size() - group.members().size();
        if (absent > 0) {
            values.put("absent", absent);
        }
        group.deadline().ifPresent(day -> values.put("deadline", words.day(day, who.language())));
        return Told.done(words.say("group.one", who.language(), values))
                .record(item(group))
                .fromOutside(true)
                .card(cards.progress(group, who.language()))
                .result();
    }

    private ToolResult several(Colleague who, List<GroupProgress> all) {
        String first = all.stream()
                .limit(SAID)
                .map(group -> words.say(
                        "group.short",
                        who.language(),
                        Map.of("group", group.name(), "done", group.done(), "size", group.size())))
                .collect(Collectors.joining(", "));
        int more = all.size() - SAID;
        Map<String, Object> values = new HashMap<>(Map.of("count", all.size(), "first", first));
        if (more > 0) {
            values.put("more", more);
        }
        String say = words.say("group.list", who.language(), values);
        Told told = Told.done(say).fromOutside(true);
        List<GroupProgress> shown = all.stream().limit(MOST).toList();
        shown.forEach(group -> told.record(item(group), done(group)));
        return told.card(card(who, shown, say)).result();
    }

    private static Item item(GroupProgress group) {
        return new Item(0, Kinds.GROUP, group.id(), group.name());
    }

    private static String done(GroupProgress group) {
        return group.done() + "/" + group.size();
    }

    private Card card(Colleague who, List<GroupProgress> all, String say) {
        String language = who.language();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", words.say("group.title", language));
        content.put("fallback", say);
        content.put(
                "columns",
                List.of("name", "done", "day", "deadline").stream()
                        .map(key -> Map.of("key", key, "title", words.say("group.column." + key, language)))
                        .toList());
        content.put(
                "rows",
                all.stream()
                        .map(group -> Map.of(
                                "id", group.id().toString(),
                                "open", CardButtons.question(Map.of("entity", "groups", "where", group.name())),
                                "name", group.name(),
                                "done", done(group),
                                "day",
                                        group.date()
                                                .map(day -> words.day(day, language))
                                                .orElse(""),
                                "deadline",
                                        group.deadline()
                                                .map(day -> words.day(day, language))
                                                .orElse("")))
                        .toList());
        return new Card(Ids.next().toString(), "table", content);
    }
}
