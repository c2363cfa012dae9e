package app.henk.agent.offline;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the facts of a message, each with its place: days, hours, money, numbers of people, things spoken of by name. */
final class Facts {

    private static final BigDecimal YOUNGEST = BigDecimal.valueOf(5);
    private static final BigDecimal OLDEST = BigDecimal.valueOf(15);

    /** Grams for a square metre of what suits are made of. */
    private static final BigDecimal LIGHTEST = BigDecimal.valueOf(120);

    private static final BigDecimal HEAVIEST = BigDecimal.valueOf(800);

    /** An address, or digits like those of a number to call. */
    private static final Pattern REACH = Pattern.compile("@|\\d[\\d /()-]{5,}\\d");

    private final Line line;

    Facts(Line line) {
        this.line = line;
    }

    /** Whether a day is named that no calendar has. Its figures are none of anything else. */
    boolean noDay() {
        List<Span<String>> none = new Dates(line.words(), line.setting().today())
                .noDays(line.tokens()).stream()
                        .filter(span -> line.taken().get(span.from(), span.to()).isEmpty())
                        .toList();
        none.forEach(span -> line.take(span.from(), span.to()));
        return !none.isEmpty();
    }

    List<Span<Change>> dates() {
        List<Span<Change>> changes = new ArrayList<>();
        for (Span<When> span :
                new Dates(line.words(), line.setting().today(), line.setting().near()).find(line.tokens())) {
            if (isOfName(span)) {
                continue;
            }
            boolean free = line.taken().get(span.from(), span.to()).isEmpty();
            line.take(span.from(), span.to());
            if (free && !denied(span.from())) {
                String words = isCounted(span) ? "" : line.words(span.from(), span.to());
                changes.add(new Span<>(new Change.Dated(span.value(), words), span.from(), span.to()));
            }
        }
        return changes;
    }

    /** "Ernst-August" is somebody, and so is "Jan Petersen" who leaves an address. */
    private boolean isOfName(Span<When> date) {
        int start = line.tokens().get(date.from()).start();
        boolean joined = start > 1
                && line.text().charAt(start - 1) == '-'
                && Character.isLetter(line.text().charAt(start - 2));
        return joined || isGivenName(date);
    }

    private boolean isGivenName(Span<When> date) {
        int at = date.from();
        int next = date.to();
        List<Token> tokens = line.tokens();
        boolean month = next - at == 1
                && line.words().of("date.months").has(tokens, at)
                && tokens.get(at).isCapitalised();
        return month
                && beginsPart(at)
                && next < tokens.size()
                && tokens.get(next).start() == tokens.get(at).end() + 1
                && tokens.get(next).isCapitalised()
                && !line.trade().get(next)
                && !line.tongue().known().contains(tokens.get(next).folded())
                && (REACH.matcher(line.text()).find()
                        || People.EXPECTED.contains(line.setting().asked()));
    }

    private boolean beginsPart(int at) {
        if (at == 0 || line.tokens().get(at - 1).isMark()) {
            return true;
        }
        String between = line.text()
                .substring(
                        line.tokens().get(at - 1).end(), line.tokens().get(at).start());
        return between.indexOf(':') >= 0 || between.indexOf('\n') >= 0;
    }

    /** "A week later" names no day by itself. */
    private boolean isCounted(Span<When> date) {
        List<Token> said = line.tokens().subList(date.from(), date.to());
        return line.setting().near().isPresent()
                && (line.words().of("date.units").isIn(said)
                        || line.words().of("date.beside").isIn(said))
                && !line.words().of("date.in").has(said, 0)
                && !line.words().of("date.next").isIn(said)
                && !line.words().of("date.after_next").isIn(said)
                && !line.words().of("date.this").isIn(said)
                && !line.words().of("date.months").isIn(said)
                && !line.words().of("date.weekdays").isIn(said)
                && !line.words().of("date.feasts").isIn(said);
    }

