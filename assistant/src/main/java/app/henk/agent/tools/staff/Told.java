package app.henk.agent.tools.staff;

import app.henk.agent.Card;
import app.henk.agent.tools.Choice;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.platform.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a staff tool tells: {@code status}, {@code say} (the program's own sentence, which may be repeated word by word),
 * {@code records} that can be spoken of from now on, and whatever else belongs to it; with the cards that show it.
 */
final class Told {

    private final Map<String, Object> data = new LinkedHashMap<>();
    private final List<Map<String, Object>> records = new ArrayList<>();
    private final List<Card> cards = new ArrayList<>();
    private boolean outside;

    private Told(String status, String say) {
        data.put("status", status);
        data.put("say", say);
    }

    static Told done(String say) {
        return new Told("done", say);
    }

    static Told of(String status, String say) {
        return new Told(status, say);
    }

    Told with(String name, Object value) {
        data.put(name, value);
        return this;
    }

    Told record(Item item) {
        return record(item, "");
    }

    /** @param detail what tells it from others of its name */
    Told record(Item item, String detail) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("n", records.size() + 1);
        record.put("kind", item.kind());
        record.put("id", item.id().toString());
        record.put("label", Outside.oneLine(item.label()));
        if (!detail.isBlank()) {
            record.put("detail", Outside.oneLine(detail));
        }
        outside |= !Outside.isNameLike(item.label()) || !Outside.isNameLike(detail);
        records.add(record);
        return this;
    }

    Told card(Card card) {
        cards.add(card);
        return this;
    }

    Told card(String type, Map<String, Object> content) {
        return card(new Card(Ids.next().toString(), type, content));
    }

    /** With what else happened; what is spoken of stays what this one speaks of. */
    Told and(Told more) {
        data.put("say", data.get("say") + " " + more.data.get("say"));
        more.data.forEach(data::putIfAbsent);
        Set<Object> offered = cards.stream().flatMap(Told::actions).collect(Collectors.toSet());
        more.cards.forEach(card -> cards.add(without(card, offered)));
        outside |= more.outside;
        return this;
    }

    private static Stream<Object> actions(Card card) {
        return card.content().get("actions") instanceof List<?> actions
                ? actions.stream().map(Object.class::cast)
                : Stream.of();
    }

    /** What was changed as one has one way back. */
    private static Card without(Card card, Set<Object> offered) {
        List<Object> left =
                actions(card).filter(action -> !offered.contains(action)).toList();
        if (left.size() == actions(card).count()) {
            return card;
        }
        Map<String, Object> content = new LinkedHashMap<>(card.content());
        content.put("actions", left);
        return new Card(card.id(), card.type(), content);
    }

    /** It holds text that somebody outside wrote. */
    Told fromOutside(boolean is) {
        outside |= is;
        return this;
    }

    /** One button for each record that was told. */
    Told choices(String title) {
        List<Map<String, String>> options = records.stream()
                .map(record -> Choice.label(
                        String.valueOf(record.get("label")), String.valueOf(record.getOrDefault("detail", ""))))
                .map(label -> Map.of("label", label, "value", label))
                .toList();
        if (options.isEmpty()) {
            return this;
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", title);
        content.put(
                "fallback",
                String.join(
                        " · ",
                        options.stream().map(option -> option.get("label")).toList()));
        content.put("options", options);
        return card("quick_replies", content);
    }

    ToolResult result() {
        if (!records.isEmpty()) {
            data.put("records", records);
        }
        ToolResult result = ToolResult.done(data).with(cards);
        return outside ? result.fromOutside() : result;
    }
}
