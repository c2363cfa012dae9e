package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tells from what is named, whatever the turn of phrase, that somebody comes by, comes at another time or not at all, or
 * asks when that was: a fitting and a day are an appointment however they are put.
 */
final class VisitTalk {

    /** What likeness to phrases may have made of such a sentence. */
    private static final Set<Intent> GIVES_WAY = EnumSet.of(
            Intent.BRIEF,
            Intent.SHOW,
            Intent.QUESTION,
            Intent.CHOOSE,
            Intent.CONTACT,
            Intent.GOODBYE,
            Intent.DENY,
            Intent.AFFIRM,
            Intent.WITHDRAW,
            Intent.UNCLEAR,
            Intent.OTHER,
            Intent.RECALL,
            Intent.ORDER_STATUS,
            Intent.DOUBT);

    private static final int FEW = 4;
    private static final int SHORT = 9;

    private final Line line;
    private final Words words;
    private final List<Span<Change>> dates;
    private final boolean timed;

    /** @param timed whether the message names an hour or a part of the day */
    VisitTalk(Line line, List<Span<Change>> dates, boolean timed) {
        this.line = line;
        this.words = line.words();
        this.dates = dates;
        this.timed = timed;
    }

    /** The same acts, with what such a sentence really does in the place of what it is like. */
    List<Act> meant(List<Acts.Sentence> sentences, List<Act> acts) {
        List<Act> meant = Acts.corrected(
                sentences,
                acts,
                (sentence, like) ->
                        givesWay(sentence, like) ? told(sentence, like.map(Act::intent)) : Optional.empty());
        // "geht das auch per Video?" is answered, and times for it are offered
        sentences.stream()
                .filter(sentence -> QuestionForm.is(sentence.tokens(), words) && isOfVideo(sentence))
                .filter(sentence -> meant.stream()
                        .anyMatch(act -> act.intent() == Intent.APPOINTMENT && act.start() == sentence.start()))
                .forEach(sentence -> meant.add(new Act(Intent.QUESTION, 1, sentence.words(), sentence.start())));
        // "morning please" greets nobody
        meant.removeIf(
                act -> act.intent() == Intent.GREET && timed && line.setting().visiting());
        boolean moves = meant.stream().anyMatch(act -> act.intent() == Intent.RESCHEDULE);
        // who says why it must be another day does not ask when it is
        meant.removeIf(act ->
                moves && act.intent() == Intent.MY_BOOKINGS && !act.sentence().endsWith("?"));
        return meant;
    }

    private boolean givesWay(Acts.Sentence sentence, Optional<Act> like) {
        return like.isEmpty()
                || asksForWay(sentence, like)
                || GIVES_WAY.contains(like.get().intent())
                || (like.get().intent() == Intent.APPOINTMENT && (asksWhen(sentence.tokens()) || isMoved(sentence)));
    }

    private boolean asksForWay(Acts.Sentence sentence, Optional<Act> like) {
        return like.filter(act -> act.intent() == Intent.APPOINTMENT || act.intent() == Intent.GROUP)
                        .isPresent()
                && onlyAsks(sentence);
    }

    private boolean isOfVideo(Acts.Sentence sentence) {
        return type(sentence.tokens()).filter("video"::equals).isPresent()
                && !hasDay(sentence)
                && !timed
                && !words.of("visit_wish").isIn(sentence.tokens());
    }

    /** "Müssen wir beide kommen?" wants to know, and no time yet. */
    private boolean onlyAsks(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        return QuestionForm.is(tokens, words)
                && words.of("must_i").has(tokens, 0)
                && !hasDay(sentence)
                && !timed
                && !words.of("visit_wish").isIn(tokens);
    }

    private Optional<Intent> told(Acts.Sentence sentence, Optional<Intent> like) {
        List<Token> tokens = sentence.tokens();
        boolean asks = like.filter(Intent.QUESTION::equals).isPresent();
        if (like.filter(intent -> intent == Intent.APPOINTMENT || intent == Intent.GROUP)
                        .isPresent()
                && onlyAsks(sentence)) {
            return Optional.of(Intent.QUESTION);
        }
        if (callsOff(sentence) && !(asks && sentence.words().endsWith("?"))) {
            return Optional.of(Intent.CANCEL_VISIT);
        }
        if (asksWhen(tokens) && !words.of("cues.recall").isIn(tokens)) {
            return Optional.of(Intent.MY_BOOKINGS);
        }
        boolean asksBack = like.filter(Intent.RECALL::equals).isPresent()
                || (like.filter(Intent.ORDER_STATUS::equals).isPresent()
                        && sentence.words().endsWith("?"));
        if (asksBack) {
            return Optional.empty();
        }
        if (isMoved(sentence)) {
            return Optional.of(Intent.RESCHEDULE);
        }
        return comes(sentence, asks) ? Optional.of(Intent.APPOINTMENT) : Optional.empty();
    }