    Optional<Span<Change>> budget() {
        boolean asked = line.setting().asked().equals("budget");
        Optional<Span<Budget>> budget = new Amounts(line.words())
                .find(line.tokens(), line.taken()::get, asked, line.setting().budget());
        budget.ifPresent(span -> line.take(span.from(), span.to()));
        return budget.map(span -> {
            // "noch 200 drauf" is no sum by itself
            String words = Spendable.isMoved(line, span) ? stepped(span) : limited(span);
            return new Span<>(new Change.Spending(span.value(), words), span.from(), span.to());
        });
    }

    /** "Über 270 g/m²", "unter 300 Gramm", "so um die 250 g". */
    Optional<Span<Change>> weight() {
        Numbers numbers = new Numbers(line.words());
        Bounds bounds = new Bounds(line.words());
        for (int i = 0; i < line.tokens().size(); i++) {
            int from = i;
            Optional<Span<BigDecimal>> grams = numbers.at(line.tokens(), i)
                    .filter(number -> number.value().compareTo(LIGHTEST) >= 0
                            && number.value().compareTo(HEAVIEST) <= 0
                            && line.words().of("grams").has(line.tokens(), number.to()));
            if (grams.isPresent()) {
                int end = grams.get().to();
                int unit = line.words()
                        .of("grams")
                        .at(line.tokens(), end)
                        .orElseThrow()
                        .length();
                String bound = bounds.bound(line.tokens(), from)
                        .or(() -> bounds.behind(line.tokens(), end + unit))
                        .orElse("about");
                line.take(from, end + unit);
                return Optional.of(
                        new Span<>(Change.Weighing.of(bound, grams.get().value().intValue()), from, end + unit));
            }
        }
        return Optional.empty();
    }

    boolean namesMoney() {
        return line.words().of("money.currency").isIn(line.tokens())
                || line.words().of("money.words").isIn(line.tokens())
                || line.words().of("money.bounds").isIn(line.tokens());
    }

    /** What is reckoned from it is no fact until somebody confirms it: the step itself is what was said. */
    private String stepped(Span<Budget> span) {
        boolean more = line.setting()
                .budget()
                .flatMap(Budget::max)
                .filter(before -> span.value()
                        .max()
                        .filter(now -> now.compareTo(before) < 0)
                        .isPresent())
                .isEmpty();
        return (more ? "+ " : "− ") + line.tokens().get(span.from()).raw();
    }

    /** With the word that makes a limit of it: "unter tausend". */
    private String limited(Span<Budget> span) {
        int bound = line.words()
                .of("money.bounds")
                .before(line.tokens(), span.from())
                .map(Lookup.Hit::length)
                .orElse(0);
        return line.words(span.from() - bound, span.to());
    }

    List<String> slots() {
        List<String> slots = new ArrayList<>();
        for (int i = 0; i < line.tokens().size(); i++) {
            line.words()
                    .of("slots")
                    .at(line.tokens(), i)
                    .map(Lookup.Hit::value)
                    .filter(s -> !slots.contains(s))
                    .ifPresent(slots::add);
        }
        return slots;
    }

    List<Integer> picks() {
        List<Integer> picks = new ArrayList<>();
        for (int i = 0; i < line.tokens().size(); i++) {
            Optional<Lookup.Hit> hit = line.words().of("pick").at(line.tokens(), i);
            int from = i;
            boolean free = hit.filter(
                            h -> line.taken().get(from, from + h.length()).isEmpty())
                    .isPresent();
            if (free) {
                picks.add(Integer.valueOf(hit.get().value()));
            }
            i += hit.map(Lookup.Hit::length).orElse(1) - 1;
        }
        // "on second thoughts" picks nothing
        return picks.stream().filter(pick -> pick != 0).distinct().toList();
    }

    Optional<LocalTime> time() {
        Optional<Span<LocalTime>> time =
                new Clocks(line.words()).find(line.tokens(), line.setting().visiting() || namesDay());
        time.ifPresent(span -> line.take(span.from(), span.to()));
        return time.map(Span::value);
    }

    private boolean namesDay() {
        return line.words().of("date.weekdays").isIn(line.tokens())
                || line.words().of("date.days").isIn(line.tokens());
    }

