package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Parameter;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Stage;
import app.henk.insights.Decisions;
import app.henk.insights.Filter;
import app.henk.insights.WhatIf;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the open pipeline would be worth if something were different; changes nothing. */
@Component
class WhatIfTool extends StaffTool {

    private static final int MOST = 1_000;

    private final Decisions decisions;
    private final DealWriting deals;
    private final DealNames names;
    private final AsOf asOf;

    WhatIfTool(Decisions decisions, DealWriting deals, DealNames names, StaffWords words, AsOf asOf) {
        super(
                ToolDefinition.forStaff(
                        "what_if",
                        Effect.READ,
                        Parameter.signed("basket_percent", MOST),
                        Parameter.signed("conversion_points", 100),
                        text("stage", 80),
                        Parameter.signed("volume_percent", MOST),
                        Parameter.signed("cycle_percent", MOST)),
                words);
        this.decisions = decisions;
        this.deals = deals;
        this.names = names;
        this.asOf = asOf;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return deals.stages(who).flatMap(stages -> {
            Optional<String> said = arguments.text("stage");
            Optional<Stage> stage = said.flatMap(stages::named);
            if (said.isPresent() && stage.isEmpty()) {
                return Mono.just(names.noStage(who, said.get(), stages));
            }
            if (stage.isPresent() && number(arguments, "conversion_points").signum() == 0) {
                return Mono.just(ofStage(who, stage.get()));
            }
            WhatIf.Change change = new WhatIf.Change(
                    number(arguments, "basket_percent"),
                    number(arguments, "conversion_points"),
                    stage.map(Stage::key),
                    number(arguments, "volume_percent"),
                    number(arguments, "cycle_percent"));
            return decisions
                    .whatIf(who.staff(), change, new Filter.All(List.of()), who.language())
                    .map(outcome -> told(
                            who,
                            outcome,
                            Assumptions.said(
                                    change, stage.map(found -> found.name(who.language())), words, who.language()),
                            key -> stages.keyed(key)
                                    .map(found -> found.name(who.language()))
                                    .orElse(key)));
        });
    }

    /** A stage has a rate of its own and nothing else: the rest would be reckoned for all of them. */
    private ToolResult ofStage(Colleague who, Stage stage) {
        String say = words.say(
                "what_if.of_stage", who.language(), Map.of("stage", Outside.oneLine(stage.name(who.language()))));
        return Told.of("none", say).with("argument", "stage").result().refused();
    }

    private static BigDecimal number(Arguments arguments, String name) {
        return arguments.decimal(name).orElse(BigDecimal.ZERO);
    }

    /** @param assumed what was reckoned with, so that one sees whether that is what was meant */
    private ToolResult told(
            Colleague who, WhatIf.Outcome outcome, Optional<String> assumed, UnaryOperator<String> stageName) {
        String language = who.language();
        String currency = who.context().tenant().currency().getCode();
        String say = words.say(
                "what_if.say",
                language,
                Map.of(
                        "before", words.money(outcome.weightedBefore(), currency, language),
                        "after", words.money(outcome.weightedAfter(), currency, language),
                        "difference", words.money(outcome.difference(), currency, language)));
        if (outcome.cycleDays()
                .filter(cycle -> cycle.before().compareTo(cycle.after()) != 0)
                .isPresent()) {
            say = words.say(
                            "what_if.cycle",
                            language,
                            Map.of(
                                    "before",
                                            words.money(outcome.perMonthBefore().orElseThrow(), currency, language),
                                    "after", words.money(outcome.perMonthAfter().orElseThrow(), currency, language)))
                    + (outcome.difference().signum() == 0 ? "" : " " + say);
        }
        say = assumed.map(before -> before + " ").orElse("") + say;
        Map<String, Object> kpi = new LinkedHashMap<>();
        kpi.put("v", 1);
        kpi.put("title", words.say("what_if.title", language));
        kpi.put("fallback", say);
        asOf.stamp(kpi, who);
        kpi.put(
                "items",
                List.of(Map.of(
                        "label", words.word("argument", "weighted", language),
                        "value", outcome.weightedAfter(),
                        "before", outcome.weightedBefore(),
                        "type", "money",
                        "currency", currency)));
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("v", 1);
        chart.put("title", words.say("what_if.by_stage", language));
        chart.put("fallback", say);
        asOf.stamp(chart, who);
        chart.put("kind", "bar");
        chart.put("type", "money");
        chart.put("currency", currency);
        chart.put("series", List.of(words.say("what_if.after", language), words.say("what_if.before", language)));
        chart.put(
                "data",
                outcome.stages().stream()
                        .map(stage -> Map.of(
                                "label", stageName.apply(stage.stage()),
                                "value", stage.after().weighted(),
                                "before", stage.before().weighted()))
                        .toList());
        return Told.done(say)
                .with("weighted_before", outcome.weightedBefore())
                .with("weighted_after", outcome.weightedAfter())
                .card("kpi", kpi)
                .card("chart", chart)
                .result();
    }
}
