package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Tells what each sentence of a message does: by rule where a rule is sure, by likeness to trained phrases elsewhere. */
final class Acts {

    private static final double ENOUGH = 0.4;
    /** Taken wrongly it would spoil more than it helps. */
    private static final double SURE = 0.6;

    private static final double QUITE_SURE = 0.8;
    private static final double VERY_SURE = 0.85;
    private static final double CERTAIN = 0.93;
    private static final int FEW = 5;

    /** @param words as they were written */
    record Sentence(List<Token> tokens, int start, String words) {

        boolean covers(Token token) {
            return token.start() >= start && token.start() < start + words.length();
        }
    }

    private final Line line;
    private final Tongue tongue;
    private final Cues cues;
    private final List<Sentence> sentences;

    Acts(Line line) {
        this.line = line;
        this.tongue = line.tongue();
        this.cues = new Cues(line);
        this.sentences = new Sentences(tongue, line.text())
                .split(line.tokens()).stream()
                        .filter(tokens -> !tokens.isEmpty())
                        .map(this::sentence)
                        .toList();
    }

    private Sentence sentence(List<Token> tokens) {
        int start = tokens.getFirst().start();
        return new Sentence(
                tokens, start, line.text().substring(start, tokens.getLast().end()));
    }

    List<Sentence> sentences() {
        return sentences;
    }

    List<Act> of(Contact contact) {
        List<Act> acts = new ArrayList<>();
        String text = line.text();
        for (Sentence sentence : sentences) {
            act(sentence.tokens())
                    .ifPresent(guess ->
                            acts.add(new Act(guess.intent(), guess.score(), sentence.words(), sentence.start())));
        }
        if (acts.stream().anyMatch(act -> act.intent() == Intent.COMPLAINT)) {
            // who complains about an order does not ask how far it is
            acts.removeIf(act -> act.intent() == Intent.ORDER_STATUS || act.intent() == Intent.MY_BOOKINGS);
        }
        if (!line.wishes().isEmpty() && acts.stream().anyMatch(act -> act.intent() == Intent.BRIEF)) {
            // who tells what is wanted does not complain by the way
            acts.removeIf(act -> act.intent() == Intent.COMPLAINT
                    && act.score() < 1
                    && !cues.nameGrievance(Token.of(act.sentence())));
        }
        if (acts.stream().anyMatch(act -> act.intent() == Intent.JOKE)
                && line.trade().isEmpty()) {
            // a riddle asks nothing
            acts.removeIf(act -> act.intent() == Intent.QUESTION);
        }
        // "ok what's your number?" agrees to nothing
        acts.removeIf(act -> act.intent() == Intent.AFFIRM && leadsOver(act, acts));
        contact.broken()
                .ifPresent(written -> acts.removeIf(act -> act.intent() == Intent.QUESTION
                        && act.sentence().contains(written)
                        && !act.sentence().endsWith("?")));
        if (!contact.isEmpty() && !line.setting().asked().isEmpty()) {
            // whoever was asked for a number and gives it changes none
            acts.removeIf(act -> act.intent() == Intent.CHANGE_DATA);
        }
        if (!contact.isEmpty() && acts.stream().noneMatch(a -> a.intent() == Intent.CONTACT)) {
            acts.add(new Act(Intent.CONTACT, 1, text, text.length()));
        }
        return acts;
    }

    /** Into a question, without a mark between them. */
    private boolean leadsOver(Act yes, List<Act> acts) {
        int end = yes.start() + yes.sentence().length();
        return acts.stream()
                .filter(act -> act.intent() == Intent.QUESTION && act.start() >= end)
                .anyMatch(question -> Token.of(line.text().substring(end, question.start())).stream()
                                .noneMatch(Token::isMark)
                        && !Token.of(yes.sentence()).getLast().isMark());
    }

    /**
     * The same acts, with what a sentence surely does in the place of what it is only like.
     *
     * @param told from a sentence and what it was taken for; empty where that may stand
     */
    static List<Act> corrected(
            List<Sentence> sentences, List<Act> acts, BiFunction<Sentence, Optional<Act>, Optional<Intent>> told) {
        List<Act> corrected = new ArrayList<>(acts);
        for (Sentence sentence : sentences) {
            Optional<Act> like =
                    acts.stream().filter(act -> act.start() == sentence.start()).findFirst();
            told.apply(sentence, like).ifPresent(intent -> {
                like.ifPresent(corrected::remove);
                corrected.add(new Act(intent, 1, sentence.words(), sentence.start()));
            });
        }
        return corrected;
    }

