package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Deal;
import app.henk.crm.DealSheet;
import app.henk.crm.Deals;
import app.henk.crm.Entity;
import app.henk.crm.Stages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two to five deals side by side. */
@Component
class CompareTool extends StaffTool {

    private static final int FEWEST = 2;
    private static final int MOST = 5;

    private final Which which;
    private final Deals deals;
    private final DealWriting writing;
    private final DealCards cards;
    private final AsOf asOf;

    CompareTool(Which which, Deals deals, DealWriting writing, DealCards cards, StaffWords words, AsOf asOf) {
        super(
                ToolDefinition.forStaff(
                        "compare", Effect.READ, text("which", 1_000).mandatory()),
                words);
        this.which = which;
        this.deals = deals;
        this.writing = writing;
        this.cards = cards;
        this.asOf = asOf;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return which.all(who, "which", arguments.text("which").orElseThrow(), Set.of(Entity.DEAL), MOST)
                .flatMap(meant -> switch (meant) {
                    case Which.Meant.Open open -> Mono.just(open.result());
                    case Which.Meant.These these
                    when these.items().size() < FEWEST ->
                        Mono.just(Told.of("unclear", words.say("compare.few", who.language()))
                                .result());
                    case Which.Meant.These these -> compare(who, these.items());
                });
    }

    private Mono<ToolResult> compare(Colleague who, List<Item> items) {
        return Flux.fromIterable(items)
                .concatMap(item -> deals.sheet(who.staff(), item.id()))
                .collectList()
                .zipWith(writing.stages(who))
                .map(both -> told(who, both.getT1(), both.getT2()));
    }

    private ToolResult told(Colleague who, List<DealSheet> sheets, Stages stages) {
        String language = who.language();
        Told told = Told.done(words.say("compare.say", language, Map.of("count", sheets.size())));
        sheets.forEach(sheet ->
                told.record(Kinds.deal(sheet.deal().id(), sheet.deal().title()), DealCards.with(sheet.deal())));
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(row("company", sheets, language, sheet -> DealCards.with(sheet.deal())));
        rows.add(row("value", sheets, language, sheet -> value(sheet.deal(), language)));
        rows.add(row(
                "weighted",
                sheets,
                language,
                sheet -> sheet.deal()
                        .weighted()
                        .map(worth -> words.money(worth, sheet.deal().currency(), language))
                        .orElse("–")));
        rows.add(row("stage", sheets, language, sheet -> DealCards.stageName(sheet.deal(), stages, language)));
        rows.add(row(
                "close",
                sheets,
                language,
                sheet -> sheet.deal()
                        .expectedClose()
                        .map(day -> words.day(day, language))
                        .orElse("–")));
        rows.add(row(
                "health",
                sheets,
                language,
                sheet -> cards.health(sheet, stages, who.today())
                        .map(health -> health.points() + " · "
                                + words.say("light." + health.light().key(), language))
                        .orElse("–")));
        rows.add(row(
                "assignee",
                sheets,
                language,
                sheet -> sheet.deal().assigneeName().orElse("–")));
        return told.with("facts", rows).card("table", table(who, sheets, rows)).result();
    }

    private String value(Deal deal, String language) {
        return words.value(deal.value(), deal.currency(), language);
    }

    private Map<String, Object> row(
            String fact, List<DealSheet> sheets, String language, Function<DealSheet, String> value) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("fact", words.word("argument", fact, language));
        for (int i = 0; i < sheets.size(); i++) {
            row.put("d" + (i + 1), value.apply(sheets.get(i)));
        }
        return row;
    }

    private Map<String, Object> table(Colleague who, List<DealSheet> sheets, List<Map<String, Object>> rows) {
        List<Map<String, String>> columns = new ArrayList<>();
        columns.add(Map.of("key", "fact", "title", ""));
        for (int i = 0; i < sheets.size(); i++) {
            columns.add(
                    Map.of("key", "d" + (i + 1), "title", sheets.get(i).deal().title()));
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", words.say("compare.title", who.language()));
        content.put(
                "fallback",
                rows.stream()
                        .map(row -> row.values().stream().map(String::valueOf).collect(Collectors.joining(" | ")))
                        .collect(Collectors.joining("\n")));
        content.put("columns", columns);
        content.put("rows", rows);
        asOf.stamp(content, who);
        return content;
    }
}
