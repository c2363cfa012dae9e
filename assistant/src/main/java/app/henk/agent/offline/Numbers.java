package app.henk.agent.offline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads numbers in digits ("2.500,00", "1,5") and in words ("zweitausendfünfhundert", "two thousand", "deux mille"). */
public final class Numbers {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private final Words words;

    public Numbers(Words words) {
        this.words = words;
    }

    /** The number that begins with token {@code at}, as long as it goes. */
    public Optional<Span<BigDecimal>> at(List<Token> tokens, int at) {
        if (at < 0 || at >= tokens.size()) {
            return Optional.empty();
        }
        if (tokens.get(at).isNumber()) {
            // "15 hundred"
            boolean hundreds = at + 1 < tokens.size()
                    && words.of("numbers")
                            .exactly(tokens.get(at + 1).folded())
                            .filter("100"::equals)
                            .isPresent();
            return digits(tokens.get(at).folded())
                    .map(value ->
                            hundreds ? new Span<>(value.multiply(HUNDRED), at, at + 2) : new Span<>(value, at, at + 1));
        }
        Optional<Span<BigDecimal>> first = written(tokens, at);
        return first.map(hundreds -> hundreds.value().remainder(HUNDRED).signum() == 0
                        && hundreds.value().signum() > 0
                        && isFiller(tokens, hundreds.to())
                ? written(tokens, hundreds.to() + 1)
                        .filter(rest -> rest.value().compareTo(HUNDRED) < 0)
                        .map(rest -> new Span<>(hundreds.value().add(rest.value()), at, rest.to()))
                        .orElse(hundreds)
                : hundreds);
    }

    /** As far as word follows word: "one hundred", in "one hundred and fifty". */
    private Optional<Span<BigDecimal>> written(List<Token> tokens, int at) {
        int end = at;
        StringBuilder written = new StringBuilder();
        while (end < tokens.size()
                && tokens.get(end).isWord()
                && inWords(tokens.get(end).folded()).isPresent()) {
            written.append(tokens.get(end++).folded());
        }
        int last = end;
        return end == at ? Optional.empty() : inWords(written.toString()).map(value -> new Span<>(value, at, last));
    }

    private boolean isFiller(List<Token> tokens, int at) {
        return at < tokens.size()
                && words.of("numbers")
                        .exactly(tokens.get(at).folded())
                        .filter("-1"::equals)
                        .isPresent();
    }

    /** Separators are told apart by the digits behind them: three after the only kind of separator are thousands. */
    static Optional<BigDecimal> digits(String text) {
        String plain = text.replaceAll("['’\\s\\u00a0\\u202f]", "");
        if (plain.indexOf(':') >= 0) {
            return Optional.empty();
        }
        int mark = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
        if (mark < 0) {
            return plain.length() > 12 ? Optional.empty() : Optional.of(new BigDecimal(plain));
        }
        String whole = plain.substring(0, mark).replaceAll("[.,]", "");
        String rest = plain.substring(mark + 1);
        boolean grouped = rest.length() == 3;
        return plain.length() > 15
                ? Optional.empty()
                : Optional.of(new BigDecimal(grouped ? whole + rest : whole + "." + rest));
    }

    private Optional<BigDecimal> inWords(String written) {
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal current = BigDecimal.ZERO;
        boolean any = false;
        int at = 0;
        while (at < written.length()) {
            int end = longestPart(written, at);
            if (end < 0) {
                return Optional.empty();
            }
            BigDecimal part = new BigDecimal(
                    words.of("numbers").exactly(written.substring(at, end)).orElse("0"));
            boolean filler = part.signum() < 0;
            any |= !filler;
            if (part.compareTo(THOUSAND) == 0) {
                total = total.add(atLeastOne(current).multiply(THOUSAND));
                current = BigDecimal.ZERO;
            } else if (part.compareTo(HUNDRED) == 0) {
                current = atLeastOne(current).multiply(HUNDRED);
            } else if (!filler) {
                current = current.add(part);
            }
            at = end;
        }
        return any ? Optional.of(total.add(current)) : Optional.empty();
    }

    private int longestPart(String written, int from) {
        for (int end = written.length(); end > from; end--) {
            if (words.of("numbers").exactly(written.substring(from, end)).isPresent()) {
                return end;
            }
        }
        return -1;
    }

    private static BigDecimal atLeastOne(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ONE : value;
    }
}
