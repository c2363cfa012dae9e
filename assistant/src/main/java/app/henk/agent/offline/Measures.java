package app.henk.agent.offline;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds measurements of a body: "Taille 92", "1,86 groß", "84 Kilo", "my chest is 102", "tour de taille de 74". */
final class Measures {

    private static final int REACH = 5;
    private static final BigDecimal METRES = BigDecimal.valueOf(3);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Line line;
    private final Words words;

    Measures(Line line) {
        this.line = line;
        this.words = line.words();
    }

    /** In centimetres and kilograms, by the tool's own names; their tokens are taken. */
    Map<String, BigDecimal> find() {
        Map<String, BigDecimal> found = new LinkedHashMap<>();
        List<Token> tokens = line.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Lookup.Hit> name = words.of("measures").at(tokens, i);
            if (name.isPresent()) {
                number(i, i + name.get().length())
                        .ifPresent(number -> keep(found, name.get().value(), number));
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            int at = i;
            Optional<BigDecimal> value = free(i) ? Numbers.digits(tokens.get(i).folded()) : Optional.empty();
            if (value.isPresent() && metresAndMore(i).isPresent()) {
                keep(found, "height", metresAndMore(i).orElseThrow());
                continue;
            }
            value.flatMap(v -> words.of("measure_units")
                            .at(tokens, at + 1)
                            .map(unit -> new Span<>(unit.value() + " " + v, at, at + 1 + unit.length())))
                    .ifPresent(hit -> byUnit(found, hit));
        }
        return found;
    }

    /** Behind the word as a rule ("Taille 92"), right before it otherwise ("92 Taille"). */
    private Optional<Span<BigDecimal>> number(int from, int to) {
        for (int i = to; i < Math.min(line.tokens().size(), to + REACH); i++) {
            boolean another = words.of("measures").has(line.tokens(), i);
            if (another || ".;!?".contains(line.tokens().get(i).folded())) {
                break;
            }
            if (free(i)) {
                int at = i;
                return Numbers.digits(line.tokens().get(i).folded()).map(v -> new Span<>(v, at, at + 1));
            }
        }
        return from > 0 && free(from - 1)
                ? Numbers.digits(line.tokens().get(from - 1).folded()).map(v -> new Span<>(v, from - 1, from))
                : Optional.empty();
    }

    /** "1m78". */
    private Optional<Span<BigDecimal>> metresAndMore(int i) {
        List<Token> tokens = line.tokens();
        boolean written = i + 2 < tokens.size()
                && tokens.get(i).folded().matches("[12]")
                && tokens.get(i + 1).folded().equals("m")
                && tokens.get(i + 2).folded().matches("\\d\\d");
        return written
                ? Optional.of(new Span<>(
                        new BigDecimal(
                                tokens.get(i).folded() + tokens.get(i + 2).folded()),
                        i,
                        i + 3))
                : Optional.empty();
    }

    private void byUnit(Map<String, BigDecimal> found, Span<String> hit) {
        String[] parts = hit.value().split(" ");
        keep(found, parts[0], new Span<>(new BigDecimal(parts[1]), hit.from(), hit.to()));
    }

    private void keep(Map<String, BigDecimal> found, String name, Span<BigDecimal> number) {
        BigDecimal value = number.value();
        if (name.equals("height") && value.compareTo(METRES) < 0) {
            value = value.multiply(HUNDRED);
        }
        if (isPlausible(name, value)) {
            found.putIfAbsent(
                    name, value.stripTrailingZeros().scale() < 0 ? value.setScale(0) : value.stripTrailingZeros());
            line.take(number.from(), number.to());
        }
    }

    /** "Ich bin am 14.8. Trauzeuge" is no height. */
    private boolean isPlausible(String name, BigDecimal value) {
        List<String> range = words.list("measure_ranges." + name);
        return range.size() == 2
                && value.compareTo(new BigDecimal(range.getFirst())) >= 0
                && value.compareTo(new BigDecimal(range.getLast())) <= 0;
    }

    private boolean free(int i) {
        return i < line.tokens().size()
                && line.tokens().get(i).isNumber()
                && !line.taken().get(i);
    }
}
