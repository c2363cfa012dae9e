package app.henk.customers;

import app.henk.customers.MeasurementRules.Measure;
import app.henk.customers.MeasurementRules.Proportion;
import app.henk.customers.MeasurementRules.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells measurements that can be right from those that should be asked about. */
@Component
class Plausibility {

    private final MeasurementRules rules;

    Plausibility(MeasurementRules rules) {
        this.rules = rules;
    }

    /**
     * @param told by kind, all of them known kinds
     * @param known what was kept before, by kind
     * @return a doubt for each that looks wrong; what is not among them can be kept
     */
    List<Doubt> judge(Map<String, BigDecimal> told, Map<String, BigDecimal> known) {
        Map<String, Doubt> doubts = new LinkedHashMap<>();
        told.forEach((kind, value) -> alone(kind, value, known).ifPresent(doubt -> doubts.put(kind, doubt)));
        for (Proportion proportion : rules.proportions()) {
            between(proportion, told, known, doubts).ifPresent(doubt -> doubts.putIfAbsent(doubt.kind(), doubt));
        }
        return doubts.isEmpty() ? List.of() : guessed(told, known, doubts);
    }

    private Optional<Doubt> alone(String kind, BigDecimal value, Map<String, BigDecimal> known) {
        Measure measure = measure(kind);
        if (!measure.possible().holds(value)) {
            return Optional.of(new Doubt(kind, value, Doubt.IMPOSSIBLE, Map.of(), Map.of(), true));
        }
        if (!measure.usual().holds(value)) {
            return Optional.of(new Doubt(kind, value, "unusual", Map.of(), Map.of(), false));
        }
        BigDecimal before = known.get(kind);
        return before != null && value.subtract(before).abs().compareTo(measure.changes()) > 0
                ? Optional.of(new Doubt(kind, value, "changed", Map.of(kind, before), Map.of(), false))
                : Optional.empty();
    }

    /** The one that was told now is doubted, of two the first; one that is doubted for itself proves nothing. */
    private static Optional<Doubt> between(
            Proportion proportion,
            Map<String, BigDecimal> told,
            Map<String, BigDecimal> known,
            Map<String, Doubt> doubts) {
        Optional<BigDecimal> of = value(proportion.of(), told, known, doubts);
        Optional<BigDecimal> by = value(proportion.by(), told, known, doubts);
        boolean isNew = told.containsKey(proportion.of()) || told.containsKey(proportion.by());
        if (!isNew || of.isEmpty() || by.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal divisor = proportion.squared() ? by.get().multiply(by.get()) : by.get();
        if (proportion.usual().holds(of.get().divide(divisor, MathContext.DECIMAL32))) {
            return Optional.empty();
        }
        boolean first = told.containsKey(proportion.of());
        String doubted = first ? proportion.of() : proportion.by();
        String other = first ? proportion.by() : proportion.of();
        return Optional.of(new Doubt(
                doubted,
                first ? of.get() : by.get(),
                proportion.name(),
                Map.of(other, first ? by.get() : of.get()),
                Map.of(),
                false));
    }

    private static Optional<BigDecimal> value(
            String kind, Map<String, BigDecimal> told, Map<String, BigDecimal> known, Map<String, Doubt> doubts) {
        return doubts.containsKey(kind)
                ? Optional.empty()
                : Optional.ofNullable(told.get(kind)).or(() -> Optional.ofNullable(known.get(kind)));
    }

    private List<Doubt> guessed(
            Map<String, BigDecimal> told, Map<String, BigDecimal> known, Map<String, Doubt> doubts) {
        List<Doubt> swapped = swapped(told, known, doubts);
        if (!swapped.isEmpty()) {
            return swapped;
        }
        return doubts.values().stream()
                .map(doubt -> meant(doubt, told, known)
                        .map(value -> doubt.meaning(Map.of(doubt.kind(), value)))
                        .orElse(doubt))
                .toList();
    }

    /** Two figures in each other's place: 84 tall and 186 heavy. */
    private List<Doubt> swapped(
            Map<String, BigDecimal> told, Map<String, BigDecimal> known, Map<String, Doubt> doubts) {
        List<String> kinds = new ArrayList<>(told.keySet());
        for (String one : doubts.keySet()) {
            for (String other : kinds) {
                Map<String, BigDecimal> turned = new HashMap<>(told);
                turned.put(one, value(other, told));
                turned.put(other, value(one, told));
                if (!one.equals(other) && looksRight(turned, known)) {
                    Map<String, BigDecimal> meant = Map.of(one, value(other, told), other, value(one, told));
                    return List.of(inPlaceOf(one, other, told, meant), inPlaceOf(other, one, told, meant));
                }
            }
        }
        return List.of();
    }

    private Doubt inPlaceOf(String one, String other, Map<String, BigDecimal> told, Map<String, BigDecimal> meant) {
        BigDecimal value = value(one, told);
        return new Doubt(
                one,
                value,
                Doubt.SWAPPED,
                Map.of(other, value(other, told)),
                meant,
                !measure(one).possible().holds(value)
                        || !measure(other).possible().holds(value(other, told)));
    }

    private static BigDecimal value(String kind, Map<String, BigDecimal> told) {
        return Objects.requireNonNull(told.get(kind), kind);
    }

    private Optional<BigDecimal> meant(Doubt doubt, Map<String, BigDecimal> told, Map<String, BigDecimal> known) {
        Measure measure = measure(doubt.kind());
        for (Unit unit : rules.meantIn(measure)) {
            BigDecimal value = doubt.value().multiply(unit.factor()).setScale(0, RoundingMode.HALF_UP);
            Map<String, BigDecimal> as = new HashMap<>(told);
            as.put(doubt.kind(), value);
            boolean right = measure.usual().holds(value)
                    && rules.proportions().stream()
                            .filter(rule ->
                                    rule.of().equals(doubt.kind()) || rule.by().equals(doubt.kind()))
                            .allMatch(rule -> between(rule, as, known, Map.of()).isEmpty());
            if (right) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private boolean looksRight(Map<String, BigDecimal> told, Map<String, BigDecimal> known) {
        return told.entrySet().stream()
                        .allMatch(entry ->
                                alone(entry.getKey(), entry.getValue(), known).isEmpty())
                && rules.proportions().stream()
                        .allMatch(rule -> between(rule, told, known, Map.of()).isEmpty());
    }

    private Measure measure(String kind) {
        Measure measure = rules.measures().get(kind);
        if (measure == null) {
            throw new IllegalArgumentException("not a measure: " + kind);
        }
        return measure;
    }
}
