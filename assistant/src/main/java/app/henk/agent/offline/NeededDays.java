package app.henk.agent.offline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Of the days that a message names, those that something is needed for: no visit, nothing past, no other affair. */
final class NeededDays {

    private final Line line;
    private final List<Span<Change>> dates;
    private final List<Heard.Act> acts;
    private final VisitDay visit;

    NeededDays(Line line, List<Span<Change>> dates, List<Heard.Act> acts, VisitDay visit) {
        this.line = line;
        this.dates = dates;
        this.acts = acts;
        this.visit = visit;
    }

    /** The day of a visit is not the day that something is needed for. */
    List<Change> days() {
        return needed().filter(span -> !isOver(span)).map(Span::value).toList();
    }

    /** Nothing is needed by a day that is over: who says one has named a birthday, or slipped in the year. */
    boolean isPast() {
        return days().isEmpty()
                && needed().anyMatch(span -> isOver(span) && when(span).grain() == When.Grain.DAY);
    }

    private Stream<Span<Change>> needed() {
        Optional<Span<Change>> day = visit.of(dates);
        return dates.stream()
                .filter(span -> day.filter(span::equals).isEmpty())
                .filter(span -> day.isEmpty()
                        || !(visit.isOfMove(span) || visit.isDeniedDay(span, dates) || visit.isBeside(span)))
                .filter(span -> !onlyAsked(span) && !hasHappened(span) && !isAside(span))
                .filter(span -> !isCorrected(span))
                .filter(span -> !isToday(span));
    }

    /** "Mein Vater ist am Mittwoch gestorben." */
    private boolean hasHappened(Span<Change> span) {
        return !line.words().of("until").before(line.tokens(), span.from()).isPresent()
                && line.words().of("has_happened").isIn(clause(span));
    }

    /** "Im Mai bin ich verreist", "ich melde mich im Januar wieder": a day of something else, or of a grievance. */
    private boolean isAside(Span<Change> span) {
        return line.words().of("date_aside").isIn(clause(span))
                || acts.stream().anyMatch(act -> act.intent() == Intent.COMPLAINT);
    }

    /** "Am 5. Juni, ach nein, am 12." */
    private boolean isCorrected(Span<Change> span) {
        return dates.stream()
                .anyMatch(other -> other.from() >= span.to()
                        && line.words().of("corrects").isIn(line.tokens().subList(span.to(), other.from()))
                        && line.words()
                                .of("wish_question")
                                .in(line.tokens().subList(span.to(), other.from()))
                                .isEmpty());
    }

    /** What stands around it up to a mark or an "and". */
    private List<Token> clause(Span<?> span) {
        return line.around(span, this::endsClause);
    }

    private boolean endsClause(int at) {
        return line.tokens().get(at).isMark() || line.words().of("and").has(line.tokens(), at);
    }

    /** "Was ist denn heute los?": today is when one talks, unless something must be ready. */
    private boolean isToday(Span<Change> span) {
        return when(span).to().equals(line.setting().today())
                && !line.setting().asked().equals("date")
                && !line.words().of("deadline").isIn(line.tokens())
                && !line.words().of("until").isIn(line.tokens());
    }

    private boolean isOver(Span<Change> span) {
        return when(span).to().isBefore(line.setting().today());
    }

    static When when(Span<Change> date) {
        return ((Change.Dated) date.value()).when();
    }

    /** "Haben Sie am Samstag offen?" needs nothing by Saturday; "schaffen Sie es bis Samstag?" does. */
    private boolean onlyAsked(Span<Change> span) {
        int at = line.tokens().get(span.from()).start();
        return acts.stream()
                        .anyMatch(act -> act.covers(at)
                                && act.onlyMentions()
                                && act.intent() != Intent.ORDER_STATUS
                                && !mustBeReady(line, dates, act))
                && !(line.setting().asked().equals("date")
                        && line.words().of("house").in(line.tokens()).isEmpty());
    }

    /** "Schaffen Sie das?", "bis Juni". */
    static boolean mustBeReady(Line line, List<Span<Change>> dates, Heard.Act act) {
        return line.words().of("deadline").isIn(Token.of(act.sentence()))
                || dates.stream()
                        .filter(span ->
                                act.covers(line.tokens().get(span.from()).start()))
                        .anyMatch(span -> line.words()
                                        .of("until")
                                        .before(line.tokens(), span.from())
                                        .isPresent()
                                || line.words().of("until").has(line.tokens(), span.from()));
    }
}
