package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asks about, and tells of, what is done to several records at once. */
@Component
class SeveralWriting {

    private final ChangeCards cards;
    private final StaffWords words;

    SeveralWriting(ChangeCards cards, StaffWords words) {
        this.cards = cards;
        this.words = words;
    }

    /** @param arguments with whatever else was settled; {@code which} becomes the ids of what was meant */
    Proposal ask(Colleague who, Arguments arguments, String question, List<Item> items) {
        return ask(who, arguments, question, items, Set.of());
    }

    /** @param editable what of the call a person may still change */
    Proposal ask(Colleague who, Arguments arguments, String question, List<Item> items, Set<String> editable) {
        return new Proposal.Ask(
                arguments.with(
                        "which",
                        items.stream().map(item -> item.id().toString()).collect(Collectors.joining(","))),
                question,
                items.stream()
                        .map(item -> Map.<String, Object>of(
                                "label", words.word("kind.name", item.kind(), who.language()), "value", item.label()))
                        .toList(),
                editable);
    }

    /** With one Undo for all of it. */
    ToolResult told(Colleague who, String say, List<Item> items, UUID changeSet) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", say);
        content.put("fallback", say);
        content.put("text", items.stream().map(Item::label).collect(Collectors.joining("\n")));
        content.put("changes", List.of());
        content.put("actions", List.of(cards.undo(changeSet, who.language())));
        Told told = Told.done(say).with("change_set", changeSet.toString());
        items.forEach(told::record);
        return told.card("diff", content).result();
    }
}
