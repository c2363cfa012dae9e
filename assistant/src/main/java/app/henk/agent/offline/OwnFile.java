package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tells from what is named that somebody asks for what the house has of them, and not for what it knows: "what have you
 * noted about me", "how is my order getting on", and with whom they are talking at all.
 */
final class OwnFile {

    /** What likeness to phrases may have made of such a sentence. */
    private static final Set<Intent> GIVES_WAY = EnumSet.of(
            Intent.BRIEF,
            Intent.SHOW,
            Intent.QUESTION,
            Intent.RECALL,
            Intent.CONTACT,
            Intent.CONSENT,
            Intent.CHOOSE,
            Intent.MORE_ABOUT,
            Intent.ABILITIES,
            Intent.WHY,
            Intent.UNCLEAR,
            Intent.SMALL_TALK,
            Intent.MY_BOOKINGS,
            Intent.APPOINTMENT,
            Intent.OTHER);

    private static final int SHORTEST_MACHINE = 5;
    private static final int BESIDE = 2;
    private static final int FEW = 3;

    private final Line line;
    private final Words words;

    OwnFile(Line line) {
        this.line = line;
        this.words = line.words();
    }

    /** The same acts, with what such a sentence really does in the place of what it is like. */
    List<Act> meant(List<Acts.Sentence> sentences, List<Act> acts) {
        List<Act> meant = Acts.corrected(sentences, acts, this::told);
        boolean who = sentences.stream().anyMatch(this::asksWho);
        // "Bonjour Monsieur. Ou Madame ?" asks nothing else
        meant.removeIf(act -> who
                && act.intent() == Intent.QUESTION
                && Token.of(act.sentence()).stream().filter(Token::isWord).count() <= FEW);
        return meant;
    }

    private Optional<Intent> told(Acts.Sentence sentence, Optional<Act> like) {
        List<Token> tokens = sentence.tokens();
        if (asksWho(sentence)) {
            return Optional.of(Intent.HUMAN);
        }
        if (like.isPresent() && !GIVES_WAY.contains(like.get().intent())) {
            return Optional.empty();
        }
        if (words.of("own_file.machine_said").isIn(tokens) && namesMachine(tokens)) {
            return Optional.of(Intent.HUMAN);
        }
        boolean denied = words.of("negation.before").isIn(tokens);
        if (!denied
                && words.of("own_file.kept").isIn(tokens)
                && words.of("own_file.of_me").isIn(tokens)
                && wantsToKnow(sentence)) {
            return Optional.of(Intent.ABOUT_ME);
        }
        return asksHowFar(sentence) ? Optional.of(Intent.ORDER_STATUS) : Optional.empty();
    }

    /** "Mensch oder Maschine?", "on ne sait jamais à qui l'on parle". */
    private boolean asksWho(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        boolean either = sentence.words().endsWith("?")
                && words.of("negation.list").isIn(tokens)
                && words.of("own_file.human").isIn(tokens)
                && namesMachine(tokens);
        return either || words.of("own_file.with_whom").isIn(tokens);
    }

    /** Names a machine, a human or whoever is there: else it may be about anything. */
    static boolean isOfWhoAnswers(Words words, List<Token> tokens) {
        return words.of("own_file.machine").isIn(tokens)
                || words.of("own_file.human").isIn(tokens)
                || words.of("own_file.machine_said").isIn(tokens)
                || words.of("own_file.with_whom").isIn(tokens)
                || words.of("person_cues").isIn(tokens);
    }

    /** Whatever it is compounded with: "Sprechautomat". */
    private boolean namesMachine(List<Token> tokens) {
        return words.of("own_file.machine").isIn(tokens)
                || tokens.stream()
                        .anyMatch(token -> words.list("own_file.machine").stream()
                                .map(Token::fold)
                                .anyMatch(machine -> machine.length() >= SHORTEST_MACHINE
                                        && token.folded().endsWith(machine)));
    }

    private boolean wantsToKnow(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        return sentence.words().endsWith("?")
                || words.of("interrogative").isIn(tokens)
                || words.of("requests").isIn(tokens)
                || words.of("own_file.to_know").isIn(tokens);
    }

    /** Of something that is on order, and not of what is just being chosen. */
    private boolean asksHowFar(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        boolean mine = IntStream.range(0, tokens.size())
                .filter(i -> words.of("own_file.ordered").has(tokens, i))
                .anyMatch(i -> IntStream.rangeClosed(Math.max(1, i - BESIDE + 1), i)
                        .anyMatch(at -> words.of("mine").before(tokens, at).isPresent()));
        return mine
                && !line.setting().known().shown()
                && line.setting().known().purposes().isEmpty()
                && words.of("own_file.how_far").isIn(tokens)
                && wantsToKnow(sentence);
    }
}