    private boolean callsOff(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        if (isAboutOther(words, tokens)) {
            return false;
        }
        boolean off = words.of("calls_off").isIn(tokens)
                || (words.of("calls_off_begun").isIn(tokens)
                        && words.of("calls_off_end")
                                .before(tokens, lastWord(tokens))
                                .isPresent());
        if (!off || isAboutWish(sentence) || words.of("conditional").isIn(tokens)) {
            return false;
        }
        boolean spokenOf = line.setting().visiting() || line.setting().known().booked();
        boolean it = words.of("negation.it").isIn(tokens)
                || words.of("about_it").isIn(tokens)
                || hasDay(sentence)
                || tokens.stream().filter(Token::isWord).count() <= FEW;
        return namesVisit(tokens) || (spokenOf && it);
    }

    /** "Wann war das noch mal?", "when is my fitting?" */
    private boolean asksWhen(List<Token> tokens) {
        if (!words.of("asks_when").isIn(tokens) || tokens.size() > SHORT + FEW) {
            return false;
        }
        boolean again = words.of("again").isIn(tokens);
        boolean mine = words.of("mine").isIn(tokens);
        boolean booked = line.setting().known().booked();
        return (booked && words.of("expected").isIn(tokens))
                || (words.of("visit_nouns").isIn(tokens)
                        ? mine || again || booked
                        : booked && (again || (mine && namesVisit(tokens))));
    }

    /** "Geht's eine Stunde früher?", "the day after, same time" of what was agreed on. */
    private boolean isMoved(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        boolean beside = words.of("date.beside").isIn(tokens);
        boolean shifted = words.of("time.spans").isIn(tokens)
                && (words.of("time.way").isIn(tokens) || words.of("time.pushes").isIn(tokens));
        boolean same = words.of("time.same").isIn(tokens);
        boolean instead = words.of("rather").isIn(tokens)
                && hasDay(sentence)
                && line.setting().visiting();
        return line.setting().known().booked()
                && !isAboutWish(sentence)
                && ((beside && line.setting().visiting())
                        || shifted
                        || same
                        || instead
                        || (hasDay(sentence) && words.of("moves_to").isIn(tokens)));
    }

    /** "They have cancelled my train" calls off nothing of ours. */
    static boolean isAboutOther(Words words, List<Token> tokens) {
        return !namesVisit(words, tokens)
                && !words.of("visits").isIn(tokens)
                && IntStream.range(0, tokens.size() - 1)
                        .anyMatch(i -> words.of("mine").has(tokens, i)
                                && tokens.get(i + 1).isWord());
    }

    private boolean comes(Acts.Sentence sentence, boolean asks) {
        List<Token> tokens = sentence.tokens();
        boolean what = asks && words.of("asks_what").has(tokens, 0);
        if (what
                || words.of("by_oneself").isIn(tokens)
                || words.of("visits_past").isIn(tokens)) {
            return false;
        }
        boolean when = hasDay(sentence) || (timed && dates.isEmpty());
        boolean wishes = words.of("visit_wish").isIn(tokens);
        boolean online = type(tokens).filter("video"::equals).isPresent();
        return namesVisit(tokens) && (when || (wishes && !asks && !online));
    }

    private boolean namesVisit(List<Token> tokens) {
        return namesVisit(words, tokens);
    }

    private static boolean namesVisit(Words words, List<Token> tokens) {
        return words.of("visit_nouns").isIn(tokens) || words.of("visit_types").isIn(tokens);
    }

    private Optional<String> type(List<Token> tokens) {
        return words.of("visit_types").in(tokens).map(Lookup.Hit::value);
    }

    private boolean hasDay(Acts.Sentence sentence) {
        return dates.stream().anyMatch(span -> sentence.covers(line.tokens().get(span.from())));
    }

    private boolean isAboutWish(Acts.Sentence sentence) {
        int from = line.tokens().indexOf(sentence.tokens().getFirst());
        return from >= 0
                && !line.wishes().get(from, from + sentence.tokens().size()).isEmpty();
    }

    private static int lastWord(List<Token> tokens) {
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).isMark()) {
            end--;
        }
        return end;
    }
}
