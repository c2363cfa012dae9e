package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Words a question so that the documents can be asked it: what leans on the sentences around it, on the question before
 * it or on the thing that is being spoken of takes that with it.
 */
final class Inquiry {

    private static final int LONGEST = 300;
    /** Words of a question that say what it is about; with fewer it leans on something. */
    private static final int TELLING = 1;

    /** Words of a message that is one question with what it is about. */
    private static final int WHOLE = 22;

    private static final int SHORT = 8;
    private static final int FRAGMENT = 3;

    /** Words that every question has. */
    private static final List<String> COMMON =
            List.of("money.words", "function", "question", "particles", "common", "fillers", "preposition", "about_it");

    private static final List<String> OF_A_TIME = List.of(
            "date.weekdays",
            "date.days",
            "date.beside",
            "date.months",
            "date.units",
            "time.parts",
            "time.oclock",
            "time.spans",
            "time.same",
            "time.suits",
            "rather",
            "visit_nouns",
            "visit_types",
            "cues.appointment");

    private static final List<String> OF_A_PRICE =
            List.of("pick", "pick_extreme", "money.words", "money.currency", "everything", "the_goods", "numbers");

    private static final int LETTERS = 4;

    /** So much more a wording must be like a known question to take the place of the usual one. */
    private static final double AHEAD = 0.1;
    /** What is so much like one needs no other wording. */
    private static final double SURE = 0.7;

    private final Dialogue dialogue;
    private final FrequentQuestions known;

    Inquiry(Dialogue dialogue) {
        this.dialogue = dialogue;
        this.known = new FrequentQuestions(dialogue, this::isTelling);
    }

    FrequentQuestions known() {
        return known;
    }

    /** All of the message. */
    String whole() {
        return clipped(dialogue.heard.text());
    }

    String of(Act act) {
        Optional<String> known = this.known.of(Token.of(act.sentence()));
        return known.map(inquiry -> clipped(inquiry + " " + act.sentence())).orElseGet(() -> likeliest(act));
    }

    /** Of several wordings the one that is most like a question that the documents are known to answer. */
    private String likeliest(Act act) {
        String usual = clipped(usual(act));
        double least = likeness(usual) + AHEAD;
        if (least >= SURE) {
            return usual;
        }
        return Stream.of(act.sentence(), dialogue.heard.text())
                .filter(words -> words.length() <= LONGEST)
                .map(this::clipped)
                .filter(words -> likeness(words) > least)
                .max(Comparator.comparingDouble(this::likeness))
                .orElse(usual);
    }

    private double likeness(String question) {
        return dialogue.turn.answerable().likeness(question, dialogue.language);
    }

    private String usual(Act act) {
        String said = act.sentence();
        String whole = dialogue.heard.text();
        boolean named = dialogue.words().of("cues.haggle").isIn(Token.of(said));
        if (act.intent() == Intent.HAGGLE && !named) {
            return String.join(" ", dialogue.words().list("haggle_inquiry")) + " " + said;
        }
        if (leansOnNeighbour(act) && whole.length() <= LONGEST) {
            return whole;
        }
        if (known().pricesInGeneral(act)) {
            return String.join(" ", dialogue.words().list("price_inquiry")) + " " + said;
        }
        if ((leans(said) || !tells(whole)) && dialogue.matters.justLookedUp().isPresent()) {
            return dialogue.matters.justLookedUp().get() + " " + said;
        }
        if (isOnlyQuestion(act) && whole.length() <= LONGEST) {
            return whole;
        }
        if (tells(said) || asksBesideOthers(act)) {
            return said;
        }
        if (tells(whole)) {
            return whole;
        }
        return thing().map(words -> words + " " + said).orElse(said);
    }

