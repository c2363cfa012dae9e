package app.henk.agent.tools.staff;

import app.henk.agent.Card;
import app.henk.agent.WaitingPeople;
import app.henk.agent.WaitingPeople.Waiting;
import app.henk.agent.tools.CardButtons;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.platform.Ids;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who asked for a person, since when, and who has taken it. They worded it. */
@Component
class WaitingForPerson {

    private static final int MOST = 20;

    private final WaitingPeople people;
    private final StaffWords words;

    WaitingForPerson(WaitingPeople people, StaffWords words) {
        this.people = people;
        this.words = words;
    }

    /** @param conversation the id of the one that is meant; all of them when blank */
    Mono<ToolResult> open(Colleague who, String conversation) {
        return people.of(who.staff()).map(queue -> {
            List<Waiting> all = queue.first();
            if (!conversation.isBlank()) {
                return all.stream()
                        .filter(one -> one.conversation().toString().equals(conversation.strip()))
                        .findFirst()
                        .map(one -> talk(who, one))
                        .orElseGet(() -> Told.of("none", words.say("handoff.gone", who.language()))
                                .result());
            }
            if (all.isEmpty()) {
                return Told.of("nothing", words.say("handoff.none", who.language()))
                        .result();
            }
            List<Waiting> shown = all.stream().limit(MOST).toList();
            Told told = Told.done(say(who, queue, shown.size())).fromOutside(true);
            shown.forEach(one ->
                    told.record(new Item(0, Kinds.CONVERSATION, one.conversation(), label(who, one)), since(who, one)));
            return told.card(card(who, shown)).result();
        });
    }

    /** What was said before a person was asked for. */
    private ToolResult talk(Colleague who, Waiting one) {
        String said = line(who, one);
        List<Map<String, Object>> items =
                one.lines().reversed().stream().map(line -> item(who, line)).toList();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", words.say("handoff.talk", who.language()));
        content.put(
                "fallback",
                items.stream()
                        .map(item -> item.get("title") + ": " + item.get("text"))
                        .collect(Collectors.joining("\n")));
        content.put("items", items);
        return Told.done(said)
                .record(new Item(0, Kinds.CONVERSATION, one.conversation(), label(who, one)), since(who, one))
                .fromOutside(true)
                .card("timeline", content)
                .result();
    }

    private Map<String, Object> item(Colleague who, WaitingPeople.Line line) {
        return Map.of(
                "at", line.at().toString(),
                "kind", line.role(),
                "title", line.name().orElseGet(() -> words.say("handoff.role." + line.role(), who.language())),
                "text", line.text());
    }

    /** Since when the longest one waits can be said only where all of them are known. */
    private String say(Colleague who, WaitingPeople.Queue queue, int shown) {
        List<Waiting> all = queue.first();
        List<Waiting> alone = all.stream().filter(one -> one.holder().isEmpty()).toList();
        long count = alone.size() + queue.more();
        Map<String, Object> values = new HashMap<>();
        values.put("count", count);
        values.put(count == 0 ? "nobody" : count == 1 ? "one" : "several", true);
        alone.stream()
                .filter(one -> queue.more() == 0)
                .min(Comparator.comparing(Waiting::since))
                .ifPresent(longest -> values.put("since", since(who, longest)));
        if (all.size() + queue.more() > shown) {
            values.put("shown", shown);
        }
        String holders = all.stream()
                .map(Waiting::holder)
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!holders.isEmpty()) {
            values.put("holders", holders);
        }
        return words.say("handoff.list", who.language(), values);
    }

    /** Of today the hour says it. */
    private String since(Colleague who, Waiting one) {
        var zone = who.context().tenant().zone();
        boolean today = one.since().atZone(zone).toLocalDate().equals(who.today());
        return words.say(
                today ? "handoff.since_today" : "handoff.since",
                who.language(),
                Map.of(
                        "at",
                        today
                                ? words.time(one.since(), zone, who.language())
                                : words.moment(one.since(), zone, who.language())));
    }

    private String label(Colleague who, Waiting one) {
        String said = one.words().isEmpty() ? one.reason() : one.words();
        return said.isEmpty() ? words.word("kind.name", Kinds.CONVERSATION, who.language()) : Outside.oneLine(said);
    }

    private Card card(Colleague who, List<Waiting> all) {
        String language = who.language();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", words.say("handoff.title", language));
        content.put("fallback", all.stream().map(one -> line(who, one)).collect(Collectors.joining("\n")));
        content.put(
                "columns",
                List.of("since", "reason", "words", "holder").stream()
                        .map(key -> Map.of("key", key, "title", words.say("handoff.column." + key, language)))
                        .toList());
        content.put("rows", all.stream().map(one -> row(who, one)).toList());
        return new Card(Ids.next().toString(), "table", content);
    }

    private Map<String, Object> row(Colleague who, Waiting one) {
        return Map.of(
                "id", one.conversation().toString(),
                "open",
                        CardButtons.question(Map.of(
                                "entity",
                                "handoffs",
                                "where",
                                one.conversation().toString())),
                "since", since(who, one),
                "reason", one.reason(),
                // whoever asks for a person may have said nothing since
                "words", one.words().equals(one.reason()) ? "" : one.words(),
                "holder", one.holder().orElseGet(() -> words.say("handoff.nobody", who.language())));
    }

    private String line(Colleague who, Waiting one) {
        Map<String, Object> values = new HashMap<>(Map.of("since", since(who, one), "said", label(who, one)));
        one.holder().ifPresent(holder -> values.put("holder", holder));
        return words.say("handoff.line", who.language(), values);
    }
}
