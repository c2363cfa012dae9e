package app.henk.insights;

import static app.henk.insights.DealFigures.count;
import static app.henk.insights.DealFigures.deals;
import static app.henk.insights.DealFigures.field;
import static app.henk.insights.DealFigures.key;
import static app.henk.insights.DealFigures.number;
import static app.henk.insights.DealFigures.only;

import app.henk.identity.Principal;
import app.henk.insights.WhatIf.StageNow;
import app.henk.platform.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What a manager decides by and a single question cannot say: velocity and what-if. All of it is made of typed
 * questions, so the figures are those of the chat, under the same rights.
 */
@Service
public class Decisions {

    private final Questions questions;
    private final DealFigures figures;

    Decisions(Questions questions) {
        this.questions = questions;
        this.figures = new DealFigures(questions);
    }

    /**
     * @param passed how many deals left the stage within the last twelve months, for another stage or for good
     * @param days that those stayed in it, on average; empty where none left
     * @param median of the same days
     * @param standing how many stand in it now
     * @param since for how many days those have, on average; empty where there are none
     */
    public record StageVelocity(
            String stage,
            String name,
            long passed,
            Optional<BigDecimal> days,
            Optional<BigDecimal> median,
            long standing,
            Optional<BigDecimal> since) {}

    /** @param cycle mean days from a deal's beginning to its being won; empty while nothing was won */
    public record Velocity(List<StageVelocity> stages, Optional<BigDecimal> cycle) {}

    public Mono<Velocity> velocity(Principal.Staff staff, Filter only, String language) {
        Query standing = deals("status = open")
                .by(List.of(Group.by(field("stage"))))
                .measuring(List.of(Measure.COUNT, Measure.of(Measure.Kind.DAYS_IN_STAGE)));
        Query cycle = Query.of(Entity.DEALS).measuring(List.of(Measure.of(Measure.Kind.CYCLE_TIME)));
        return Mono.zip(
                        questions.known(staff),
                        questions.visits(
                                staff, Query.of(Entity.DEALS).where(only), new Period.Rolling(Period.Unit.YEAR, -1)),
                        figures.answer(staff, only(standing, only), language),
                        figures.answer(staff, only(cycle, only), language))
                .map(all -> new Velocity(
                        all.getT1().stages().stream()
                                .filter(stage -> stage.state().equals("open"))
                                .map(stage -> velocity(stage, language, all.getT2(), all.getT3()))
                                .toList(),
                        all.getT4().figure()));
    }

    private static StageVelocity velocity(
            Known.Stage stage, String language, List<List<Object>> visits, Answer standing) {
        Optional<List<Object>> passed = visits.stream()
                .filter(row -> row.getFirst().equals(stage.key()))
                .findFirst();
        Optional<Answer.Line> now = standing.lines().stream()
                .filter(line -> key(line).equals(stage.key()))
                .findFirst();
        return new StageVelocity(
                stage.key(),
                stage.name(language),
                passed.map(row -> ((Number) row.get(1)).longValue()).orElse(0L),
                passed.map(row -> tenths(row.get(2))),
                passed.map(row -> tenths(row.get(3))),
                now.map(line -> count(line, 1)).orElse(0L),
                now.flatMap(line -> number(line, 2)));
    }

    private static BigDecimal tenths(Object days) {
        return new BigDecimal(days.toString()).setScale(1, RoundingMode.HALF_UP);
    }

    /** The stage of the change may be given by its key or by any of its names. */
    public Mono<WhatIf.Outcome> whatIf(Principal.Staff staff, WhatIf.Change change, Filter only, String language) {
        Query open = deals("status = open")
                .by(List.of(Group.by(field("stage"))))
                .measuring(List.of(
                        Measure.COUNT,
                        Measure.of(Measure.Kind.SUM, field("value")),
                        Measure.of(Measure.Kind.WEIGHTED)));
        Query cycle = Query.of(Entity.DEALS).measuring(List.of(Measure.of(Measure.Kind.CYCLE_TIME)));
        return Mono.zip(
                        figures.answer(staff, only(open, only), language),
                        figures.answer(staff, only(cycle, only), language),
                        questions.known(staff))
                .map(all -> WhatIf.of(
                        stages(all.getT1(), all.getT3()), all.getT2().figure(), settled(change, all.getT3(), staff)));
    }

    private static List<StageNow> stages(Answer answer, Known known) {
        List<StageNow> stages = new ArrayList<>();
        for (Answer.Line line : answer.lines()) {
            BigDecimal value = number(line, 2).orElse(BigDecimal.ZERO);
            BigDecimal weighted = number(line, 3).orElse(BigDecimal.ZERO);
            // deals keep the probability of the day they moved; where none has a value the stage's own counts
            BigDecimal probability = value.signum() == 0
                    ? known.stage(key(line))
                            .map(stage -> BigDecimal.valueOf(stage.probability()))
                            .orElse(BigDecimal.ZERO)
                    : weighted.multiply(BigDecimal.valueOf(100)).divide(value, 2, RoundingMode.HALF_UP);
            stages.add(new StageNow(key(line), count(line, 1), value, probability));
        }
        return List.copyOf(stages);
    }

    private static WhatIf.Change settled(WhatIf.Change change, Known known, Principal.Staff staff) {
        return change.stage()
                .map(name -> {
                    Filter.OneOf stage = new Filter.OneOf(field("stage"), List.of(name));
                    try {
                        Filter found = new Settling(known, Map.of(), staff.user()).settled(stage);
                        return new WhatIf.Change(
                                change.basketPercent(),
                                change.conversionPoints(),
                                Optional.of(((Filter.OneOf) found).values().getFirst()),
                                change.volumePercent(),
                                change.cyclePercent());
                    } catch (NotUnderstood unknown) {
                        throw Problem.badRequest("unknown-stage", "There is no stage '" + name + "'.")
                                .with("nearest", unknown.refusal().nearest());
                    }
                })
                .orElse(change);
    }
}
