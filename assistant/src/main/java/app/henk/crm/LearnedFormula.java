package app.henk.crm;

import app.henk.crm.ScoringFormula.Band;
import app.henk.crm.ScoringFormula.Bands;
import app.henk.crm.ScoringFormula.Choice;
import app.henk.crm.ScoringFormula.Criterion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A formula whose points were learned from leads that were won and lost: a logistic regression over the bands and choices
 * that the tenant's formula already looks at, its weights turned into points. So it explains itself like every other one.
 *
 * <p>A third of the leads is held out and never learned from; there the learned formula is offered only if it ranks won
 * leads above lost ones better than the active one does.
 */
final class LearnedFormula {

    /** Won and lost leads that there must be at least of each, to learn from and held out. */
    static final int FEWEST = 30;

    /** By how many points of a hundred it must rank better. */
    static final int BETTER = 2;

    private static final int ROUNDS = 300;
    private static final double STEP = 1.0;
    private static final double DECAY = 0.002;
    private static final int WHOLE = 100;

    private LearnedFormula() {}

    /**
     * @param rankingNow of the active formula on the leads held out, see {@link FormulaReport.Judged#ranking}
     * @param ranking of this one on the same
     * @param heldOut how many leads that were
     */
    record Offer(ScoringFormula formula, int rankingNow, int ranking, int heldOut) {}

    /**
     * Empty when there are too few leads, nothing to learn, or it is not better.
     *
     * @param decided leads that were won or lost
     */
    static Optional<Offer> offer(ScoringFormula active, List<Lead> decided, String version, LocalDate today) {
        List<Criterion> criteria = active.criteria().stream()
                .filter(criterion -> criterion instanceof Bands || criterion instanceof Choice)
                .toList();
        List<Lead> learned = decided.stream().filter(lead -> !isHeldOut(lead)).toList();
        List<Lead> heldOut = decided.stream().filter(LearnedFormula::isHeldOut).toList();
        if (criteria.isEmpty() || !isEnough(learned) || !isEnough(heldOut)) {
            return Optional.empty();
        }
        List<double[]> weights = weights(criteria, learned);
        double range = weights.stream().mapToDouble(LearnedFormula::range).sum();
        if (range < 1e-6) {
            return Optional.empty();
        }
        ScoringFormula formula = formula(active, criteria, weights, range, version);
        int now = new FormulaTrial(active, heldOut, today).judged(0, 0).ranking();
        int then = new FormulaTrial(formula, heldOut, today).judged(0, 0).ranking();
        return then >= now + BETTER ? Optional.of(new Offer(formula, now, then, heldOut.size())) : Optional.empty();
    }

    /** The same leads each time, whichever others there are. */
    private static boolean isHeldOut(Lead lead) {
        return Math.floorMod(lead.id().hashCode(), 3) == 0;
    }

    private static boolean isEnough(List<Lead> leads) {
        long won = leads.stream().filter(LearnedFormula::isWon).count();
        return won >= FEWEST && leads.size() - won >= FEWEST;
    }

    private static boolean isWon(Lead lead) {
        return lead.status().equals("won");
    }