    /** "Ich bin nur Gast, darf ich Schwarz tragen?": what is told beside the one question is what it is about. */
    private boolean isOnlyQuestion(Act act) {
        return act.intent() == Intent.QUESTION
                && dialogue.heard.acts().stream()
                                .filter(other -> other.intent() == Intent.QUESTION)
                                .count()
                        == 1
                && dialogue.heard.acts().stream()
                        .allMatch(other ->
                                other.equals(act) || other.intent() == Intent.BRIEF || other.intent() == Intent.GREET)
                && Token.of(dialogue.heard.text()).stream()
                                .filter(Token::isWord)
                                .count()
                        <= WHOLE;
    }

    /** "Und was bring ich mit?" beside another question asks for itself. */
    private boolean asksBesideOthers(Act act) {
        List<Token> said = Token.of(act.sentence());
        int from = dialogue.words().of("and").has(said, 0) ? 1 : 0;
        return dialogue.words().of("interrogative").has(said, from)
                && said.stream().filter(Token::isWord).count() > FRAGMENT
                && dialogue.heard.acts().stream()
                                .filter(other -> other.intent() == Intent.QUESTION)
                                .count()
                        > 1;
    }

    /** What nothing was understood of, and may still be something that the documents know: "warranty". */
    boolean isUnheardQuestion() {
        List<Token> tokens = Token.of(dialogue.heard.text());
        long words = tokens.stream().filter(Token::isWord).count();
        boolean asks = words <= FRAGMENT
                || dialogue.heard.text().strip().endsWith("?")
                || IntStream.range(0, tokens.size())
                        .anyMatch(i -> dialogue.words().of("question").has(tokens, i));
        return dialogue.heard.isEmpty() && dialogue.makesSense() && asks && tells(dialogue.heard.text());
    }

    /** Nothing of it was understood: a fragment that the documents may know for sure, "und wegen Parken". */
    boolean mayBeKnown() {
        long words =
                Token.of(dialogue.heard.text()).stream().filter(Token::isWord).count();
        return dialogue.heard.isEmpty()
                && words > 1
                && words <= WHOLE / 2
                && dialogue.makesSense()
                && tells(dialogue.heard.text());
    }

    /** "Und wie lange gilt der?" goes on from the question before it. */
    private boolean leans(String sentence) {
        List<Token> tokens = Token.of(sentence);
        boolean goesOn = (dialogue.words().of("and").has(tokens, 0) && !standsAlone(tokens))
                // what stands beside it in the same message is what it is about
                || (dialogue.words().of("about_it").isIn(tokens) && !tells(dialogue.heard.text()));
        return goesOn && tokens.size() <= SHORT;
    }

    /** "How does a voucher work, and does it run out?": the second asks it of what the first names. */
    private boolean leansOnNeighbour(Act act) {
        List<Token> said = Token.of(act.sentence());
        boolean first = dialogue.heard.acts().stream()
                .anyMatch(other -> other.intent() == Intent.QUESTION && other.start() < act.start());
        return first
                && said.size() <= SHORT
                && trade(said).isEmpty()
                && (dialogue.words().of("about_it").isIn(said)
                        || dialogue.words().of("and").has(said, 0));
    }

    /** "Und müsste ich viel anzahlen?" needs nothing of what was asked before. */
    private boolean standsAlone(List<Token> tokens) {
        return !dialogue.words().of("about_it").isIn(tokens)
                && !dialogue.words().of("preposition").has(tokens, 1)
                && tokens.stream().filter(Token::isWord).count() > FRAGMENT + 1
                && tokens.stream().anyMatch(this::isTelling);
    }

    /** "Geht das am Freitag?" beside free times is answered by them, "wo kann ich parken?" is not. */
    boolean isOfTheVisit(Act act) {
        List<Token> said = Token.of(act.sentence());
        boolean video = dialogue.words()
                .of("visit_types")
                .in(said)
                .filter(type -> type.value().equals("video"))
                .isPresent();
        boolean when = !video
                && OF_A_TIME.stream().anyMatch(list -> dialogue.words().of(list).isIn(said));
        return !tells(act.sentence())
                || (when && !dialogue.words().of("asks_what").has(said, 0));
    }

