package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Weighs what was mentioned by what is done in the sentence that mentions it: told, asked about, or given up. */
final class Meaning {

    private static final double SURE = 0.9;

    private final Line line;
    private final List<Span<Change>> mentioned;
    private final List<Span<Change>> dates;
    private final Optional<Span<Change>> budget;
    private final List<Heard.Act> acts;
    private final VisitDay visit;
    private final NeededDays needed;

    Meaning(
            Line line,
            List<Span<Change>> mentioned,
            List<Span<Change>> dates,
            Optional<Span<Change>> budget,
            boolean timed,
            List<Heard.Act> heard) {
        this.line = line;
        this.dates = dates;
        this.budget = budget;
        this.mentioned = mentioned;
        this.acts = amountSaysMore(wishes(heard));
        this.visit = new VisitDay(line, mentioned, acts, timed);
        this.needed = new NeededDays(line, dates, acts, visit);
    }

    List<Heard.Act> acts() {
        return acts;
    }

    /** The language that was asked for. */
    Optional<String> switchTo() {
        return acts.stream()
                .filter(act -> act.intent() == Intent.LANGUAGE)
                .findFirst()
                .flatMap(act -> new NamedLanguage(line).wanted());
    }

    /** All that occurs, wanted or not. */
    List<String> concepts() {
        return mentioned.stream().map(span -> concept(span.value())).toList();
    }

    List<Change> spending() {
        return budget.filter(Spendable.of(line, acts)).map(Span::value).stream().toList();
    }

    /** "Wie warm sind 300 Gramm?" wants none of it yet. */
    List<Change> weighing(Optional<Span<Change>> weight) {
        return weight
                .filter(span -> acts.stream()
                        .noneMatch(act -> covers(act, span) && onlyMentions(act) && act.intent() != Intent.CHOOSE))
                .map(Span::value)
                .stream()
                .toList();
    }

    List<Change> days() {
        return needed.days();
    }

    boolean isPast() {
        return needed.isPast();
    }

    Optional<When> visitDay() {
        return visit.of(dates).map(NeededDays::when);
    }

    /** Who asks whether linen creases does not want linen yet. */
    List<Change> told() {
        boolean moves = acts.stream()
                .anyMatch(act -> act.intent() == Intent.RESCHEDULE
                        || act.intent() == Intent.CANCEL_VISIT
                        || act.intent() == Intent.COMPLAINT);
        List<Change> told = mentioned.stream()
                // "mein Zug fällt aus, geht Freitag?" is for no journey
                .filter(span -> switchTo().isEmpty() || !isLanguage(span))
                .filter(span -> !moves
                        || !Change.kind(concept(span.value()))
                                .equals(line.setting().consultation().first()))
                .filter(span -> {
                    int at = line.tokens().get(span.from()).start();
                    return answers(span) || acts.stream().noneMatch(act -> act.covers(at) && onlyMentions(act));
                })
                .map(span -> withdrawn(span) ? new Change.Dropped(concept(span.value())) : span.value())
                .toList();
        List<Change> meant = told.stream()
                .filter(change -> !isDenied(change, told))
                .map(this::asWish)
                .toList();
        List<Change> all = new ArrayList<>(implied(meant, line.setting().consultation()));
        all.addAll(feasts());
        return all;
    }

    /** "English" is spoken, and no style. */
    private boolean isLanguage(Span<Change> span) {
        return line.words().of("languages").has(line.tokens(), span.from());
    }

    private Change asWish(Change change) {
        return change instanceof Change.Avoided avoided
                        && line.setting().consultation().isSameDenied(avoided.concept())
                ? new Change.Wanted(avoided.concept(), true)
                : change;
    }

    /** "Creme vergilbt, vergessen wir Creme": what is denied in the same breath was not wanted. */
    private static boolean isDenied(Change change, List<Change> told) {
        return change instanceof Change.Wanted wanted && told.contains(new Change.Avoided(wanted.concept()));
    }

    /** "Ein Smoking für Silvester" names the day and what for, where nothing else is said of it. */
    private List<Change> feasts() {
        return dates.stream()
                .filter(span -> acts.stream().noneMatch(act -> covers(act, span) && onlyMentions(act)))
                .flatMap(span ->
                        line
                                .words()
                                .of("feast_occasions")
                                .values(line.tokens().subList(span.from(), span.to()))
                                .stream())
                .<Change>map(Change.Supposed::new)
                .toList();
    }

    /** "Vergessen Sie das mit dem Leinen." */
    private boolean withdrawn(Span<Change> span) {
        return acts.stream()
                .anyMatch(act -> act.intent() == Intent.WITHDRAW
                        && covers(act, span)
                        && !turns(line.tokens().subList(line.sentenceStart(span.from()), span.from())));
    }

    /** "Geld spielt keine Rolle, aber schwarz muss es sein." */
    private boolean turns(List<Token> before) {
        return line.words().of("contrasts").isIn(before);
    }

    /** What was asked for is told, in whatever words. */
    private boolean answers(Span<Change> span) {
        return Change.kind(concept(span.value())).equals(line.setting().asked())
                && !line.text().endsWith("?");
    }