    private Optional<Classifier.Guess> act(List<Token> sentence) {
        int from = line.tokens().indexOf(sentence.getFirst());
        List<Token> impersonal = IntStream.range(0, sentence.size())
                .filter(i -> !line.personal().get(from + i))
                .mapToObj(sentence::get)
                .toList();
        boolean answers = answers(sentence, from);
        if (impersonal.stream().allMatch(Token::isMark) && impersonal.size() < sentence.size()) {
            return Optional.empty();
        }
        boolean question = QuestionForm.is(sentence, tongue.words());
        Optional<Classifier.Guess> best = tongue.classifier().guess(impersonal).stream()
                .filter(guess ->
                        fits(guess, question, has(line.trade(), sentence, from), has(line.wishes(), sentence, from))
                                && cues.bearOut(guess.intent(), sentence)
                                && !(guess.intent() == Intent.MORE_ABOUT && countsDays(sentence, from)))
                .findFirst();
        double score = best.map(Classifier.Guess::score).orElse(0.0);
        Optional<Classifier.Guess> asked =
                question ? Optional.of(new Classifier.Guess(Intent.QUESTION, score)) : Optional.empty();
        double needed = best.map(guess -> needed(
                        guess.intent(),
                        impersonal,
                        has(line.taken(), sentence, from),
                        (!question && has(line.wishes(), sentence, from)) || halfFacts(sentence, from)))
                .orElse(1.0);
        if (isGibberish(impersonal)) {
            return asked;
        }
        double least = isStrange(impersonal) ? Math.max(needed, strangeNeeds(best)) : needed;
        if (score < (answers ? 1 : least)) {
            return mostlyFacts(sentence, from) ? Optional.empty() : asked;
        }
        Intent intent = best.orElseThrow().intent();
        if (cues.asksWhy(sentence) && (intent == Intent.BRIEF || intent == Intent.SHOW || intent.isErrand())) {
            // "warum soll man nicht in Schwarz zum Gespräch?"
            return Optional.of(new Classifier.Guess(Intent.QUESTION, score));
        }
        if (intent == Intent.APPOINTMENT && score < CERTAIN && isAnswer(sentence, from)) {
            return Optional.empty();
        }
        if (intent == Intent.PRICE && !question && has(line.taken(), sentence, from)) {
            // "preislich bis 2.400 Euro" asks for no price
            return Optional.empty();
        }
        if (intent == Intent.DOUBT
                && has(line.wishes(), sentence, from)
                && tongue.words().of("looks_for").isIn(sentence)) {
            // "ich überlege, ob ich noch einen in Grün brauche"
            return Optional.of(new Classifier.Guess(Intent.BRIEF, score));
        }
        if (intent == Intent.QUESTION
                && halfFacts(sentence, from)
                && !tongue.words().of("question").has(sentence, 0)) {
            // "unter 1000?" tells a limit
            return Optional.empty();
        }
        boolean asksProperty =
                intent == Intent.CHOOSE && tongue.words().of("properties").isIn(sentence);
        boolean toldAsQuestion = question
                && (intent == Intent.BRIEF || intent == Intent.CHOOSE)
                && (score < QUITE_SURE
                        || asksProperty
                        || tongue.words().of("asks_at_once").has(sentence, 0));
        boolean asksForStrange =
                question && intent == Intent.SHOW && !has(line.wishes(), sentence, from) && hasStrange(impersonal);
        boolean asksAbout = question && (isOnlySupposed(intent, sentence) || isCounted(intent, sentence));
        if (intent == Intent.APPOINTMENT
                && score < CERTAIN
                && tongue.words().of("visit_otherwise").isIn(sentence)) {
            // "kann ich mich auch selbst messen", "geht es ohne Termin": how, and not when
            return Optional.of(new Classifier.Guess(Intent.QUESTION, score));
        }
        return toldAsQuestion || asksForStrange || asksAbout ? asked : best;
    }

    /** "Wie viele Muster schicken Sie mir?" asks for none yet. */
    private boolean isCounted(Intent intent, List<Token> sentence) {
        return intent == Intent.SAMPLES
                && (tongue.words().of("how_many").isIn(sentence)
                        || tongue.words().of("cues.price").isIn(sentence));
    }

    /** "Kann ich auch absagen, wenn etwas dazwischenkommt?" calls nothing off. */
    private boolean isOnlySupposed(Intent intent, List<Token> sentence) {
        return (intent == Intent.CANCEL_VISIT
                        || intent == Intent.RESCHEDULE
                        || intent == Intent.ERASE_DATA
                        || intent == Intent.COMPLAINT)
                && tongue.words().of("conditional").isIn(sentence);
    }

    /** Who swears uses words that nobody has written down. */
    private static double strangeNeeds(Optional<Classifier.Guess> best) {
        return best.filter(guess -> guess.intent() == Intent.INSULT).isPresent() ? QUITE_SURE : VERY_SURE;
    }

