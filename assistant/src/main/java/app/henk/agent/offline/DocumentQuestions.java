package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a sentence for a question to the documents because they are known to answer it: people ask in more ways than
 * phrases can be written for, and the documents bring their own.
 */
final class DocumentQuestions {

    /** What likeness to phrases may have made of such a question. */
    private static final Set<Intent> GIVES_WAY = EnumSet.of(
            Intent.ABILITIES,
            Intent.AFFIRM,
            Intent.BRIEF,
            Intent.CALL_ME,
            Intent.COMPLAINT,
            Intent.CONSENT,
            Intent.CONTACT,
            Intent.DENY,
            Intent.DONT_KNOW,
            Intent.DOUBT,
            Intent.ELSEWHERE,
            Intent.ERASE_DATA,
            Intent.GROUP,
            Intent.HUMAN,
            Intent.INSULT,
            Intent.JOKE,
            Intent.LATER,
            Intent.OFF_TOPIC,
            Intent.PROGRESS,
            Intent.SAMPLES,
            Intent.UNCLEAR,
            Intent.WITHDRAW);

    /** Less is like any question. */
    private static final double LEAST = 0.55;
    /** So much surer likeness to phrases must be to count more. */
    private static final double AHEAD = 0.3;

    /** Enough for what is put as none, for then it is like no phrase of anything else. */
    private static final double LEAST_TOLD = 0.5;

    private static final int FEW = 2;

    private final Line line;

    DocumentQuestions(Line line) {
        this.line = line;
    }

    /** The same acts, with questions in the place of what such sentences are only like. */
    List<Act> meant(List<Acts.Sentence> sentences, List<Act> acts) {
        return Acts.corrected(
                sentences,
                acts,
                (sentence, like) -> isAnswered(sentence, like) ? Optional.of(Intent.QUESTION) : Optional.empty());
    }

    private boolean isAnswered(Acts.Sentence sentence, Optional<Act> like) {
        if (tellsWish(sentence)) {
            return false;
        }
        if (!QuestionForm.is(sentence.tokens(), line.words())) {
            return like.isEmpty() && !isTold(sentence) && !namesGoods(sentence) && likeness(sentence) >= LEAST_TOLD;
        }
        return like.filter(act -> act.score() < 1
                        && GIVES_WAY.contains(act.intent())
                        && likeness(sentence) >= Math.max(LEAST, act.score() - AHEAD))
                .isPresent();
    }

    private double likeness(Acts.Sentence sentence) {
        return line.setting()
                .answerable()
                .likeness(sentence.words(), line.words().language());
    }

    /** "Dunkelblau wär also ok?" is asked about and told as well. */
    private boolean tellsWish(Acts.Sentence sentence) {
        int from = first(sentence);
        return !line.wishes().get(from, from + sentence.tokens().size()).isEmpty();
    }

    /** Half of its words are facts, or there are hardly any: such a sentence tells something. */
    private boolean isTold(Acts.Sentence sentence) {
        int from = first(sentence);
        long words = sentence.tokens().stream().filter(token -> !token.isMark()).count();
        long told = line.taken().get(from, from + sentence.tokens().size()).cardinality();
        return words <= FEW || told * 2 >= words;
    }

    /** "Alsterlicht gefällt mir" tells of a cloth; what is asked of one is put as a question. */
    private boolean namesGoods(Acts.Sentence sentence) {
        int from = first(sentence);
        return !line.personal().get(from, from + sentence.tokens().size()).isEmpty();
    }

    private int first(Acts.Sentence sentence) {
        return line.tokens().indexOf(sentence.tokens().getFirst());
    }
}
