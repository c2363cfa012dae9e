package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Tells what is done from the words that must be there for it, where likeness to phrases is no good guide: fragments. */
final class PlainTalk {

    /** What likeness to phrases may have made of a fragment. */
    private static final Set<Intent> GIVES_WAY = EnumSet.of(
            Intent.BRIEF,
            Intent.SHOW,
            Intent.QUESTION,
            Intent.CHOOSE,
            Intent.PRICE,
            Intent.CHEAPER,
            Intent.FINER,
            Intent.OTHER,
            Intent.CONTACT,
            Intent.PERSON,
            Intent.WITHDRAW,
            Intent.UNCLEAR);

    /** Words of a question that only names what it is about. */
    private static final int FRAGMENT = 4;
    /** Words from "I am looking for" to the thing. */
    private static final int LOOKED_FOR = 3;

    private static final int UNSURE = 12;

    private static final String GARMENT = "garment";

    private final Line line;
    private final Words words;
    private final Optional<Span<Change>> sum;
    private final Likeness likeness;

    /** @param sum that the message names */
    PlainTalk(Line line, Optional<Span<Change>> sum) {
        this.line = line;
        this.sum = sum;
        this.words = line.words();
        this.likeness = new Likeness(line);
    }

    /** The same acts, with what the words of a sentence say it does in the place of what it is like. */
    List<Act> meant(List<Acts.Sentence> sentences, List<Act> acts) {
        return Acts.corrected(
                sentences,
                acts,
                (sentence, like) ->
                        surely(sentence, like).or(() -> givesWay(like) ? told(sentence) : Optional.empty()));
    }

    private static boolean givesWay(Optional<Act> like) {
        return like.isEmpty() || GIVES_WAY.contains(like.get().intent());
    }

    private Optional<Intent> surely(Acts.Sentence sentence, Optional<Act> like) {
        if (asksForLanguage(sentence)) {
            return Optional.of(Intent.LANGUAGE);
        }
        if (offersSum(sentence)) {
            return Optional.of(Intent.HAGGLE);
        }
        if (namesOtherSum(sentence)) {
            return Optional.of(Intent.SHOW);
        }
        if (isDoubt(sentence, like)) {
            return Optional.of(Intent.DOUBT);
        }
        Optional<Intent> mistaken = mistaken(sentence, like);
        if (mistaken.isPresent()) {
            return mistaken;
        }
        if (isForAnimals(sentence.tokens())) {
            return Optional.of(Intent.OFF_TOPIC);
        }
        if (countsMoney(sentence, like)) {
            return Optional.of(Intent.BRIEF);
        }
        return asksForMail(sentence, like) ? Optional.of(Intent.LATER) : Optional.empty();
    }

    private Optional<Intent> mistaken(Acts.Sentence sentence, Optional<Act> like) {
        return likeness.mistaken(sentence, like, givesWay(like), holdsSum(sentence));
    }

    private Optional<Intent> told(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        if (words.of("versus").isIn(tokens) && likeness.picks(tokens) > 1) {
            return Optional.of(Intent.COMPARE);
        }
        if (isRecalled(sentence)) {
            return Optional.of(Intent.RECALL);
        }
        if (words.of("slots").isIn(tokens)
                && words.of("indifferent").isIn(tokens)
                && !sentence.words().endsWith("?")) {
            return Optional.of(Intent.WITHDRAW);
        }
        if (words.of("asks_for_joke").isIn(tokens) && words.of("requests").isIn(tokens)) {
            return Optional.of(Intent.JOKE);
        }
        if (line.setting().known().shown()
                && words.of("takes_named").isIn(tokens)
                && !QuestionForm.is(tokens, words)
                && !words.of("negation.before").isIn(tokens)) {
            return Optional.of(Intent.CHOOSE);
        }
        boolean extreme = words.of("pick_extreme").isIn(tokens) || likeness.picks(tokens) == 1;
        if (line.setting().known().shown() && extreme && words.of("closer_look").isIn(tokens)) {
            return Optional.of(Intent.MORE_ABOUT);
        }
        if (sentence.words().endsWith("?")
                && likeness.namesElse(tokens)
                && !line.setting().asked().equals("pick")) {
            return Optional.of(Intent.QUESTION);
        }
        return asksProperty(sentence) || looksForElse(tokens) ? Optional.of(Intent.QUESTION) : Optional.empty();
    }

    /** "Have someone answer that by email" wants no person to come, and "the answer by mail, please" no offer. */
    private boolean asksForMail(Acts.Sentence sentence, Optional<Act> like) {
        boolean answer = words.of("answers").isIn(sentence.tokens());
        return words.of("by_mail").isIn(sentence.tokens())
                && (answer || like.filter(act -> act.intent() == Intent.PERSON).isPresent());
    }

