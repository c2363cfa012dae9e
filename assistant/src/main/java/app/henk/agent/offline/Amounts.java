package app.henk.agent.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Finds what somebody wants to spend: "unter 2000", "so 1,5k", "zwischen 1500 und 2000 €", "zweitausend". */
final class Amounts {

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal LEAST = BigDecimal.valueOf(100);
    /** Nobody gives five more: "wir sind nur noch fünf". */
    private static final BigDecimal LEAST_STEP = BigDecimal.TEN;

    private static final BigDecimal SURELY_MONEY = BigDecimal.valueOf(300);
    private static final BigDecimal LEAST_ROUND = BigDecimal.valueOf(400);
    private static final BigDecimal MOST_ROUND = BigDecimal.valueOf(9900);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    /** Words from "leg" to "drauf". */
    private static final int ADDING = 5;

    /** @param sure by currency, "k" or a word of money beside it; otherwise only its size speaks for money */
    private record Amount(BigDecimal value, boolean sure) {}

    private final Words words;
    private final Numbers numbers;
    private final Bounds bounds;

    Amounts(Words words) {
        this.words = words;
        this.numbers = new Numbers(words);
        this.bounds = new Bounds(words);
    }

    /**
     * @param taken tokens that were understood as something else
     * @param asked whether the budget was just asked for: then a bare number is one
     * @param before the budget that was named before: then another one may follow without any word of money
     */
    Optional<Span<Budget>> find(List<Token> tokens, IntPredicate taken, boolean asked, Optional<Budget> before) {
        boolean known = before.isPresent();
        List<Span<Amount>> amounts = sameScale(tokens, amounts(tokens, taken, asked));
        boolean about = asked
                || (known && isSum(tokens, amounts))
                || words.of("money.words").isIn(tokens);
        Optional<Span<Budget>> moved = moved(tokens, taken, before);
        if (moved.isPresent()) {
            return moved;
        }
        List<Span<Amount>> money = amounts.stream()
                .filter(a -> (about && isLikely(a, asked || !known))
                        || isMoney(tokens, a)
                        || amounts.stream()
                                .anyMatch(b -> isMoney(tokens, b) && (joined(tokens, a, b) || joined(tokens, b, a))))
                .filter(a -> a.value().value().compareTo(LEAST) >= 0)
                .toList();
        if (money.isEmpty()) {
            return Optional.empty();
        }
        money = meant(tokens, money);
        boolean past = words.of("money.past").isIn(tokens);
        if (past
                && money.size() == 1
                && bounds.bound(tokens, money.getFirst().from()).isEmpty()) {
            // what somebody paid once is no wish
            return Optional.empty();
        }
        Span<Amount> first = money.getFirst();
        Optional<Span<Amount>> second = money.stream()
                .skip(1)
                .filter(next -> joined(tokens, first, next))
                .findFirst();
        if (second.isPresent()) {
            return Optional.of(new Span<>(
                    range(first, second.get()), first.from(), second.get().to()));
        }
        Optional<Span<Budget>> both = bothBounds(tokens, money);
        if (both.isPresent()) {
            return both;
        }
        // of several the last one counts: "nicht 2000, sondern 1800"
        Span<Amount> last = money.getLast();
        return Optional.of(new Span<>(bounded(tokens, last), last.from(), last.to()));
    }

    /** "150 mehr", "leg noch 200 drauf": counted from what was named before. */
    private Optional<Span<Budget>> moved(List<Token> tokens, IntPredicate taken, Optional<Budget> before) {
        Optional<BigDecimal> limit = before.flatMap(budget -> budget.max().or(budget::min));
        for (Span<Amount> amount : limit.isEmpty() ? List.<Span<Amount>>of() : amounts(tokens, taken, false)) {
            int at = behindAdding(tokens, amount.to());
            Optional<Lookup.Hit> behind = words.of("money.moved").at(tokens, at);
            Optional<Lookup.Hit> way = behind.or(() -> words.of("money.raises")
                    .before(tokens, amount.from())
                    .map(raised -> new Lookup.Hit(raised.value(), 0)));
            boolean denied = way.isPresent()
                    && words.of("negation.before").has(tokens, at + way.get().length());
            boolean small = amount.value().value().compareTo(limit.orElseThrow()) < 0
                    && amount.value().value().compareTo(LEAST_STEP) >= 0;
            if (way.isPresent()
                    && small
                    && !denied
                    && bounds.bound(tokens, amount.from()).isEmpty()) {
                BigDecimal step =
                        amount.value().value().multiply(new BigDecimal(way.get().value()));
                return Optional.of(new Span<>(
                        Budget.upTo(limit.orElseThrow().add(step)),
                        amount.from(),
                        at + way.get().length()));
            }
        }
        return Optional.empty();
    }