    Optional<String> partOfDay() {
        for (int i = line.tokens().size() - 1; i >= 0; i--) {
            // "morgen" alone is the day after today
            boolean day = line.words().of("date.days").has(line.tokens(), i);
            Optional<Lookup.Hit> part = line.words().of("time.parts").at(line.tokens(), i);
            if (part.isPresent() && (!day || part.get().length() > 1)) {
                return part.map(Lookup.Hit::value);
            }
        }
        return Optional.empty();
    }

    /** "Eine halbe Stunde früher", "push it back by an hour": minutes later, negative for earlier. */
    Optional<Integer> shift() {
        List<Token> tokens = line.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Lookup.Hit> span = line.words().of("time.spans").at(tokens, i);
            int end = i + span.map(Lookup.Hit::length).orElse(0);
            Optional<Lookup.Hit> way = span.flatMap(s -> line.words()
                    .of("time.way")
                    .at(tokens, end)
                    .or(() -> line.words().of("time.pushes").in(tokens)));
            if (way.isPresent()) {
                return Optional.of(Integer.parseInt(span.get().value())
                        * Integer.parseInt(way.get().value()));
            }
        }
        return Optional.empty();
    }

    boolean sameTime() {
        return line.words().of("time.same").isIn(line.tokens());
    }

    Optional<String> visitType() {
        return line.words()
                .of("visit_types")
                .in(line.tokens())
                .map(Lookup.Hit::value)
                .or(() -> line.tokens().stream()
                        .map(token -> line.words().of("visit_types").beginning(token.folded()))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** "sechs Männer", "wir sind zu acht". */
    Optional<Integer> people() {
        Numbers numbers = new Numbers(line.words());
        Optional<Integer> together =
                line.words().of("people_together").in(line.tokens()).map(hit -> Integer.valueOf(hit.value()));
        if (together.isPresent()) {
            return together;
        }
        for (int i = 0; i < line.tokens().size(); i++) {
            int from = i;
            Optional<Span<BigDecimal>> number = line.taken().get(i) ? Optional.empty() : numbers.at(line.tokens(), i);
            Optional<Span<BigDecimal>> counted = number.filter(n -> n.value().scale() <= 0
                    && n.value().compareTo(BigDecimal.ONE) > 0
                    && n.value().compareTo(BigDecimal.valueOf(500)) < 0
                    && (line.words().of("people").has(line.tokens(), n.to())
                            || line.words()
                                    .of("people_before")
                                    .before(line.tokens(), from)
                                    .isPresent()));
            if (counted.isPresent()) {
                line.take(from, counted.get().to());
                return counted.map(n -> n.value().intValue());
            }
        }
        return Optional.empty();
    }

    /** "Ich bin 11 und brauche einen Anzug", "j'ai douze ans": of whoever is no adult. */
    Optional<Integer> childsAge() {
        Numbers numbers = new Numbers(line.words());
        for (int i = 0; i < line.tokens().size(); i++) {
            int from = i;
            Optional<Span<BigDecimal>> number =
                    line.words().of("age.intro").before(line.tokens(), i).isEmpty()
                            ? Optional.empty()
                            : numbers.at(line.tokens(), i);
            Optional<Span<BigDecimal>> age = number.filter(n -> n.value().scale() <= 0
                    && n.value().compareTo(YOUNGEST) >= 0
                    && n.value().compareTo(OLDEST) <= 0
                    && endsAge(n.to()));
            if (age.isPresent()) {
                line.take(from, age.get().to());
                return age.map(n -> n.value().intValue());
            }
        }
        return Optional.empty();
    }

    private boolean endsAge(int at) {
        return at >= line.tokens().size()
                || line.tokens().get(at).isMark()
                || line.words().of("age.unit").has(line.tokens(), at)
                || line.words().of("and").has(line.tokens(), at);
    }

    /** "Juli, nicht Mai": the word in front, or the one before a preposition. */
    private boolean denied(int from) {
        int at = from;
        while (at > 0
                && from - at < 3
                && (line.words()
                                .of("date.preposition")
                                .before(line.tokens(), at)
                                .isPresent()
                        || line.words()
                                .of("date.bare_day")
                                .before(line.tokens(), at)
                                .isPresent())) {
            at--;
        }
        return line.words().of("negation.before").before(line.tokens(), at).isPresent()
                && line.words().of("negation.idioms").before(line.tokens(), at).isEmpty();
    }
}
