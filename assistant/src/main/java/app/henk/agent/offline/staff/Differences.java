package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Quantities.Quantity;
import app.henk.agent.offline.staff.Quantities.Unit;
import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads by how much something is to change: "um 2.000 erhöhen", "push it two weeks", "eine Woche nach vorn". */
final class Differences {

    private static final String LESS = "-";
    private static final int DAYS_OF_MONTH = 30;
    private static final int DAYS_OF_YEAR = 365;

    /** Sections of words for more and less. */
    private static final List<String> SIGNS = List.of("difference", "growth", "more", "minus");
    /** Less may count anything. */
    private static final BigDecimal LEAST = BigDecimal.valueOf(50);

    private final Clause clause;
    private boolean unclear;

    Differences(Clause clause) {
        this.clause = clause;
    }

    /** Whether it says "by so much" and not whether that is more or less. */
    boolean isUnclear() {
        return unclear;
    }

    /**
     * Empty where it is said what the amount shall be: "auf 20k, das sind 2k mehr" tells beside it by how much that
     * differs.
     */
    Optional<BigDecimal> amount() {
        List<Quantity> said = quantities(Unit.MONEY, Unit.NONE);
        if (said.stream().anyMatch(this::isTargetAmount)) {
            said.stream()
                    .filter(quantity -> !isTarget(quantity) && isDifference(quantity))
                    .forEach(this::take);
            return Optional.empty();
        }
        Optional<Quantity> by = said.stream()
                .filter(quantity -> !isTarget(quantity))
                .filter(quantity -> isDifference(quantity)
                        || clause.before("by_amount", quantity.from()).isPresent())
                .findFirst();
        // "augmente de 2000" says "de" as "une valeur de 2000" does
        boolean whole = by.filter(
                        quantity -> clause.before("worth", quantity.from()).isPresent())
                .isPresent();
        // "mach aus Cancity 20k, ist mehr geworden": by so much, or is it so much?
        boolean apart = by.isEmpty()
                && !said.isEmpty()
                && direction("difference").isPresent()
                && quantities(Unit.PERCENT).isEmpty();
        unclear = apart || (by.isPresent() && way().isEmpty() && !whole);
        return by.flatMap(this::signed);
    }

    /** "Auf 20k", "to 20k"; in "das sind 2k mehr" the same words lead to a difference. */
    private boolean isTarget(Quantity quantity) {
        return isLedByTarget(quantity)
                && clause.at("difference", quantity.to())
                        .filter(this::isComparative)
                        .isEmpty();
    }

    /** No day and no year, which are led to by the same words. */
    private boolean isTargetAmount(Quantity quantity) {
        boolean much = quantity.value().abs().compareTo(LEAST) >= 0
                && !clause.raw(quantity.from(), quantity.to()).matches("20\\d\\d");
        return isTarget(quantity) && (quantity.unit() == Unit.MONEY || much);
    }

    /** "Drauf" makes any amount a difference; "mehr" the one that it stands with. */
    private boolean isDifference(Quantity quantity) {
        return clause.everywhere("difference").stream().anyMatch(hit -> !isComparative(hit) || isWith(hit, quantity));
    }

    /** "Mehr", "less": by themselves they say nothing of an amount. */
    private boolean isComparative(Hit hit) {
        return clause.anyway("more", hit.from())
                .filter(more -> more.to() >= hit.to())
                .isPresent();
    }

    private boolean isWith(Hit comparative, Quantity quantity) {
        boolean behind = comparative.from() >= quantity.to()
                && !clause.hasMark(",", quantity.to(), comparative.from())
                && new Quantities(clause)
                        .all().stream()
                                .noneMatch(other -> other.from() >= quantity.to() && other.to() <= comparative.from());
        boolean right = comparative.to() <= quantity.from()
                && clause.onlySmall(comparative.to(), quantity.from())
                && !clause.hasMark(",", comparative.to(), quantity.from());
        return behind || right;
    }

    /** The one amount or share that is said, as so much less. */
    Optional<Map<String, Object>> lowered() {
        List<Quantity> said = quantities(Unit.MONEY, Unit.PERCENT, Unit.NONE);
        if (said.size() != 1) {
            return Optional.empty();
        }
        Quantity by = said.getFirst();
        take(by);
        SIGNS.stream().flatMap(section -> clause.all(section).stream()).forEach(clause::take);
        return Optional.of(Map.of(
                by.unit() == Unit.PERCENT ? "value_by_percent" : "value_by",
                by.value().abs().negate()));
    }