    /** "Hundert Euro leg ich noch drauf": where "drauf" stands, or the place itself. */
    private int behindAdding(List<Token> tokens, int from) {
        if (words.of("money.adds").has(tokens, from)) {
            for (int i = from + 1;
                    i < Math.min(tokens.size(), from + ADDING) && !tokens.get(i).isMark();
                    i++) {
                if (words.of("money.moved").has(tokens, i)) {
                    return i;
                }
            }
        }
        return from;
    }

    /** "Mindestens 1000, höchstens 1600". */
    private Optional<Span<Budget>> bothBounds(List<Token> tokens, List<Span<Amount>> money) {
        if (money.size() != 2) {
            return Optional.empty();
        }
        Budget one = bounded(tokens, money.getFirst());
        Budget other = bounded(tokens, money.getLast());
        return one.min().isPresent()
                        && other.max().isPresent()
                        && bounds.bound(tokens, money.getLast().from()).isPresent()
                ? Optional.of(new Span<>(
                        Budget.between(one.min().get(), other.max().get()),
                        money.getFirst().from(),
                        money.getLast().to()))
                : Optional.empty();
    }

    /** "Zwischen 1,2 und 1,5k" are both thousands. */
    private List<Span<Amount>> sameScale(List<Token> tokens, List<Span<Amount>> amounts) {
        List<Span<Amount>> scaled = new ArrayList<>();
        for (int i = 0; i < amounts.size(); i++) {
            Span<Amount> one = amounts.get(i);
            boolean small = one.value().value().compareTo(LEAST) < 0
                    && i + 1 < amounts.size()
                    && amounts.get(i + 1).value().value().compareTo(THOUSAND) >= 0
                    && joined(tokens, one, amounts.get(i + 1));
            // "zwölf- bis fünfzehnhundert" are both hundreds
            BigDecimal scale = one.value().value().compareTo(BigDecimal.TEN) < 0 ? THOUSAND : LEAST;
            scaled.add(
                    small
                            ? new Span<>(
                                    new Amount(plain(one.value().value().multiply(scale)), true), one.from(), one.to())
                            : one);
        }
        return scaled;
    }

    /** "1400 statt 1600", "nicht 2000, sondern 1800": what is denied does not count beside another. */
    private List<Span<Amount>> meant(List<Token> tokens, List<Span<Amount>> money) {
        List<Span<Amount>> meant = money.stream()
                .filter(amount -> bounds.bound(tokens, amount.from()).isPresent()
                        || (words.of("negation.before")
                                        .before(tokens, amount.from())
                                        .isEmpty()
                                && !(besideSum(tokens, amount.from() - 1)
                                        && words.of("negation.before")
                                                .before(tokens, amount.from() - 1)
                                                .isPresent())))
                .toList();
        return meant.isEmpty() ? money : meant;
    }

    /** "Nicht € 2000", but not "nothing heavy, 2000". */
    private boolean besideSum(List<Token> tokens, int at) {
        return at >= 0
                && (tokens.get(at).isMark()
                        || words.of("money.currency").has(tokens, at)
                        || words.of("function").has(tokens, at));
    }

