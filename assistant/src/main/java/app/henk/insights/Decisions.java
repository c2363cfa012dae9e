package app.henk.insights;

import app.henk.identity.Principal;
import app.henk.insights.WhatIf.StageNow;
import app.henk.platform.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What a manager decides by and a single question cannot say: velocity, forecast, what-if. All of it is made of typed
 * questions, so the figures are those of the chat, under the same rights.
 */
@Service
public class Decisions {

    /** A deal from this probability on is supported by more than hope, as long as its health is not red. */
    private static final int SUPPORTED_FROM = 50;
    /** Months that are looked back at to see how far forecasts came true. */
    private static final int MONTHS_BACK = 6;

    private final Questions questions;

    Decisions(Questions questions) {
        this.questions = questions;
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
                        answer(staff, only(standing, only), language),
                        answer(staff, only(cycle, only), language))
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

    /**
     * A period's outcome as far as one can see.
     *
     * @param won value of the deals that were won in it
     * @param supported weighted value of open deals expected to close in it, of probability 50 % or more and not in red
     *     health
     * @param hoped weighted value of the other open deals expected to close in it
     * @param unknown how many of the open ones have no value yet
     */
    public record Forecast(
            DateRange period,
            BigDecimal won,
            BigDecimal supported,
            BigDecimal hoped,
            long unknown,
            List<Month> before) {

        public BigDecimal expected() {
            return won.add(supported).add(hoped);
        }
    }

    /**
     * How a month came out.
     *
     * @param planned value of the deals that were expected to close in it and are decided now
     * @param won value of those that were won in it
     */
    public record Month(LocalDate start, BigDecimal planned, BigDecimal won) {}

    public Mono<Forecast> forecast(Principal.Staff staff, Period period, Filter only, String language) {
        Filter expected = new Filter.When(field("expected_close"), Filter.Relation.IN, period);
        Query due = only(
                deals("status = open").measuring(List.of(Measure.of(Measure.Kind.WEIGHTED))),
                Filter.all(List.of(expected, only)));
        Query supported = only(due, filter("probability >= " + SUPPORTED_FROM + " and not light = red"));
        Query won = only(
                deals("status = won").measuring(List.of(Measure.of(Measure.Kind.SUM, field("value")))),
                Filter.all(List.of(new Filter.When(field("closed"), Filter.Relation.IN, period), only)));
        Filter lately = new Filter.When(
                field("expected_close"), Filter.Relation.IN, new Period.Rolling(Period.Unit.MONTH, -MONTHS_BACK));
        Query planned =
                months(only(deals("not status = open"), Filter.all(List.of(lately, only))), field("expected_close"));
        Query actual = months(
                only(
                        deals("status = won"),
                        Filter.all(List.of(
                                new Filter.When(
                                        field("closed"),
                                        Filter.Relation.IN,
                                        new Period.Rolling(Period.Unit.MONTH, -MONTHS_BACK)),
                                only))),
                field("closed"));
        return Mono.zip(
                        answer(staff, due, language),
                        answer(staff, supported, language),
                        answer(staff, won, language),
                        answer(staff, planned, language),
                        answer(staff, actual, language))
                .flatMap(all -> questions.range(staff, period).map(range -> {
                    BigDecimal sure = all.getT2().figure().orElse(BigDecimal.ZERO);
                    return new Forecast(
                            range,
                            all.getT3().figure().orElse(BigDecimal.ZERO),
                            sure,
                            all.getT1().figure().orElse(BigDecimal.ZERO).subtract(sure),
                            all.getT1().lines().stream()
                                    .mapToLong(line -> line.cells().getFirst().unknown())
                                    .sum(),
                            months(all.getT4(), all.getT5()));
                }));
    }

    private static Query months(Query query, Field date) {
        return query.by(List.of(Group.by(Group.Bucket.MONTH, date)))
                .measuring(List.of(Measure.of(Measure.Kind.SUM, field("value"))));
    }

    private static List<Month> months(Answer planned, Answer actual) {
        Map<LocalDate, BigDecimal> plan = byMonth(planned);
        Map<LocalDate, BigDecimal> won = byMonth(actual);
        var starts = new TreeSet<>(plan.keySet());
        starts.addAll(won.keySet());
        return starts.stream()
                .map(start -> new Month(
                        start, plan.getOrDefault(start, BigDecimal.ZERO), won.getOrDefault(start, BigDecimal.ZERO)))
                .toList();
    }

    private static Map<LocalDate, BigDecimal> byMonth(Answer answer) {
        return answer.lines().stream()
                .filter(line -> line.cells().getFirst().value().isPresent())
                .collect(Collectors.toMap(
                        line -> (LocalDate) line.cells().getFirst().value().orElseThrow(),
                        line -> number(line, 1).orElse(BigDecimal.ZERO)));
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
                        answer(staff, only(open, only), language),
                        answer(staff, only(cycle, only), language),
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

    private Mono<Answer> answer(Principal.Staff staff, Query query, String language) {
        return questions.ask(staff, query, language).map(asked -> switch (asked) {
            case Asked.Answered(Answer answer) -> answer;
            case Asked.Refused refused -> throw refused.problem();
        });
    }

    private static Query deals(String where) {
        return Query.of(Entity.DEALS).where(filter(where));
    }

    private static Filter filter(String where) {
        return switch (Query.parse("deals where " + where)) {
            case Reading.Understood(Query query) -> query.where();
            case Reading.Refused(Refusal refusal) -> throw new IllegalStateException(where + ": " + refusal);
        };
    }

    private static Query only(Query query, Filter only) {
        return query.where(Filter.all(List.of(query.where(), only)));
    }

    private static Field field(String key) {
        return Catalogue.field(Entity.DEALS, key);
    }

    private static String key(Answer.Line line) {
        return line.cells().getFirst().value().map(Object::toString).orElse("");
    }

    private static long count(Answer.Line line, int at) {
        return number(line, at).map(BigDecimal::longValue).orElse(0L);
    }

    private static Optional<BigDecimal> number(Answer.Line line, int at) {
        return line.cells().get(at).value().filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast);
    }
}