    /** "Minus 300", "plus 5 %", "noch 500 drauf": a sign and so much, and not a word more. */
    Optional<Map<String, Object>> alone() {
        List<Quantity> said = new Quantities(clause).all();
        Set<String> signs = SIGNS.stream()
                .flatMap(section -> clause.everywhere(section).stream())
                .map(Hit::meaning)
                .map(sign -> sign.equals("+") ? sign : LESS)
                .collect(Collectors.toSet());
        boolean one = said.size() == 1 && said.getFirst().unit() != Unit.DAYS && signs.size() == 1;
        boolean bounded =
                one && clause.before("operator", said.getFirst().from()).isPresent();
        if (!one || bounded || clause.isQuestionMarked()) {
            return Optional.empty();
        }
        Quantity by = said.getFirst();
        boolean all = IntStream.range(0, clause.size())
                .allMatch(i -> (by.from() <= i && i < by.to())
                        || clause.isSmall(i)
                        || clause.isAnyway("filler", i)
                        || SIGNS.stream().anyMatch(section -> clause.isAnyway(section, i)));
        boolean percent = by.unit() == Unit.PERCENT;
        boolean much = percent || by.value().abs().compareTo(LEAST) >= 0;
        BigDecimal size = by.value().abs();
        return all && much
                ? Optional.of(
                        Map.of(percent ? "value_by_percent" : "value_by", signs.contains(LESS) ? size.negate() : size))
                : Optional.empty();
    }

    /** "Um 10 % hoch", "drop it by 5 percent"; "auf 110 %" says of what it shall be so much. */
    Optional<BigDecimal> percent() {
        Optional<Quantity> by = quantities(Unit.PERCENT).stream().findFirst();
        boolean whole = by.filter(this::isLedByTarget).isPresent();
        unclear |= by.isPresent() && (way().isEmpty() || whole);
        return whole ? Optional.empty() : by.flatMap(this::signed);
    }

    private boolean isLedByTarget(Quantity quantity) {
        return clause.before("target", quantity.from()).isPresent()
                && clause.before("by_amount", quantity.from()).isEmpty();
    }

    private Optional<BigDecimal> signed(Quantity by) {
        return way().map(sign -> {
            take(by);
            return sign.equals(LESS) || clause.isNegative(by.from())
                    ? by.value().negate()
                    : by.value();
        });
    }

    /**
     * "Erhöh", "drauf": whether it becomes more or less. "Reduce it by 2k more" falls by more, and "raise it by 2k less"
     * is neither.
     */
    private Optional<String> way() {
        Optional<String> difference = direction("difference");
        Optional<String> growth = direction("growth");
        boolean comparative = clause.everywhere("difference").stream().allMatch(this::isComparative);
        if (difference.isPresent() && growth.isPresent() && comparative) {
            return growth.filter(way -> way.equals(LESS) || difference.equals(growth));
        }
        return difference.or(() -> growth);
    }

    /** Later, or earlier where that is said. */
    Optional<Period> time() {
        Optional<Quantity> by = quantities(Unit.DAYS).stream()
                .filter(quantity -> clause.before("in_time", quantity.from()).isEmpty()
                        || clause.before("by_amount", quantity.from()).isPresent())
                .findFirst();
        boolean earlier = direction("shift").filter(LESS::equals).isPresent();
        return by.map(quantity -> {
            take(quantity);
            clause.all("shift").forEach(clause::take);
            Period period = period(quantity);
            return earlier ? period.negated() : period;
        });
    }

    private List<Quantity> quantities(Unit... units) {
        return new Quantities(clause)
                .all().stream()
                        .filter(quantity -> List.of(units).contains(quantity.unit()))
                        .toList();
    }

    private void take(Quantity quantity) {
        clause.before("by_amount", quantity.from()).ifPresent(clause::take);
        clause.take(quantity.from(), quantity.to());
    }

    private Optional<String> direction(String section) {
        return clause.everywhere(section).stream().map(Hit::meaning).findFirst();
    }

    private Period period(Quantity quantity) {
        int unit = clause.anyway("unit", quantity.to() - 1)
                .map(hit -> Integer.parseInt(hit.meaning()))
                .orElse(1);
        int count = quantity.value().intValue() / unit;
        return switch (unit) {
            case DAYS_OF_MONTH -> Period.ofMonths(count);
            case DAYS_OF_YEAR -> Period.ofYears(count);
            default -> Period.ofDays(quantity.value().intValue());
        };
    }
}
