package app.henk.agent.offline.staff;

import app.henk.agent.offline.Numbers;
import app.henk.agent.offline.Span;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads numbers with what they count: "48k", "12.500 €", "zwei Wochen", "10 %". */
final class Quantities {

    enum Unit {
        NONE,
        MONEY,
        PERCENT,
        /** The value is in days. */
        DAYS
    }

    record Quantity(BigDecimal value, Unit unit, int from, int to) {}

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final Clause clause;
    private final Numbers numbers;

    Quantities(Clause clause) {
        this.clause = clause;
        this.numbers = new Numbers(clause.tongue.words());
    }

    List<Quantity> all() {
        List<Quantity> found = new ArrayList<>();
        for (int i = 0; i < clause.size(); i++) {
            Optional<Quantity> quantity = at(i);
            if (quantity.isPresent()) {
                found.add(quantity.get());
                i = quantity.get().to() - 1;
            }
        }
        return found;
    }

    Optional<Quantity> at(int i) {
        Optional<Span<BigDecimal>> number = i < clause.size() && clause.isFree(i, i + 1)
                ? numbers.at(clause.tokens, i).filter(n -> clause.isFree(n.from(), n.to()))
                : Optional.empty();
        // "ein Deal" counts nothing, "between one and two" does
        boolean article = number.isPresent()
                && clause.before("between_and", i).isEmpty()
                && clause.tokens.get(i).isWord()
                && number.get().value().compareTo(BigDecimal.ONE) == 0
                && clause.at("unit", number.get().to()).isEmpty()
                && clause.at("thousand", number.get().to()).isEmpty();
        return article ? Optional.empty() : number.map(n -> measured(i, n));
    }

    private Quantity measured(int i, Span<BigDecimal> number) {
        BigDecimal value = number.value();
        int end = number.to();
        int from = i > 0 && clause.at("money", i - 1).isPresent() ? i - 1 : i;
        Unit unit = from < i ? Unit.MONEY : Unit.NONE;
        Optional<Hit> thousand = clause.at("thousand", end);
        if (thousand.isPresent()) {
            value = value.multiply(new BigDecimal(thousand.get().meaning()));
            end = thousand.get().to();
            unit = Unit.MONEY;
        }
        // "minus 5 Euro" is as wrong as "-5 €", and must not be taken for 5
        Optional<Hit> minus =
                clause.at("minus", from - 1).filter(hit -> !clause.isPartOfLonger(hit, "operator", "behind"));
        if (minus.isPresent() && clause.at("percent", end).isEmpty()) {
            value = value.negate();
            from--;
        }
        Optional<Hit> money = clause.at("money", end);
        Optional<Hit> percent = clause.at("percent", end);
        Optional<Hit> days = clause.at("unit", end);
        if (money.isPresent()) {
            return new Quantity(plain(value), Unit.MONEY, from, money.get().to());
        }
        if (percent.isPresent() && unit == Unit.NONE) {
            return new Quantity(plain(value), Unit.PERCENT, from, percent.get().to());
        }
        if (days.isPresent() && unit == Unit.NONE) {
            BigDecimal inDays = value.multiply(new BigDecimal(days.get().meaning()));
            return new Quantity(plain(inDays), Unit.DAYS, from, days.get().to());
        }
        return new Quantity(plain(value), unit, from, end);
    }

    /**
     * "1,2 und 1,5k", "one and two thousand" are both thousands, "1 und 2 Millionen" both millions; "1 und 2000" are not.
     */
    BigDecimal scaledLike(Quantity small, Quantity other) {
        return isLess(small, other)
                ? factor(other)
                        .map(small.value()::multiply)
                        .filter(scaled -> scaled.compareTo(other.value()) <= 0)
                        .map(Quantities::plain)
                        .orElse(small.value())
                : small.value();
    }

    /** "500 bis 2 Millionen": euros, or thousands of them? */
    boolean isUnsureBeside(Quantity small, Quantity other) {
        return small.unit() == Unit.NONE
                && isLess(small, other)
                && factor(other)
                        .filter(factor -> small.value().multiply(factor).compareTo(other.value()) > 0)
                        .filter(factor -> factor.compareTo(THOUSAND) > 0)
                        .isPresent();
    }

    private static boolean isLess(Quantity small, Quantity other) {
        return small.value().compareTo(THOUSAND) < 0 && other.value().compareTo(THOUSAND) >= 0;
    }

    /** By which a word or a letter says thousands or millions; empty where they are written in figures. */
    private Optional<BigDecimal> factor(Quantity quantity) {
        Optional<BigDecimal> named = IntStream.range(quantity.from(), quantity.to())
                .mapToObj(i -> clause.tongue.lexicon().at("thousand", clause.tokens, i))
                .flatMap(Optional::stream)
                .map(hit -> new BigDecimal(hit.meaning()))
                .findFirst();
        boolean written = IntStream.range(quantity.from(), quantity.to())
                .anyMatch(i -> clause.tokens.get(i).isWord()
                        && clause.tongue.lexicon().at("money", clause.tokens, i).isEmpty());
        BigDecimal spoken = quantity.value().compareTo(MILLION) >= 0 ? MILLION : THOUSAND;
        return named.or(() -> written ? Optional.of(spoken) : Optional.empty());
    }

    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
