package app.henk.agent.offline;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds measurements of a body: "Taille 92", "1,86 groß", "84 Kilo", "my chest is 102", "tour de taille de 74". */
final class Measures {

    private static final int REACH = 5;
    /** So close behind its name a number counts that, also when nobody can have such a measure: it is asked back. */
    private static final int CLOSE = 2;

    private static final BigDecimal LARGEST = BigDecimal.valueOf(3_000);
    /** Written out below it, it counts something else. */
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(25);

    private static final BigDecimal METRES = BigDecimal.valueOf(3);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Line line;
    private final Words words;
    private final Numbers numbers;

    Measures(Line line) {
        this.line = line;
        this.words = line.words();
        this.numbers = new Numbers(words);
    }

    /** In centimetres and kilograms, by the tool's own names; their tokens are taken. */
    Map<String, BigDecimal> find() {
        Map<String, BigDecimal> found = new LinkedHashMap<>();
        List<Token> tokens = line.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Lookup.Hit> name = words.of("measures").at(tokens, i);
            if (name.isPresent()) {
                int from = i;
                int behind = i + name.get().length();
                number(i, behind).ifPresent(number -> {
                    boolean kept = isNamed(name.get().value(), number, behind)
                            ? keepAny(found, name.get().value(), number)
                            : keep(found, name.get().value(), number);
                    if (kept) {
                        takeAround(from, behind, number.to());
                    }
                });
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            int at = i;
            Optional<Span<BigDecimal>> told = metresInWords(i).or(() -> metresAfterBeing(at));
            if (told.isPresent()) {
                keep(found, "height", told.get());
                i = told.get().to() - 1;
                continue;
            }
            weightInWords(i).ifPresent(weight -> keep(found, "weight", weight));
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

    /** The word and the unit: "1,84 groß" says nothing else. */
    private void takeAround(int from, int to, int end) {
        line.take(from, to);
        words.of("measure_units").at(line.tokens(), end).ifPresent(unit -> line.take(end, end + unit.length()));
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
            Optional<Span<BigDecimal>> written =
                    line.taken().get(i) || line.tokens().get(i).isNumber()
                            ? Optional.empty()
                            : numbers.at(line.tokens(), i);
            if (written.filter(n -> n.value().compareTo(SMALLEST) >= 0).isPresent()) {
                return written;
            }
        }
        int at = beforeName(from);
        return at >= 0 && free(at)
                ? Numbers.digits(line.tokens().get(at).folded()).map(v -> new Span<>(v, at, at + 1))
                : Optional.empty();
    }

    /** "92 Taille", "93 für die Taille". */
    private int beforeName(int from) {
        int at = from - 1;
        while (at > 0 && from - at < REACH && words.of("function").has(line.tokens(), at)) {
            at--;
        }
        return words.of("preposition").has(line.tokens(), at + 1) ? at : from - 1;
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

    /** "Un mètre septante-cinq", "ein Meter achtzig". */
    private Optional<Span<BigDecimal>> metresInWords(int i) {
        Optional<Span<BigDecimal>> metres = line.taken().get(i) ? Optional.empty() : numbers.at(line.tokens(), i);
        Optional<Lookup.Hit> unit = metres.filter(n -> n.value().compareTo(METRES) < 0)
                .flatMap(n -> words.of("metre").at(line.tokens(), n.to()));
        return unit.flatMap(
                        hit -> numbers.at(line.tokens(), metres.orElseThrow().to() + hit.length()))
                .filter(more -> more.value().compareTo(HUNDRED) < 0)
                .map(more -> new Span<>(
                        metres.orElseThrow().value().multiply(HUNDRED).add(more.value()), i, more.to()));
    }

    /** "Septante kilos". */
    private Optional<Span<BigDecimal>> weightInWords(int i) {
        return line.taken().get(i) || !line.tokens().get(i).isWord()
                ? Optional.empty()
                : numbers.at(line.tokens(), i)
                        .filter(number -> words.of("measure_units.weight").has(line.tokens(), number.to()));
    }

    /** "Er ist jetzt 1,58". */
    private Optional<Span<BigDecimal>> metresAfterBeing(int i) {
        boolean written = free(i)
                && line.tokens().get(i).folded().matches("[12][.,]\\d\\d")
                && !words.of("money.currency").has(line.tokens(), i + 1)
                // with its unit it counts by that, however tall it makes somebody
                && !words.of("measure_units").has(line.tokens(), i + 1);
        boolean being = IntStream.rangeClosed(Math.max(1, i - CLOSE + 1), i)
                .anyMatch(end -> words.of("being").before(line.tokens(), end).isPresent());
        return written && being
                ? Numbers.digits(line.tokens().get(i).folded()).map(value -> new Span<>(value, i, i + 1))
                : Optional.empty();
    }

    private void byUnit(Map<String, BigDecimal> found, Span<String> hit) {
        String[] parts = hit.value().split(" ");
        var number = new Span<>(new BigDecimal(parts[1]), hit.from(), hit.to());
        // "2,60 m groß" can only be somebody's height; "2,60 m" alone may be anything
        boolean certain = hit.to() - hit.from() > 2;
        Optional.of(inCentimetres(parts[0], number))
                .filter(height -> certain && parts[0].equals("height") && isTall(height.value()))
                .ifPresentOrElse(height -> keepAny(found, "height", height), () -> keep(found, parts[0], number));
    }

    /** Whether it can be one. */
    private boolean keep(Map<String, BigDecimal> found, String name, Span<BigDecimal> number) {
        Span<BigDecimal> converted = inCentimetres(name, number);
        return isPlausible(name, converted.value()) && keepAny(found, name, converted);
    }

    private static Span<BigDecimal> inCentimetres(String name, Span<BigDecimal> number) {
        boolean metres = name.equals("height") && number.value().compareTo(METRES) < 0;
        return metres ? new Span<>(number.value().multiply(HUNDRED), number.from(), number.to()) : number;
    }

    private boolean isTall(BigDecimal height) {
        return height.compareTo(new BigDecimal(
                                words.list("measure_ranges.height").getLast()))
                        > 0
                && height.compareTo(LARGEST) <= 0;
    }

    private boolean keepAny(Map<String, BigDecimal> found, String name, Span<BigDecimal> number) {
        BigDecimal plain = number.value().stripTrailingZeros();
        found.putIfAbsent(name, plain.scale() < 0 ? plain.setScale(0) : plain);
        line.take(number.from(), number.to());
        return true;
    }

    /** "Taille 880" is a slip and no budget; "Ärmel 2 cm kürzer" is a wish, and "bin 88" says nothing. */
    private boolean isNamed(String name, Span<BigDecimal> number, int behind) {
        List<String> range = words.list("measure_ranges." + name);
        boolean apart = !name.equals("height") && !name.equals("weight") && !range.isEmpty();
        return apart
                && number.from() >= behind
                && number.from() - behind <= CLOSE
                && number.value().compareTo(new BigDecimal(range.getFirst())) >= 0
                && number.value().compareTo(LARGEST) <= 0
                && !words.of("money.currency").has(line.tokens(), number.to());
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
