package app.henk.agent.offline;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/** Days counted from today: "übermorgen", "in drei Wochen", "übernächsten Samstag", "le mois prochain". */
final class RelativeDates {

    private final Words words;
    private final Numbers numbers;
    private final LocalDate today;

    RelativeDates(Words words, LocalDate today) {
        this.words = words;
        this.numbers = new Numbers(words);
        this.today = today;
    }

    Optional<Span<When>> at(List<Token> tokens, int i) {
        return dayWord(tokens, i)
                .or(() -> afterSomeTime(tokens, i))
                .or(() -> weekday(tokens, i))
                .or(() -> unit(tokens, i));
    }

    private Optional<Span<When>> dayWord(List<Token> tokens, int i) {
        return words.of("date.days")
                .at(tokens, i)
                .map(hit -> new Span<>(When.day(today.plusDays(Long.parseLong(hit.value()))), i, i + hit.length()));
    }

    private Optional<Span<When>> afterSomeTime(List<Token> tokens, int i) {
        Optional<Lookup.Hit> in = words.of("date.in").at(tokens, i);
        if (in.isEmpty()) {
            return Optional.empty();
        }
        int behind = i + in.get().length();
        int at = behind
                + words.of("date.exactly")
                        .at(tokens, behind)
                        .map(Lookup.Hit::length)
                        .orElse(0);
        Optional<Span<BigDecimal>> number = words.of("date.few")
                .at(tokens, at)
                .map(hit -> new Span<>(new BigDecimal(hit.value()), at, at + hit.length()))
                .or(() -> numbers.at(tokens, at))
                .map(first -> ofRange(tokens, first));
        return number.map(n -> half(tokens, n))
                .flatMap(n -> words.of("date.units").at(tokens, n.to()).map(unit -> {
                    // "un mois et demi"
                    Span<BigDecimal> more = half(tokens, new Span<>(n.value(), n.from(), n.to() + unit.length()));
                    return new Span<>(after(more.value(), unit.value()), i, more.to());
                }));
    }

    /** "Two and a half". */
    private Span<BigDecimal> half(List<Token> tokens, Span<BigDecimal> number) {
        return words.of("date.and_half")
                .at(tokens, number.to())
                .map(hit -> new Span<>(
                        number.value().add(new BigDecimal("0.5")), number.from(), number.to() + hit.length()))
                .orElse(number);
    }

    /** "In zwei bis drei Wochen": the earlier one counts. */
    private Span<BigDecimal> ofRange(List<Token> tokens, Span<BigDecimal> first) {
        return words.of("date.to")
                .at(tokens, first.to())
                .filter(to -> !words.of("date.and_half").has(tokens, first.to()))
                .flatMap(to -> numbers.at(tokens, first.to() + to.length()))
                .map(second -> new Span<>(first.value(), first.from(), second.to()))
                .orElse(first);
    }

    private When after(BigDecimal number, String unit) {
        double n = Math.min(number.doubleValue(), 600);
        return switch (unit) {
            case "day" -> When.day(today.plusDays((long) n));
            case "week" -> When.day(today.plusDays(Math.round(n * 7)));
            case "month" -> When.day(today.plusMonths((long) n).plusDays(Math.round((n - (long) n) * 30)));
            default -> When.day(today.plusMonths(Math.min(Math.round(n * 12), 120)));
        };
    }

    private Optional<Span<When>> weekday(List<Token> tokens, int i) {
        Optional<Span<String>> before = modifier(tokens, i);
        int at = before.map(Span::to).orElse(i);
        Optional<Lookup.Hit> hit = words.of("date.weekdays").at(tokens, at).or(() -> weekend(tokens, before, at));
        if (hit.isEmpty()) {
            return Optional.empty();
        }
        int end = at + hit.get().length();
        Optional<Span<String>> behind = before.isPresent() ? before : modifier(tokens, end);
        LocalDate day = Dates.next(DayOfWeek.of(Integer.parseInt(hit.get().value())), today);
        boolean second = behind.map(Span::value).filter("after_next"::equals).isPresent();
        return Optional.of(new Span<>(
                When.day(second ? day.plusWeeks(1) : day),
                i,
                Math.max(end, behind.map(Span::to).orElse(end))));
    }

    /** "Am nächsten Wochenende" is Saturday; "fürs Wochenende" is no date. */
    private Optional<Lookup.Hit> weekend(List<Token> tokens, Optional<Span<String>> before, int at) {
        Optional<Lookup.Hit> weekend = words.of("date.weekends").at(tokens, at);
        return weekend.filter(hit -> before.isPresent()
                || modifier(tokens, at + hit.length()).isPresent()
                || words.of("date.on").before(tokens, at).isPresent());
    }

    /** nächste Woche, übernächsten Monat, le mois prochain, this month. */
    private Optional<Span<When>> unit(List<Token> tokens, int i) {
        Optional<Lookup.Hit> part = words.of("date.parts").at(tokens, i);
        int start = i + part.map(Lookup.Hit::length).orElse(0);
        Optional<Span<String>> before = modifier(tokens, start);
        int at = before.map(Span::to).orElse(start);
        Optional<Lookup.Hit> hit = words.of("date.units").at(tokens, at);
        if (hit.isEmpty() || (part.isPresent() && before.isEmpty())) {
            return Optional.empty();
        }
        Optional<Span<String>> mark =
                before.or(() -> modifier(tokens, at + hit.get().length()));
        return mark.map(m -> new Span<>(
                part(
                        span(hit.get().value(), m.value()),
                        part.map(Lookup.Hit::value).orElse("")),
                i,
                Math.max(at + hit.get().length(), m.to())));
    }

    /** "Anfang nächsten Jahres". */
    private static When part(When whole, String part) {
        long third = java.time.temporal.ChronoUnit.DAYS.between(whole.from(), whole.to()) / 3;
        When.Grain grain = whole.grain() == When.Grain.YEAR ? When.Grain.SEASON : whole.grain();
        return switch (part) {
            case "early" -> new When(whole.from(), whole.from().plusDays(third), grain);
            case "mid" -> new When(whole.from().plusDays(third), whole.to().minusDays(third), grain);
            case "late" -> new When(whole.to().minusDays(third), whole.to(), grain);
            default -> whole;
        };
    }

    private When span(String unit, String mark) {
        int steps = mark.equals("after_next") ? 2 : mark.equals("next") ? 1 : 0;
        LocalDate monday =
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(steps);
        LocalDate month = today.withDayOfMonth(1).plusMonths(steps);
        LocalDate year = today.withDayOfYear(1).plusYears(steps);
        return switch (unit) {
            case "day" -> When.day(today.plusDays(steps));
            case "week" -> new When(monday, monday.plusDays(6), When.Grain.WEEK);
            case "month" -> new When(month, month.with(TemporalAdjusters.lastDayOfMonth()), When.Grain.MONTH);
            default -> new When(year, year.with(TemporalAdjusters.lastDayOfYear()), When.Grain.YEAR);
        };
    }

    private Optional<Span<String>> modifier(List<Token> tokens, int i) {
        for (String mark : List.of("after_next", "next", "this")) {
            Optional<Lookup.Hit> hit = words.of("date." + mark).at(tokens, i);
            if (hit.isPresent()) {
                return Optional.of(new Span<>(mark, i, i + hit.get().length()));
            }
        }
        return Optional.empty();
    }
}
