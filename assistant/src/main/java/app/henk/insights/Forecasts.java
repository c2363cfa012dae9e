package app.henk.insights;

import static app.henk.insights.DealFigures.deals;
import static app.henk.insights.DealFigures.field;
import static app.henk.insights.DealFigures.filter;
import static app.henk.insights.DealFigures.number;
import static app.henk.insights.DealFigures.only;

import app.henk.identity.Principal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** How a period will come out: what is won, what is supported and what is hoped for, beside how it came before. */
@Service
public class Forecasts {

    /** A deal from this probability on is supported by more than hope, as long as its health is not red. */
    private static final int SUPPORTED_FROM = 50;
    /** The months that are looked back at to see how far forecasts came true: whole ones, as they were foreseen. */
    private static final Period LATELY =
            new Period.Between(new Period.Whole(Period.Unit.MONTH, -6), new Period.Whole(Period.Unit.MONTH, 0));

    private static final Period USUAL = new Period.Whole(Period.Unit.QUARTER, 0);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Questions questions;
    private final KeptForecasts kept;
    private final DealFigures figures;

    Forecasts(Questions questions, KeptForecasts kept) {
        this.questions = questions;
        this.kept = kept;
        this.figures = new DealFigures(questions);
    }

    /**
     * The forecast that a question about deals asks for: of the time that it names, else of this quarter, under its other
     * conditions. What became of a deal is no condition here.
     */
    public Mono<Forecast> forecast(Principal.Staff staff, Query asked, String language) {
        List<Filter> parts = asked.where().conjuncts();
        Period period = parts.stream()
                .filter(Forecasts::isTime)
                .map(part -> ((Filter.When) part).period())
                .findFirst()
                .orElse(USUAL);
        Filter only = Filter.all(
                parts.stream().filter(part -> !isTime(part) && !isStatus(part)).toList());
        return forecast(staff, period, only, language);
    }

    private static boolean isTime(Filter part) {
        return part instanceof Filter.When(Field field, Filter.Relation relation, Period _)
                && relation == Filter.Relation.IN
                && (field.key().equals("expected_close") || field.key().equals("closed"));
    }

    private static boolean isStatus(Filter part) {
        return part instanceof Filter.OneOf(Field field, List<String> _)
                && field.key().equals("status");
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

        /** How near the forecasts of the months before came, on average, in percent; empty while none was kept. */
        public OptionalInt accuracy() {
            int[] known = before.stream()
                    .flatMapToInt(month -> month.accuracy().stream())
                    .toArray();
            return known.length == 0
                    ? OptionalInt.empty()
                    : OptionalInt.of(
                            (int) Math.round(IntStream.of(known).average().orElseThrow()));
        }
    }

    /**
     * How a month came out.
     *
     * @param planned value of the deals that were expected to close in it and are decided now
     * @param won value of those that were won in it
     * @param foreseen what the forecast was when it began; known of months that it was kept for, of all deals
     */
    public record Month(LocalDate start, BigDecimal planned, BigDecimal won, Optional<BigDecimal> foreseen) {

        /** How near the forecast came, in percent: 100 is exactly, 0 is as far off as what was foreseen, or farther. */
        public OptionalInt accuracy() {
            return foreseen.filter(expected -> expected.signum() > 0)
                    .map(expected -> OptionalInt.of(Math.max(
                            0,
                            HUNDRED.subtract(won.subtract(expected)
                                            .abs()
                                            .multiply(HUNDRED)
                                            .divide(expected, 0, RoundingMode.HALF_UP))
                                    .intValue())))
                    .orElse(OptionalInt.empty());
        }
    }

    public Mono<Forecast> forecast(Principal.Staff staff, Period period, Filter only, String language) {
        Filter expected = new Filter.When(field("expected_close"), Filter.Relation.IN, period);
        Query due = only(
                deals("status = open").measuring(List.of(Measure.of(Measure.Kind.WEIGHTED))),
                Filter.all(List.of(expected, only)));
        Query supported = only(due, filter("probability >= " + SUPPORTED_FROM + " and not light = red"));
        Query won = only(
                deals("status = won").measuring(List.of(Measure.of(Measure.Kind.SUM, field("value")))),
                Filter.all(List.of(new Filter.When(field("closed"), Filter.Relation.IN, period), only)));
        Filter lately = new Filter.When(field("expected_close"), Filter.Relation.IN, LATELY);
        Query planned =
                months(only(deals("not status = open"), Filter.all(List.of(lately, only))), field("expected_close"));
        Query actual = months(
                only(
                        deals("status = won"),
                        Filter.all(List.of(new Filter.When(field("closed"), Filter.Relation.IN, LATELY), only))),
                field("closed"));
        return Mono.zip(
                        figures.answer(staff, due, language),
                        figures.answer(staff, supported, language),
                        figures.answer(staff, won, language),
                        figures.answer(staff, planned, language),
                        figures.answer(staff, actual, language))
                .zipWith(foreseen(staff, only))
                .flatMap(both -> questions.range(staff, period).map(range -> {
                    var all = both.getT1();
                    BigDecimal sure = all.getT2().figure().orElse(BigDecimal.ZERO);
                    return new Forecast(
                            range,
                            all.getT3().figure().orElse(BigDecimal.ZERO),
                            sure,
                            all.getT1().figure().orElse(BigDecimal.ZERO).subtract(sure),
                            all.getT1().lines().stream()
                                    .mapToLong(line -> line.cells().getFirst().unknown())
                                    .sum(),
                            months(all.getT4(), all.getT5(), both.getT2()));
                }));
    }

    private static Query months(Query query, Field date) {
        return query.by(List.of(Group.by(Group.Bucket.MONTH, date)))
                .measuring(List.of(Measure.of(Measure.Kind.SUM, field("value"))));
    }

    /** Forecasts were kept of all deals: for some of them they say nothing. Nor for a month that is not over yet. */
    private Mono<Map<LocalDate, BigDecimal>> foreseen(Principal.Staff staff, Filter only) {
        if (!only.conjuncts().isEmpty()) {
            return Mono.just(Map.of());
        }
        return Mono.zip(questions.range(staff, LATELY), questions.range(staff, new Period.Whole(Period.Unit.MONTH, 0)))
                .flatMap(both ->
                        kept.between(staff, both.getT1().from(), both.getT2().from()));
    }

    private static List<Month> months(Answer planned, Answer actual, Map<LocalDate, BigDecimal> foreseen) {
        Map<LocalDate, BigDecimal> plan = byMonth(planned);
        Map<LocalDate, BigDecimal> won = byMonth(actual);
        var starts = new TreeSet<>(plan.keySet());
        starts.addAll(won.keySet());
        // a month in which nothing came of what was foreseen is the farthest off of all
        starts.addAll(foreseen.keySet());
        return starts.stream()
                .map(start -> new Month(
                        start,
                        plan.getOrDefault(start, BigDecimal.ZERO),
                        won.getOrDefault(start, BigDecimal.ZERO),
                        Optional.ofNullable(foreseen.get(start))))
                .toList();
    }

    private static Map<LocalDate, BigDecimal> byMonth(Answer answer) {
        return answer.lines().stream()
                .filter(line -> line.cells().getFirst().value().isPresent())
                .collect(Collectors.toMap(
                        line -> (LocalDate) line.cells().getFirst().value().orElseThrow(),
                        line -> number(line, 1).orElse(BigDecimal.ZERO)));
    }
}