    /** "They have fifteen hundred between the three of them" compares nothing. */
    private boolean countsMoney(Acts.Sentence sentence, Optional<Act> like) {
        return like.filter(act -> act.intent() == Intent.COMPARE).isPresent()
                && holdsSum(sentence)
                && !sentence.words().endsWith("?")
                && !words.of("versus").isIn(sentence.tokens());
    }

    /** "Verkaufen Sie Krawatten für Katzen?" */
    private boolean isForAnimals(List<Token> tokens) {
        return IntStream.range(1, tokens.size())
                .filter(i -> words.of("animals").has(tokens, i))
                .anyMatch(i -> words.of("made_for").before(tokens, i).isPresent());
    }

    /** "My German is rusty, could we do French instead?" */
    private boolean asksForLanguage(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        return words.of("languages").isIn(tokens)
                && (words.of("language_bad").isIn(tokens)
                        || words.of("language_ask").isIn(tokens))
                && tokens.stream().filter(Token::isWord).count() <= UNSURE;
    }

    /** "Den zweiten für 900?" of what lies on the table. */
    private boolean offersSum(Acts.Sentence sentence) {
        return line.setting().known().shown()
                && holdsSum(sentence)
                && (likeness.picks(sentence.tokens()) == 1
                        || (words.of("takes_it").isIn(sentence.tokens())
                                && !words.of("looks_for").has(sentence.tokens(), 0)))
                && sum.filter(span -> words.of("made_for")
                                .before(line.tokens(), span.from())
                                .isPresent())
                        .isPresent();
    }

    /** "Das muss ich erst mit Jana bereden", "bin mir halt doch nicht sicher". */
    private boolean isDoubt(Acts.Sentence sentence, Optional<Act> like) {
        List<Token> tokens = sentence.tokens();
        boolean asks =
                sentence.words().endsWith("?") || words.of("interrogative").has(tokens, 0);
        boolean firstWith =
                words.of("talk_first").isIn(tokens) && words.of("talk_over").isIn(tokens);
        boolean unsure = words.of("unsure").isIn(tokens) && line.wishes().isEmpty() && tokens.size() <= UNSURE;
        boolean undecided = like.filter(act -> act.intent() == Intent.DONT_KNOW).isPresent()
                && !line.setting()
                        .consultation()
                        .asked()
                        .contains(line.setting().asked());
        boolean person = like.filter(act -> act.intent() == Intent.PERSON).isPresent()
                && words.of("person_asked").isIn(tokens);
        return !asks
                && !person
                && (givesWay(like) || (undecided && unsure))
                && ((firstWith && words.of("myself").isIn(tokens)) || unsure);
    }

    private boolean holdsSum(Acts.Sentence sentence) {
        return sum.filter(span -> sentence.covers(line.tokens().get(span.from())))
                .isPresent();
    }

    /** "Et à 1100 ?" of things that were shown wants to see what there is for that. */
    private boolean namesOtherSum(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        return line.setting().known().shown()
                && holdsSum(sentence)
                && tokens.stream().filter(token -> !token.isMark()).count() <= FRAGMENT
                && !words.of("cues.haggle").isIn(tokens)
                && (sentence.words().endsWith("?") || words.of("and").has(tokens, 0));
    }

    /** "À combien se montait mon budget, déjà ?" */
    private boolean isRecalled(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        boolean asks =
                sentence.words().endsWith("?") || words.of("interrogative").has(tokens, 0);
        boolean told = words.of("cues.recall").isIn(tokens)
                || (asks && words.of("mine").isIn(tokens) && words.of("again").isIn(tokens));
        return told
                && words.of("slots").isIn(tokens)
                && !words.of("visit_nouns").isIn(tokens);
    }

    /** "Gewicht?", "Knitterwert Nr. 1" of what lies on the table. */
    private boolean asksProperty(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        boolean asks = sentence.words().endsWith("?") || likeness.picks(tokens) > 0;
        return line.setting().known().shown()
                && asks
                && tokens.stream().filter(Token::isWord).count() <= FRAGMENT
                && words.of("properties").isIn(tokens)
                && !words.of("too").isIn(tokens);
    }

    /** "Je cherche une robe": the documents know whether it is made here. */
    private boolean looksForElse(List<Token> tokens) {
        List<Span<String>> things = line
                .setting()
                .concepts()
                .find(
                        tokens,
                        words.language(),
                        line.tongue().known()::contains,
                        line.tongue().small()::contains)
                .stream()
                .filter(hit -> Change.kind(hit.value()).equals(GARMENT))
                .toList();
        return !things.isEmpty()
                && things.stream()
                        .allMatch(
                                hit -> line.setting().consultation().elsewhere().contains(hit.value()))
                && IntStream.rangeClosed(
                                Math.max(1, things.getFirst().from() - LOOKED_FOR),
                                things.getFirst().from())
                        .anyMatch(
                                end -> words.of("looks_for").before(tokens, end).isPresent());
    }
}