    /** A word that says what it is about, and is none of what lies there, what may be wished or what is added to it. */
    boolean namesElse(Act act, Consultation consultation) {
        List<Token> said = Token.of(act.sentence());
        List<Span<String>> things = trade(said);
        return IntStream.range(0, said.size())
                .filter(i -> isTelling(said.get(i)) && said.get(i).folded().length() >= LETTERS)
                .filter(i -> OF_A_PRICE.stream()
                        .noneMatch(list -> dialogue.words().of(list).has(said, i)))
                .filter(i -> things.stream()
                        .filter(thing -> thing.from() <= i && i < thing.to())
                        .noneMatch(thing -> consultation.isFact(thing.value())
                                || consultation.isExtra(thing.value())
                                || dialogue.words().of("the_goods").has(said, i)
                                || thing.value().startsWith("price.")))
                .anyMatch(i -> dialogue.table.before().stream()
                        .noneMatch(offer ->
                                Token.fold(offer.name()).contains(said.get(i).folded())));
    }

    private boolean tells(String sentence) {
        List<Token> tokens = Token.of(sentence);
        boolean named = trade(tokens).stream()
                .anyMatch(
                        span -> tokens.subList(span.from(), span.to()).stream().anyMatch(this::isTelling));
        return named || tokens.stream().filter(this::isTelling).count() >= TELLING;
    }

    /** What of a question says what it is about; all of it where nothing does. */
    String telling(String question) {
        String telling = Token.of(question).stream()
                .filter(this::isTelling)
                .filter(token ->
                        dialogue.words().of("the_goods").exactly(token.folded()).isEmpty())
                .map(Token::raw)
                .collect(Collectors.joining(" "));
        return telling.isBlank() ? question : telling;
    }

    private boolean isTelling(Token token) {
        return token.isWord()
                && token.folded().length() > 2
                && COMMON.stream()
                        .noneMatch(list -> dialogue.words()
                                .of(list)
                                .exactly(token.folded())
                                .isPresent());
    }

    /** Whether an answer has a word or a thing in common with the question, or may be about something else. */
    boolean isMet(String question, String answer, String title) {
        List<Token> asked = Token.of(question);
        List<Token> said = Token.of(title + " " + answer);
        Set<String> stems = said.stream()
                .map(token -> Stems.stem(token.folded(), dialogue.language))
                .collect(Collectors.toSet());
        Set<String> things = trade(said).stream().map(Span::value).collect(Collectors.toSet());
        return asked.stream()
                        .filter(this::isTelling)
                        .anyMatch(token -> stems.contains(Stems.stem(token.folded(), dialogue.language)))
                || trade(asked).stream().map(Span::value).anyMatch(things::contains);
    }

    private List<Span<String>> trade(List<Token> tokens) {
        return dialogue.concepts.find(tokens, dialogue.language, word -> true, word -> false);
    }

    /** What of the thing that is being spoken of the documents may know. */
    private Optional<String> thing() {
        return dialogue.pointing()
                .spokenOf()
                .map(offer -> Stream.of(offer.name(), offer.text("composition").orElse(""))
                        .flatMap(text -> trade(Token.of(text)).stream())
                        .map(Span::value)
                        .filter(id -> id.startsWith("fibre.") || id.startsWith("weave."))
                        .distinct()
                        .map(id -> dialogue.concepts.label(id, dialogue.language))
                        .limit(1)
                        .collect(Collectors.joining(" ")))
                .filter(words -> !words.isBlank());
    }

    private String clipped(String text) {
        return shortened(dialogue.spelt(text));
    }

    static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    /** Each thing that was asked once, in the order in which it was asked. */
    static List<String> distinct(List<String> questions) {
        List<String> kept = new ArrayList<>();
        for (String question : questions) {
            if (kept.stream().noneMatch(other -> other.contains(question))) {
                kept.removeIf(question::contains);
                kept.add(question);
            }
        }
        return kept;
    }
}
