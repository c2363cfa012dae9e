package app.henk.agent.offline;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds times of day: "um 15 Uhr", "15:30", "halb drei", "3pm", "15h30", "à midi". */
public final class Clocks {

    private static final Pattern DIGITS = Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?");
    /** Nobody comes by before; "um drei" is the afternoon. */
    private static final int EARLIEST = 8;

    private static final int HOUR = 60;
    /** Minutes that are written out are of the clock's face. */
    private static final int STEP = 5;

    private final Words words;
    private final Numbers numbers;

    /** Words beside an hour that say no more than that it suits. */
    private static final int FEW = 6;

    public Clocks(Words words) {
        this.words = words;
        this.numbers = new Numbers(words);
    }

    /** @param expected whether a time is being spoken about: then a bare number behind "um" or alone is one */
    public Optional<Span<LocalTime>> find(List<Token> tokens, boolean expected) {
        Optional<Span<LocalTime>> found = Optional.empty();
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Span<LocalTime>> time = at(tokens, i, expected);
            if (time.isPresent()) {
                int end = found.map(Span::to).orElse(-1);
                // "zwischen 14 und 16 Uhr" begins at 14; "um 11 kann ich nicht, geht 13 Uhr?" means 13
                boolean range = words.of("date.to").at(tokens, end).isPresent() && i - end <= 2;
                found = range ? found : time;
                i = time.get().to() - 1;
            }
        }
        return found;
    }

    private Optional<Span<LocalTime>> at(List<Token> tokens, int i, boolean expected) {
        Optional<Lookup.Hit> span = words.of("time.spans").at(tokens, i);
        if (span.filter(hit -> words.of("time.way").has(tokens, i + hit.length())
                        || words.of("time.pushes").isIn(tokens))
                .isPresent()) {
            // "une heure plus tard" is no one o'clock
            return Optional.empty();
        }
        Optional<Lookup.Hit> word = words.of("time.words").at(tokens, i);
        // "après-midi" is no midday
        boolean partOfDay = words.of("time.parts")
                .before(tokens, i + 1)
                .filter(part -> part.length() > 1)
                .isPresent();
        if (word.isPresent() && !partOfDay) {
            return Optional.of(new Span<>(
                    LocalTime.parse(word.get().value()), i, i + word.get().length()));
        }
        Optional<Lookup.Hit> shift = words.of("time.shift_before").at(tokens, i);
        int from = i + shift.map(Lookup.Hit::length).orElse(0);
        Optional<Span<LocalTime>> hour = hour(tokens, from);
        if (hour.isEmpty()) {
            return Optional.empty();
        }
        int end = hour.get().to();
        LocalTime time = hour.get().value();
        Optional<Lookup.Hit> clock = words.of("time.oclock").at(tokens, end);
        end += clock.map(Lookup.Hit::length).orElse(0);
        boolean sure = clock.isPresent()
                || shift.isPresent()
                || tokens.get(from).folded().indexOf(':') > 0;
        Optional<Span<Integer>> minutes = clock.isPresent() ? minutes(tokens, end) : Optional.empty();
        if (minutes.isPresent()) {
            time = time.withMinute(minutes.get().value());
            end = minutes.get().to();
        }
        Optional<Lookup.Hit> behind = words.of("time.shift_after").at(tokens, end);
        if (sure && behind.isPresent()) {
            time = time.plusMinutes(Long.parseLong(behind.get().value()));
            end += behind.get().length();
        }
        if (shift.isPresent()) {
            time = time.plusMinutes(Long.parseLong(shift.get().value()));
        }
        Optional<Lookup.Hit> half = words.of("time.half_day").at(tokens, end);
        if (half.isPresent()) {
            end += half.get().length();
            time = time.withHour(time.getHour() % 12 + (half.get().value().equals("pm") ? 12 : 0));
            sure = true;
        } else if (time.getHour() < EARLIEST && time.getHour() > 0) {
            time = time.plusHours(12);
        }
        boolean date = isDay(tokens, from, end) || words.of("date.months").has(tokens, end);
        boolean wanted = sure || (expected && !date && (named(tokens, i) || alone(tokens, i, end)));
        return wanted ? Optional.of(new Span<>(time, i, end)) : Optional.empty();
    }

    /** "Um elf. Und wo …" ends a sentence, "am 11. und" does not. */
    private boolean isDay(List<Token> tokens, int from, int end) {
        return end + 1 < tokens.size()
                && tokens.get(end).folded().equals(".")
                && tokens.get(from).isNumber()
                && (!tokens.get(end + 1).isCapitalised()
                        || words.of("date.months").has(tokens, end + 1)
                        || words.of("date.bare_day").before(tokens, from).isPresent());
    }

    private Optional<Span<LocalTime>> hour(List<Token> tokens, int at) {
        if (at >= tokens.size()) {
            return Optional.empty();
        }
        Matcher digits = DIGITS.matcher(tokens.get(at).folded());
        if (digits.matches()) {
            int hour = Integer.parseInt(digits.group(1));
            int minute = digits.group(2) == null ? 0 : Integer.parseInt(digits.group(2));
            return hour < 24 && minute < 60
                    ? Optional.of(new Span<>(LocalTime.of(hour, minute), at, at + 1))
                    : Optional.empty();
        }
        return tokens.get(at).isNumber()
                ? Optional.empty()
                : numbers.at(tokens, at)
                        // "pour un costume" is not one o\'clock
                        .filter(n -> n.value().compareTo(BigDecimal.ONE) > 0
                                || words.of("time.oclock").has(tokens, n.to()))
                        .filter(n -> n.value().compareTo(BigDecimal.valueOf(24)) < 0
                                && n.value().scale() <= 0)
                        .map(n -> new Span<>(LocalTime.of(n.value().intValue(), 0), at, n.to()));
    }

    /** "15 Uhr 30", "15h30", "quatorze heures trente". */
    private Optional<Span<Integer>> minutes(List<Token> tokens, int at) {
        if (at < tokens.size() && tokens.get(at).isNumber()) {
            return tokens.get(at).folded().matches("[0-5]\\d")
                    ? Optional.of(new Span<>(Integer.valueOf(tokens.get(at).folded()), at, at + 1))
                    : Optional.empty();
        }
        return numbers.at(tokens, at)
                .filter(n -> n.value().scale() <= 0
                        && n.value().compareTo(BigDecimal.valueOf(HOUR)) < 0
                        && n.value().intValue() >= STEP
                        && n.value().intValue() % STEP == 0
                        && !words.of("date.units").has(tokens, n.to()))
                .map(n -> new Span<>(n.value().intValue(), at, n.to()));
    }

    private boolean named(List<Token> tokens, int at) {
        return words.of("time.at").before(tokens, at).isPresent();
    }

    private boolean alone(List<Token> tokens, int from, int to) {
        boolean suits = words.of("time.suits").isIn(tokens) && tokens.size() - (to - from) <= FEW;
        return (suits || tokens.stream().filter(token -> !token.isMark()).count() - (to - from) <= 2)
                && (tokens.get(from).isNumber()
                        || (tokens.stream().noneMatch(Token::isNumber)
                                && !words.of("pick").isIn(tokens)));
    }
}