    /** By criterion, of each of its buckets. */
    private static List<double[]> weights(List<Criterion> criteria, List<Lead> leads) {
        int[][] buckets = leads.stream()
                .map(lead -> criteria.stream()
                        .mapToInt(criterion -> bucket(criterion, lead.facts()))
                        .toArray())
                .toArray(int[][]::new);
        List<double[]> weights = criteria.stream()
                .map(criterion -> new double[buckets(criterion)])
                .toList();
        double bias = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<double[]> gradients =
                    weights.stream().map(of -> new double[of.length]).toList();
            double biasGradient = 0;
            for (int n = 0; n < buckets.length; n++) {
                double sum = bias;
                for (int c = 0; c < weights.size(); c++) {
                    sum += buckets[n][c] < 0 ? 0 : weights.get(c)[buckets[n][c]];
                }
                double error = (isWon(leads.get(n)) ? 1 : 0) - 1 / (1 + Math.exp(-sum));
                biasGradient += error;
                for (int c = 0; c < weights.size(); c++) {
                    if (buckets[n][c] >= 0) {
                        gradients.get(c)[buckets[n][c]] += error;
                    }
                }
            }
            bias += STEP * biasGradient / buckets.length;
            for (int c = 0; c < weights.size(); c++) {
                double[] of = weights.get(c);
                for (int b = 0; b < of.length; b++) {
                    of[b] += STEP * (gradients.get(c)[b] / buckets.length - DECAY * of[b]);
                }
            }
        }
        return weights;
    }

    /** Bands and choices in their order, what is left last; -1 for a fact that is missing. */
    private static int bucket(Criterion criterion, LeadFacts facts) {
        return switch (criterion) {
            case Bands bands ->
                facts.number(bands.field())
                        .map(value -> IntStream.range(0, bands.bands().size())
                                .filter(n ->
                                        value.compareTo(bands.bands().get(n).from()) >= 0)
                                .findFirst()
                                .orElse(bands.bands().size()))
                        .orElse(-1);
            case Choice choice ->
                facts.word(choice.field())
                        .map(word -> {
                            int known = List.copyOf(choice.choices().keySet()).indexOf(word);
                            return known < 0 ? choice.choices().size() : known;
                        })
                        .orElse(-1);
            case ScoringFormula.DaysUntil days -> -1;
            case ScoringFormula.Completeness complete -> -1;
        };
    }

    private static int buckets(Criterion criterion) {
        return switch (criterion) {
            case Bands bands -> bands.bands().size() + 1;
            case Choice choice -> choice.choices().size() + 1;
            case ScoringFormula.DaysUntil days -> 0;
            case ScoringFormula.Completeness complete -> 0;
        };
    }

    private static double range(double[] weights) {
        double lowest = lowest(weights);
        double highest = lowest;
        for (double weight : weights) {
            highest = Math.max(highest, weight);
        }
        return highest - lowest;
    }

    private static double lowest(double[] weights) {
        double lowest = Double.MAX_VALUE;
        for (double weight : weights) {
            lowest = Math.min(lowest, weight);
        }
        return lowest;
    }

    private static ScoringFormula formula(
            ScoringFormula active, List<Criterion> criteria, List<double[]> weights, double range, String version) {
        int[] maxima = maxima(weights, range);
        List<Criterion> learned = new ArrayList<>();
        for (int c = 0; c < criteria.size(); c++) {
            if (maxima[c] > 0) {
                learned.add(criterion(criteria.get(c), points(weights.get(c), maxima[c]), maxima[c]));
            }
        }
        return new ScoringFormula(version, active.keyAccountFrom(), List.copyOf(learned));
    }

    /** Whole points that sum to 100: what rounding leaves goes to the weightiest. */
    private static int[] maxima(List<double[]> weights, double range) {
        int[] maxima = weights.stream()
                .mapToInt(of -> (int) Math.floor(WHOLE * range(of) / range))
                .toArray();
        int weightiest = IntStream.range(0, maxima.length)
                .reduce((a, b) -> maxima[b] > maxima[a] ? b : a)
                .orElseThrow();
        maxima[weightiest] += WHOLE - IntStream.of(maxima).sum();
        return maxima;
    }

    private static int[] points(double[] weights, int max) {
        double lowest = lowest(weights);
        double range = range(weights);
        return Arrays.stream(weights)
                .mapToInt(weight -> (int) Math.round(max * (weight - lowest) / range))
                .toArray();
    }

    private static Criterion criterion(Criterion known, int[] points, int max) {
        return switch (known) {
            case Bands bands -> {
                List<Band> learned = IntStream.range(0, bands.bands().size())
                        .mapToObj(n -> new Band(bands.bands().get(n).from(), points[n]))
                        .toList();
                yield new Bands(bands.key(), bands.label(), bands.field(), learned, points[points.length - 1], max);
            }
            case Choice choice -> {
                Map<String, Integer> learned = new LinkedHashMap<>();
                choice.choices().keySet().forEach(word -> learned.put(word, points[learned.size()]));
                yield new Choice(choice.key(), choice.label(), choice.field(), learned, points[points.length - 1], max);
            }
            case ScoringFormula.DaysUntil days -> days;
            case ScoringFormula.Completeness complete -> complete;
        };
    }
}