    /** Half of its words or more were never heard of. */
    private boolean isStrange(List<Token> sentence) {
        long words = sentence.stream().filter(Token::isWord).count();
        long strange = sentence.stream()
                .filter(token -> token.isWord() && !tongue.known().contains(token.folded()))
                .count();
        return strange > 0 && strange * 2 >= words;
    }

    /** "Führen Sie Zylinderhüte für Pferde?" names a thing that nobody here has heard of. */
    private boolean hasStrange(List<Token> sentence) {
        return sentence.stream()
                .anyMatch(token -> token.isWord()
                        && !tongue.known().contains(token.folded())
                        && !line.setting()
                                .concepts()
                                .isLike(token.folded(), tongue.words().language()));
    }

    /** Several words, and none that anybody has said before. */
    private boolean isGibberish(List<Token> sentence) {
        List<Token> words = sentence.stream().filter(Token::isWord).toList();
        return words.size() > 1
                && words.stream()
                        .map(word -> Token.fold(word.raw()))
                        .noneMatch(word -> tongue.known().contains(word)
                                || line.setting()
                                        .concepts()
                                        .isLike(word, tongue.words().language()));
    }

    /** Few words are like many things; what is done at once, or cannot be mended, has to be clear. */
    private static double needed(Intent intent, List<Token> sentence, boolean facts, boolean tells) {
        long words = sentence.stream().filter(Token::isWord).count();
        if ((words < 2 && intent != Intent.BRIEF) || ((intent.isGrave() || intent == Intent.DOUBT) && facts)) {
            return CERTAIN;
        }
        if (tells && (intent.isErrand() || intent == Intent.FINER)) {
            return CERTAIN;
        }
        if ((tells && intent.onlyMentions()) || intent == Intent.CONTACT) {
            return QUITE_SURE;
        }
        return intent.isGrave() || intent.isErrand() || intent == Intent.DOUBT || words < 3 ? SURE : ENOUGH;
    }

    private static boolean fits(Classifier.Guess guess, boolean question, boolean trade, boolean wish) {
        return switch (guess.intent()) {
            case QUESTION -> question || guess.score() >= (trade ? 1 : CERTAIN);
            // who names something of the trade is not idle
            case WITHDRAW -> !wish || guess.score() >= CERTAIN;
            // "blau wäre jetzt doch erlaubt" is no leave to keep anything
            // "do you use my messages for advertising?" asks
            case CONSENT -> !wish && (!question || guess.score() >= CERTAIN);
            case OFF_TOPIC, JOKE, SMALL_TALK -> guess.score() >= (trade ? CERTAIN : QUITE_SURE);
            default -> true;
        };
    }

    /** "Am letzten Freitag im Februar" points at no thing: all its numbers are of days. */
    private boolean countsDays(List<Token> sentence, int from) {
        List<Integer> picks = IntStream.range(0, sentence.size())
                .filter(i -> tongue.words().of("pick").has(sentence, i))
                .boxed()
                .toList();
        return !picks.isEmpty() && picks.stream().allMatch(i -> line.taken().get(from + i));
    }

    private static boolean has(BitSet marked, List<Token> sentence, int from) {
        return !marked.get(from, from + sentence.size()).isEmpty();
    }

    /** "Übermorgen schon" to the question of the date. */
    private boolean answers(List<Token> sentence, int from) {
        long facts = line.taken().get(from, from + sentence.size()).cardinality();
        long words = sentence.stream().filter(token -> !token.isMark()).count();
        return facts * 2 >= words
                && line.setting().consultation().asked().contains(line.setting().asked());
    }

    /** "Noch vor Weihnachten" to the question of the date is no visit. */
    private boolean isAnswer(List<Token> sentence, int from) {
        return line.setting().consultation().asked().contains(line.setting().asked())
                && has(line.taken(), sentence, from)
                && !tongue.words().of("visit_nouns").isIn(sentence);
    }

    /** "Dann lieber Dienstag um zehn" is a day, whatever else it is like. */
    private boolean halfFacts(List<Token> sentence, int from) {
        long facts = line.taken().get(from, from + sentence.size()).cardinality();
        long words = sentence.stream().filter(token -> !token.isMark()).count();
        return words <= FEW && facts * 2 >= words;
    }

    /** Data of a person or a bare date: likeness to phrases says nothing here. */
    private boolean mostlyFacts(List<Token> sentence, int from) {
        long facts = line.taken().get(from, from + sentence.size()).cardinality();
        long words = sentence.stream().filter(token -> !token.isMark()).count();
        return facts * 2 > words;
    }
}
