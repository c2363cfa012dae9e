package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What likeness to phrases has taken for something else, told by what a sentence names. */
final class Likeness {

    private static final Set<String> CLOTH = Set.of("fibre", "weave", "pattern", "garment");

    private final Line line;
    private final Words words;

    Likeness(Line line) {
        this.line = line;
        this.words = line.words();
    }

    /**
     * What a sentence does instead of what it is like.
     *
     * @param givesWay whether what it is like may be wrong
     * @param holdsSum whether it names a sum
     */
    Optional<Intent> mistaken(Acts.Sentence sentence, Optional<Act> like, boolean givesWay, boolean holdsSum) {
        if (complains(sentence)) {
            return Optional.of(Intent.COMPLAINT);
        }
        if (asksOfTheDocuments(sentence, like) || asksWhetherOff(sentence, like)) {
            return Optional.of(Intent.QUESTION);
        }
        if (givesWay && isIdle(sentence)) {
            return Optional.of(Intent.OFF_TOPIC);
        }
        if (looksFor(sentence, like)) {
            return Optional.of(Intent.SHOW);
        }
        return setsLimit(sentence, like, holdsSum) ? Optional.of(Intent.BRIEF) : Optional.empty();
    }

    /** "Vor fünf Wochen bei euch abgeholt, und heute ist die Naht aufgerissen!" */
    private boolean complains(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        return words.of("damage").isIn(tokens)
                && words.of("of_yours").isIn(line.tokens())
                && hasTrade(tokens)
                && !QuestionForm.is(tokens, words)
                && !words.of("negation.before").isIn(tokens)
                && !words.of("requests").isIn(tokens);
    }

    /** "Aus wie vielen Teilen besteht so ein Sakko?" where nothing lies there, "what's so good about it?" of mohair. */
    private boolean asksOfTheDocuments(Acts.Sentence sentence, Optional<Act> like) {
        List<Token> tokens = sentence.tokens();
        Optional<Intent> intent = like.map(Act::intent);
        boolean nothingToShow = intent.filter(Intent.MORE_ABOUT::equals).isPresent()
                && !line.setting().known().shown()
                && QuestionForm.is(tokens, words)
                && !words.of("closer_look").isIn(tokens);
        boolean ofAnother = intent.filter(Intent.WHY::equals).isPresent()
                && words.of("about_it").isIn(tokens)
                && picks(tokens) == 0
                && namesClothBefore(sentence);
        // "wieviel Taschen hat so ein Sakko?"
        boolean counts = intent.filter(Intent.PRICE::equals).isPresent()
                && words.of("how_many")
                        .at(tokens, 0)
                        .filter(hit -> hit.length() < tokens.size()
                                && hasTrade(tokens.subList(hit.length(), hit.length() + 1)))
                        .isPresent()
                && !words.of("cues.price").isIn(tokens);
        return nothingToShow || ofAnother || counts;
    }

    private boolean namesClothBefore(Acts.Sentence sentence) {
        List<Token> before = line.tokens().stream()
                .filter(token -> token.start() < sentence.start())
                .toList();
        return line.setting().concepts().find(before, words.language(), word -> true, word -> false).stream()
                .anyMatch(span -> CLOTH.contains(Change.kind(span.value())));
    }

    /** "Wie wird das Wetter am Wochenende?" */
    private boolean isIdle(Acts.Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        return QuestionForm.is(tokens, words) && words.of("idle_matters").isIn(tokens) && !hasWish(tokens);
    }

    /** "On peut annuler après ?" of nothing that is booked. */
    private boolean asksWhetherOff(Acts.Sentence sentence, Optional<Act> like) {
        return like.filter(act -> act.intent() == Intent.CANCEL_VISIT).isPresent()
                && !line.setting().known().booked()
                && !line.setting().visiting()
                && !words.of("visits").isIn(sentence.tokens())
                && QuestionForm.is(sentence.tokens(), words);
    }

    /** "Could you help me find something navy?" asks for no abilities. */
    private boolean looksFor(Acts.Sentence sentence, Optional<Act> like) {
        return like.filter(act -> act.intent() == Intent.ABILITIES).isPresent() && hasWish(sentence.tokens());
    }

    /** "900 max, chui étudiant" is a limit and asks for nothing off. */
    private boolean setsLimit(Acts.Sentence sentence, Optional<Act> like, boolean holdsSum) {
        List<Token> tokens = sentence.tokens();
        return like.filter(act -> act.intent() == Intent.HAGGLE && act.score() < 1)
                        .isPresent()
                && holdsSum
                && (words.of("money.bounds").isIn(tokens)
                        || words.of("money.behind").isIn(tokens))
                && !words.of("cues.haggle").isIn(tokens)
                && !words.of("money.elsewhere").isIn(tokens)
                && !sentence.words().endsWith("?");
    }

    /** "Et pour les chaussures, marron ou noir ?" */
    boolean namesElse(List<Token> tokens) {
        return line.setting().concepts().find(tokens, words.language(), word -> true, word -> false).stream()
                .anyMatch(span -> line.setting().consultation().elsewhere().contains(span.value()));
    }

    private boolean hasWish(List<Token> tokens) {
        int from = line.tokens().indexOf(tokens.getFirst());
        return from >= 0 && !line.wishes().get(from, from + tokens.size()).isEmpty();
    }

    private boolean hasTrade(List<Token> tokens) {
        int from = line.tokens().indexOf(tokens.getFirst());
        return from >= 0 && !line.trade().get(from, from + tokens.size()).isEmpty();
    }

    /** How many places of what was shown are named. */
    long picks(List<Token> tokens) {
        return IntStream.range(0, tokens.size())
                .mapToObj(i -> words.of("pick").at(tokens, i))
                .flatMap(Optional::stream)
                .map(Lookup.Hit::value)
                .filter(pick -> !pick.equals("0"))
                .distinct()
                .count();
    }
}
