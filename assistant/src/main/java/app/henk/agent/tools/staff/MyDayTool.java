package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.CardButtons;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Day;
import app.henk.crm.DayItem;
import app.henk.crm.DayWords;
import app.henk.crm.MyDay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What needs the speaker today, ranked, each with its reason. */
@Component
class MyDayTool extends StaffTool {

    private static final Set<String> OPENED = Set.of("deal", "lead");

    private final MyDay day;
    private final DayWords reasons;
    private final AsOf asOf;

    MyDayTool(MyDay day, DayWords reasons, StaffWords words, AsOf asOf) {
        super(ToolDefinition.forStaff("my_day", Effect.READ), words);
        this.day = day;
        this.reasons = reasons;
        this.asOf = asOf;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return day.of(who.staff()).map(today -> told(who, today));
    }

    private ToolResult told(Colleague who, Day today) {
        String language = who.language();
        if (today.isFree()) {
            return Told.of("nothing", words.say("day.free", language)).result();
        }
        DayItem first = today.items().getFirst();
        Told told = Told.done(words.say(
                today.items().size() == 1 ? "day.one" : "day.first",
                language,
                Map.of(
                        "count",
                        today.items().size(),
                        "more",
                        today.more(),
                        "first",
                        first.label(),
                        "why",
                        reasons.why(first, language))));
        for (DayItem item : today.items()) {
            told.record(new Item(0, item.record(), item.id(), item.label()), reasons.why(item, language));
        }
        return told.with("more", today.more()).card("table", table(who, today)).result();
    }

    private Map<String, Object> table(Colleague who, Day today) {
        String language = who.language();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", words.say("day.title", language));
        content.put(
                "fallback",
                today.items().stream()
                        .map(item -> item.label() + " (" + reasons.why(item, language) + ")")
                        .collect(Collectors.joining("\n")));
        content.put(
                "columns",
                List.of(
                        column("what", "text", language),
                        column("with", "text", language),
                        column("why", "text", language),
                        column("due", "date", language),
                        column("value", "money", language)));
        content.put("rows", today.items().stream().map(item -> row(who, item)).toList());
        asOf.stamp(content, who);
        return content;
    }

    private Map<String, Object> column(String key, String type, String language) {
        return Map.of("key", key, "title", words.say("day." + key, language), "type", type);
    }

    private Map<String, Object> row(Colleague who, DayItem item) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", item.id().toString());
        if (OPENED.contains(item.record())) {
            row.put("open", CardButtons.id("open", item.record(), item.id()));
        }
        row.put("what", item.label());
        row.put("with", item.detail());
        row.put("why", reasons.why(item, who.language()));
        item.due().ifPresent(due -> {
            row.put("due", due.toString());
            if (due.isBefore(who.today())) {
                row.put("late", "due");
            }
        });
        item.value().ifPresent(value -> row.put("value", value));
        item.currency().ifPresent(currency -> row.put("currency", currency));
        return row;
    }
}
