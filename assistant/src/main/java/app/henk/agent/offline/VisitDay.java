package app.henk.agent.offline;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells the day of a visit from the days that something is needed for. */
final class VisitDay {

    /** Days within which people make appointments. */
    private static final int SOON = 60;

    private static final int LONG_BEFORE = 21;

    private final Line line;
    private final List<Span<Change>> mentioned;
    private final List<Heard.Act> acts;
    private final boolean timed;

    /** @param timed whether the message names an hour */
    VisitDay(Line line, List<Span<Change>> mentioned, List<Heard.Act> acts, boolean timed) {
        this.line = line;
        this.mentioned = mentioned;
        this.acts = acts;
        this.timed = timed;
    }

    /** Who speaks of coming by means the day beside it; of several days the nearest one. */
    Optional<Span<Change>> of(List<Span<Change>> dates) {
        boolean coming = acts.stream().anyMatch(act -> act.intent().isVisit());
        boolean atAnHour = timed && mentioned.isEmpty();
        boolean another = dates.stream().anyMatch(span -> !isDeniedDay(span, dates));
        // "am 2. habe ich Dienst. Geht der Freitag?": the day to move to stands where the moving is spoken of
        boolean named = dates.stream().anyMatch(span -> !isDeniedDay(span, dates) && isMovedTo(span));
        return dates.stream()
                .filter(span -> !another || !isDeniedDay(span, dates))
                .filter(span -> !named || isMovedTo(span))
                .filter(span -> (coming && visitCovers(span))
                        || ((coming || atAnHour || line.setting().visiting() || isLongBefore(span))
                                && isSoon(span)
                                && !told(span)))
                .min(Comparator.comparing(span -> when(span).from()));
    }

    /** "Dienstag klappt doch nicht, lieber Mittwoch": what is said of one day goes up to the next. */
    boolean isDeniedDay(Span<Change> span, List<Span<Change>> dates) {
        if (dates.size() > 1) {
            return isRefused(span, dates);
        }
        return acts.stream()
                .anyMatch(act -> act.intent() == Intent.RESCHEDULE
                        && act.covers(start(span))
                        && line.words().of("negation.before").isIn(Token.of(act.sentence())));
    }

    private boolean isRefused(Span<Change> span, List<Span<Change>> dates) {
        int from = span.from();
        while (from > 0 && !parts(from - 1, dates)) {
            from--;
        }
        // "Samstag geht nicht Mittwoch schon": without a mark between them it was said of the day before
        boolean said = from > 0 && inOther(from - 1, dates);
        int to = span.to();
        while (to < line.tokens().size() && !parts(to, dates)) {
            to++;
        }
        List<Token> about = line.tokens().subList(said ? span.from() : from, to);
        return line.words().of("negation.before").isIn(about)
                || line.words().of("day_refused").isIn(about);
    }

    /** Where nothing more is said of a day: another one, a mark, a "but". */
    private boolean parts(int at, List<Span<Change>> dates) {
        return inOther(at, dates)
                || line.tokens().get(at).isMark()
                || line.words().of("and").has(line.tokens(), at)
                || line.words().of("contrasts").has(line.tokens(), at)
                || line.words().of("negation.ends").has(line.tokens(), at);
    }

    private static boolean inOther(int at, List<Span<Change>> dates) {
        return dates.stream().anyMatch(date -> date.from() <= at && at < date.to());
    }

    private boolean isMovedTo(Span<Change> span) {
        return acts.stream().anyMatch(act -> act.intent() == Intent.RESCHEDULE && act.covers(start(span)));
    }

    /** A day that is named because a visit is moved: when it is instead, or why it cannot be then. */
    boolean isOfMove(Span<Change> span) {
        return isMovedTo(span)
                || (acts.stream().anyMatch(act -> act.intent() == Intent.RESCHEDULE) && isSoon(span) && !told(span));
    }

    /** "Samstag in zwei Wochen, also am 5.12., um elf": a day that is near, beside the one of a visit and its hour. */
    boolean isBeside(Span<Change> span) {
        return (timed || line.setting().visiting())
                && isSoon(span)
                && !told(span)
                && !line.words().of("deadline").isIn(line.tokens())
                && line.words().of("until").before(line.tokens(), span.from()).isEmpty();
    }

    /** Who needs it in June and can "only on Saturday" speaks of coming by. */
    private boolean isLongBefore(Span<Change> span) {
        LocalDate day = when(span).from();
        boolean weekday = line.words().of("date.weekdays").isIn(line.tokens().subList(span.from(), span.to()));
        return weekday
                && mentioned.isEmpty()
                && !line.words().of("deadline").isIn(line.tokens())
                && !line.setting().asked().equals("date")
                && line.setting()
                        .when()
                        .filter(when -> when.from().isAfter(day.plusDays(LONG_BEFORE)))
                        .isPresent();
    }

    private boolean visitCovers(Span<Change> span) {
        int at = start(span);
        return acts.stream().anyMatch(act -> act.intent().isVisit() && act.covers(at));
    }

    /** "Wir heiraten am Samstag" is no visit. */
    private boolean told(Span<Change> span) {
        int at = start(span);
        return acts.stream()
                .anyMatch(act -> act.covers(at)
                        && act.intent() == Intent.BRIEF
                        && mentioned.stream()
                                .anyMatch(other -> act.covers(
                                        line.tokens().get(other.from()).start())));
    }

    private boolean isSoon(Span<Change> span) {
        When when = when(span);
        return when.from().isBefore(line.setting().today().plusDays(SOON))
                && when.grain().compareTo(When.Grain.WEEK) <= 0;
    }

    private int start(Span<Change> span) {
        return line.tokens().get(span.from()).start();
    }

    private static When when(Span<Change> date) {
        return ((Change.Dated) date.value()).when();
    }
}