    /** A guess alone takes nobody's word away: it must be a question, or said as it is known to be said. */
    private boolean onlyMentions(Heard.Act act) {
        List<Token> sentence = Token.of(act.sentence());
        boolean question =
                act.sentence().endsWith("?") || line.words().of("question").has(sentence, 0);
        return act.onlyMentions() && (question || act.score() >= SURE);
    }

    List<Change> opened(List<String> slots) {
        String asked = line.setting().asked();
        boolean withdrawn = acts.stream().anyMatch(a -> a.intent() == Intent.WITHDRAW);
        boolean indifferent = acts.stream().anyMatch(a -> a.intent() == Intent.DONT_KNOW);
        if ((withdrawn || indifferent) && !slots.isEmpty()) {
            List<String> named = acts.stream()
                    .filter(act -> act.intent() == Intent.WITHDRAW || act.intent() == Intent.DONT_KNOW)
                    .flatMap(act -> line.words().of("slots").values(Token.of(act.sentence())).stream())
                    .toList();
            // "die Farbe ist mir egal, Budget bis 1500" leaves only the colour open
            return slots.stream()
                    .filter(slot -> named.isEmpty() || named.contains(slot))
                    .<Change>map(Change.Open::new)
                    .toList();
        }
        // "nein" to "haben Sie eine Farbe im Sinn?"
        boolean none = line.setting().consultation().asked().contains(asked)
                && mentioned.isEmpty()
                && budget.isEmpty()
                && acts.stream().anyMatch(a -> a.intent() == Intent.DENY);
        boolean told = mentioned.stream()
                .anyMatch(span -> Change.kind(concept(span.value())).equals(asked));
        boolean ours = line.setting().consultation().asked().contains(asked);
        return (withdrawn || indifferent || none) && ours && !told ? List.of(new Change.Open(asked)) : List.of();
    }

    /** "Es darf ruhig 2500 kosten" names a sum, it does not ask for something finer than what is shown. */
    private List<Heard.Act> amountSaysMore(List<Heard.Act> heard) {
        boolean figure = budget.isPresent() || line.words().of("grams").isIn(line.tokens());
        return !figure
                ? heard
                : heard.stream()
                        .filter(act -> act.intent() != Intent.FINER && act.intent() != Intent.CHEAPER)
                        // who adds to the budget wants to see what it opens
                        .map(act -> act.intent() == Intent.HAGGLE
                                        && budget.isPresent()
                                        && Spendable.isMoved(line, budget.orElseThrow())
                                ? new Heard.Act(Intent.SHOW, act.score(), act.sentence(), act.start())
                                : act)
                        .toList();
    }

    /** "Haben Sie etwas in Blau?", "was wäre mit Februar?", "schaffen Sie es bis Juni?" want to be shown it. */
    private List<Heard.Act> wishes(List<Heard.Act> heard) {
        return heard.stream()
                .map(act -> act.intent() == Intent.QUESTION && isWish(act)
                        ? new Heard.Act(Intent.SHOW, act.score(), act.sentence(), act.start())
                        : act)
                .toList();
    }

    private boolean isWish(Heard.Act act) {
        List<Token> sentence = Token.of(act.sentence());
        boolean names = mentioned.stream()
                .anyMatch(span ->
                        covers(act, span) && !Change.kind(concept(span.value())).equals("season"));
        boolean dated = dates.stream().anyMatch(span -> covers(act, span));
        boolean proposes = line.words().of("wish_question").has(sentence, 0);
        boolean inside = (line.words().of("wish_question").isIn(sentence) && budget.isPresent())
                || (line.words().of("wish_anywhere").isIn(sentence) && names)
                || (NeededDays.mustBeReady(line, dates, act) && dated);
        return ((names || budget.isPresent()) && proposes)
                || (dated && line.words().of("proposal").has(sentence, 0))
                || inside;
    }

    private boolean covers(Heard.Act act, Span<?> span) {
        return act.covers(line.tokens().get(span.from()).start());
    }

    /** Who is the groom needs nothing said of a wedding. */
    private static List<Change> implied(List<Change> told, Consultation consultation) {
        List<Change> all = new ArrayList<>(told);
        for (Change change : told) {
            if (change instanceof Change.Wanted wanted && consultation.implies().containsKey(wanted.concept())) {
                String implied = consultation.implies().get(wanted.concept());
                boolean said = told.stream()
                        .anyMatch(c -> c instanceof Change.Wanted w
                                && Change.kind(w.concept()).equals(Change.kind(implied)));
                if (!said) {
                    all.add(new Change.Wanted(implied, true));
                }
            }
        }
        return all;
    }

    private static String concept(Change change) {
        return switch (change) {
            case Change.Wanted wanted -> wanted.concept();
            case Change.Avoided avoided -> avoided.concept();
            case Change.Dropped dropped -> dropped.concept();
            case Change.Supposed supposed -> supposed.concept();
            case Change.Spending _, Change.Weighing _, Change.Dated _, Change.Open _ -> "";
        };
    }
}
