package app.henk.agent.tools.staff;

import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Entity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells that a name means several records, or none, and offers those that it may mean. */
@Component
class Unsettled {

    /** @param detail what tells it from others of its name */
    record Offer(Item item, String detail) {}

    private final StaffWords words;

    Unsettled(StaffWords words) {
        this.words = words;
    }

    /** @param offers what may be meant though it was not shown; without any a name is asked for */
    ToolResult nothingShown(Colleague who, String argument, List<Offer> offers) {
        if (offers.isEmpty()) {
            return Told.of("unclear", words.say("which.nothing_shown", who.language()))
                    .with("argument", argument)
                    .result();
        }
        String ask = words.say("which.newest", who.language());
        return offered(Told.of("ambiguous", ask), argument, offers).choices(ask).result();
    }

    ToolResult several(Colleague who, String argument, String said, List<Offer> offers) {
        String ask = words.say("which.several", who.language(), Map.of("said", Outside.oneLine(said)));
        return offered(Told.of("ambiguous", ask), argument, offers).choices(ask).result();
    }

    ToolResult none(Colleague who, String argument, String said, Set<Entity> kinds, List<Offer> nearest) {
        String kind = words.word(
                "kind.none", kinds.size() == 1 ? Kinds.of(kinds.iterator().next()) : "any", who.language());
        String tell = words.say(
                nearest.isEmpty() ? "which.none" : "which.nearest",
                who.language(),
                Map.of(
                        "kind",
                        kind,
                        "said",
                        Outside.oneLine(said),
                        "nearest",
                        nearest.isEmpty() ? "" : nearest.getFirst().item().label()));
        return offered(Told.of("none", tell), argument, nearest).choices(tell).result();
    }

    String day(Colleague who, LocalDate day) {
        return words.day(day, who.language());
    }

    private static Told offered(Told told, String argument, List<Offer> offers) {
        told.with("argument", argument);
        offers.forEach(offer -> told.record(offer.item(), offer.detail()));
        return told;
    }
}