    private List<Span<Amount>> amounts(List<Token> tokens, IntPredicate taken, boolean asked) {
        List<Span<Amount>> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Lookup.Hit> idiom = words.of("money.idioms").at(tokens, i);
            if (idiom.isPresent()) {
                i += idiom.get().length() - 1;
                continue;
            }
            Optional<Span<BigDecimal>> number = taken.test(i) ? Optional.empty() : numbers.at(tokens, i);
            if (number.isPresent()) {
                int from = i;
                Optional<Span<Amount>> amount = amount(tokens, number.get(), asked);
                amount.ifPresent(a -> found.add(new Span<>(a.value(), from, a.to())));
                i = amount.map(Span::to).orElse(number.get().to()) - 1;
            }
        }
        return found;
    }

    private Optional<Span<Amount>> amount(List<Token> tokens, Span<BigDecimal> number, boolean asked) {
        Optional<Lookup.Hit> half = words.of("date.and_half").at(tokens, number.to());
        int end = number.to() + half.map(Lookup.Hit::length).orElse(0);
        BigDecimal value = half.isPresent() ? number.value().add(HALF) : number.value();
        boolean sure = words.of("money.currency").before(tokens, number.from()).isPresent();
        Optional<Lookup.Hit> thousand = words.of("money.thousand").at(tokens, end);
        if (thousand.isPresent()) {
            value = value.compareTo(THOUSAND) < 0 ? value.multiply(THOUSAND) : value;
            end += thousand.get().length();
            sure = true;
        } else if (words.of("money.not").has(tokens, end) || isName(tokens, number)) {
            return Optional.empty();
        }
        Optional<Lookup.Hit> currency = words.of("money.currency").at(tokens, end);
        if (currency.isPresent()) {
            end += currency.get().length();
            sure = true;
        } else if (asked && tokens.get(number.from()).isNumber() && value.compareTo(BigDecimal.valueOf(20)) < 0) {
            // "so 2 bis 3" to the question of the budget
            value = value.multiply(THOUSAND);
        }
        boolean year = !sure && tokens.get(number.from()).folded().matches("20[2-3]\\d");
        return year && !asked
                ? Optional.empty()
                : Optional.of(new Span<>(new Amount(plain(value), sure), number.from(), end));
    }

    /** "Super 120" is a wool, "20259 Hamburg" a place. */
    private boolean isName(List<Token> tokens, Span<BigDecimal> number) {
        boolean place = tokens.get(number.from()).folded().matches("\\d{5}")
                && number.to() < tokens.size()
                && tokens.get(number.to()).isWord()
                && !words.of("money.currency").has(tokens, number.to());
        return place || words.of("money.names").before(tokens, number.from()).isPresent();
    }

    private static boolean isSum(List<Token> tokens, List<Span<Amount>> amounts) {
        return tokens.stream()
                        .anyMatch(token -> token.isNumber() && token.folded().length() >= 3)
                || amounts.stream().anyMatch(amount -> amount.value().value().compareTo(SURELY_MONEY) >= 0);
    }

    /** What follows a budget that is known, without any word of money, must be a sum that one names. */
    private static boolean isLikely(Span<Amount> amount, boolean surely) {
        BigDecimal value = amount.value().value();
        return surely
                || amount.value().sure()
                || (value.compareTo(SURELY_MONEY) >= 0
                        && value.remainder(BigDecimal.TEN).signum() == 0);
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private boolean isMoney(List<Token> tokens, Span<Amount> amount) {
        return amount.value().sure()
                || bounds.bound(tokens, amount.from()).isPresent()
                || bounds.behind(tokens, amount.to()).isPresent()
                || alone(tokens, amount)
                || looksLikeMoney(amount);
    }

    /** A round number of the size of a price that nothing says is anything else. */
    private static boolean looksLikeMoney(Span<Amount> amount) {
        BigDecimal value = amount.value().value();
        return value.compareTo(LEAST_ROUND) >= 0
                && value.compareTo(MOST_ROUND) <= 0
                && value.remainder(BigDecimal.TEN).signum() == 0;
    }

    private boolean alone(List<Token> tokens, Span<Amount> amount) {
        return amount.value().value().compareTo(SURELY_MONEY) >= 0
                && tokens.size() - (amount.to() - amount.from()) <= 2;
    }

    private boolean joined(List<Token> tokens, Span<Amount> first, Span<Amount> next) {
        return words.of("money.to")
                .at(tokens, first.to())
                .filter(h -> next.from() - first.to() - h.length() <= 1)
                .isPresent();
    }

    /** "1,5 bis 2k": what is a thousandth of the other was meant in thousands. */
    private static Budget range(Span<Amount> first, Span<Amount> second) {
        BigDecimal low = first.value().value();
        BigDecimal high = second.value().value();
        return Budget.between(low, high);
    }

    private Budget bounded(List<Token> tokens, Span<Amount> amount) {
        BigDecimal value = amount.value().value();
        String bound = bounds.bound(tokens, amount.from())
                .or(() -> bounds.behind(tokens, amount.to()))
                .orElse("about");
        return switch (bound.equals("above") && bounds.denied(tokens, amount.to()) ? "below" : bound) {
            case "above" -> Budget.from(value);
            default -> Budget.upTo(value);
        };
    }
}
