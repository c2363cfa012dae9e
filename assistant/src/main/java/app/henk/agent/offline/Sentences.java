package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts a message into the pieces that each do one thing. */
final class Sentences {

    private static final Set<Intent> AT_THE_START =
            EnumSet.of(Intent.GREET, Intent.AFFIRM, Intent.DENY, Intent.THANKS, Intent.SMALL_TALK);
    private static final Set<Intent> AT_THE_END = EnumSet.of(Intent.THANKS, Intent.GOODBYE);
    /** "… 2026. It is for the winter": no ordinal has four figures. */
    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    private static final int LONGEST_PEEL = 5;
    private static final int SHORTEST_STORY = 3;
    /** "Einreiher oder Zweireiher, was ist besser?" is one question. */
    private static final int CHOICE = 6;

    /** Words of "and the shirt" before its question. */
    private static final int LONGEST_TOPIC = 4;

    private static final double CLEAR = 0.85;

    private final Tongue tongue;
    private final String text;

    Sentences(Tongue tongue, String text) {
        this.tongue = tongue;
        this.text = text;
    }

    List<List<Token>> split(List<Token> tokens) {
        List<List<Token>> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (ends(tokens, i)) {
                add(pieces, tokens.subList(from, i + 1));
                from = i + 1;
            }
        }
        add(pieces, tokens.subList(from, tokens.size()));
        List<List<Token>> telling =
                pieces.stream().filter(piece -> !isFiller(piece)).toList();
        return telling.isEmpty() ? pieces : telling;
    }

    private boolean ends(List<Token> tokens, int i) {
        String mark = tokens.get(i).folded();
        boolean lineEnds = i + 1 < tokens.size()
                && text.substring(tokens.get(i).end(), tokens.get(i + 1).start())
                                .indexOf('\n')
                        >= 0;
        boolean apart = i + 1 == tokens.size()
                || tokens.get(i + 1).start() > tokens.get(i).end();
        boolean stop = mark.equals(".") && apart && i > 0 && endsWord(tokens, i - 1);
        // "wirklich???" ends once
        boolean goesOn = i + 1 < tokens.size()
                && !apart
                && "?!".contains(mark)
                && "?!.".contains(tokens.get(i + 1).folded());
        if (goesOn) {
            return false;
        }
        return lineEnds || colon(tokens, i) || stop || mark.equals("?") || mark.equals("!") || mark.equals(";");
    }

    /** No ordinal and no abbreviation; several dots are one. */
    private static boolean endsWord(List<Token> tokens, int i) {
        int at = i;
        while (at > 0 && tokens.get(at).folded().equals(".")) {
            at--;
        }
        String last = tokens.get(at).folded();
        return (tokens.get(at).isWord() && last.length() > 2)
                || YEAR.matcher(last).matches();
    }

    /** "Ach ja: darf man Leinen waschen?" */
    private boolean colon(List<Token> tokens, int i) {
        return i + 1 < tokens.size()
                && text.startsWith(": ", tokens.get(i).end())
                && tongue.words().of("question").has(tokens, i + 1);
    }

    private void add(List<List<Token>> pieces, List<Token> sentence) {
        if (sentence.isEmpty() || tongue.classifier().exactly(sentence).isPresent()) {
            keep(pieces, sentence);
            return;
        }
        List<Token> rest = withoutFillers(sentence);
        for (int peeled = peel(rest); peeled > 0; peeled = peel(rest)) {
            pieces.add(rest.subList(0, peeled));
            rest = skipMarks(rest.subList(peeled, rest.size()));
            if (tongue.classifier().exactly(rest).isPresent()) {
                break;
            }
        }
        int tail = tail(rest);
        cut(pieces, rest.subList(0, rest.size() - tail));
        if (tail > 0) {
            pieces.add(rest.subList(rest.size() - tail, rest.size()));
        }
    }

    /** "…, und was kostet das?" is a piece of its own. */
    private void cut(List<List<Token>> pieces, List<Token> sentence) {
        Words words = tongue.words();
        int last = lastComma(sentence);
        boolean choice = last > 0
                && words.of("negation.list").isIn(sentence.subList(0, last))
                && sentence.size() - last <= CHOICE;
        if (last > SHORTEST_STORY
                && !choice
                && sentence.size() - last > SHORTEST_STORY + 1
                && sentence.getLast().folded().equals("?")
                && !words.of("question").has(sentence, 0)) {
            // "Ich heirate im Juni in Rom, haben Sie eine Idee?"
            keep(pieces, sentence.subList(0, last));
            keep(pieces, sentence.subList(last + 1, sentence.size()));
            return;
        }
        for (int i = 2; i < sentence.size() - 1; i++) {
            boolean joint =
                    words.of("and").has(sentence, i) || sentence.get(i).folded().equals(",");
            // "der Jonte, wird konfirmiert" asks nothing: a verb begins a question only where it ends with its mark
            boolean asks = (interrogates(sentence, i + 1) && !tellsPlace(sentence, i))
                    || (words.of("question").has(sentence, i + 1)
                            && (sentence.getLast().folded().equals("?")
                                    || interrogates(sentence, words.of("and").has(sentence, 0) ? 1 : 0)));
            // "et la chemise, de quelle couleur ?" asks one thing
            boolean topic = words.of("and").has(sentence, 0)
                    && i <= LONGEST_TOPIC
                    && sentence.get(i).isMark();
            if (joint && !choice && !topic && asks) {
                keep(pieces, sentence.subList(0, i));
                cut(pieces, sentence.subList(i + 1, sentence.size()));
                return;
            }
        }
        int seam = seam(sentence);
        if (seam > 0) {
            keep(pieces, sentence.subList(0, seam));
            cut(pieces, skipMarks(sentence.subList(seam, sentence.size())));
            return;
        }
        keep(pieces, sentence);
    }

    /** "Until when", "bis wann" ask like "when". */
    private boolean interrogates(List<Token> sentence, int at) {
        Words words = tongue.words();
        boolean led =
                words.of("preposition").has(sentence, at) || words.of("until").has(sentence, at);
        return words.of("interrogative").has(sentence, at)
                || (led && words.of("interrogative").has(sentence, at + 1));
    }

    /** "Near Lüneburg, where I am to walk her down the aisle" asks nothing. */
    private boolean tellsPlace(List<Token> sentence, int comma) {
        return sentence.get(comma).isMark()
                && !sentence.getLast().folded().equals("?")
                && tongue.words().of("relative_place").has(sentence, comma + 1);
    }

    /** Where one thing ends and another begins without a mark: both halves are clear by themselves. */
    private int seam(List<Token> sentence) {
        int best = 0;
        double most = CLEAR;
        for (int i = SHORTEST_STORY; i < sentence.size() - SHORTEST_STORY + 1; i++) {
            boolean begins = tongue.words().of("question").has(sentence, i)
                    || tongue.words().of("and").has(sentence, i)
                    || sentence.get(i).folded().equals(",");
            if (begins && sentence.size() > 2 * SHORTEST_STORY && !isTagged(sentence.subList(i, sentence.size()))) {
                Classifier.Guess first = guess(sentence.subList(0, i));
                Classifier.Guess second = guess(sentence.subList(i, sentence.size()));
                double least = Math.min(first.score(), second.score());
                if (least > most && first.intent() != second.intent()) {
                    most = least;
                    best = i;
                }
            }
        }
        return best;
    }

    /** "…, cringe oder?" says nothing by itself. */
    private boolean isTagged(List<Token> part) {
        List<Token> said = part.stream().filter(Token::isWord).toList();
        return said.size() <= 2 && tongue.words().of("tags").isIn(said);
    }

    private Classifier.Guess guess(List<Token> part) {
        return tongue.classifier().guess(part).getFirst();
    }

    private static int lastComma(List<Token> sentence) {
        for (int i = sentence.size() - 1; i > 0; i--) {
            if (sentence.get(i).folded().equals(",")) {
                return i;
            }
        }
        return -1;
    }

    private static void keep(List<List<Token>> pieces, List<Token> piece) {
        if (piece.stream().anyMatch(token -> !token.isMark() || token.folded().equals("?"))) {
            pieces.add(piece);
        }
    }

    private int peel(List<Token> tokens) {
        for (int length = Math.min(LONGEST_PEEL, tokens.size() - 1); length > 0; length--) {
            // "no pinstripes" says no to pinstripes, "no, pinstripes" does not
            boolean negates = length == 1
                    && tongue.words().of("negation.before").has(tokens, 0)
                    && !tokens.get(1).isMark();
            // "bitte nicht teurer" agrees to nothing
            boolean onlyTone = tokens.subList(0, length).stream()
                    .allMatch(token -> tongue.words()
                            .of("particles")
                            .exactly(token.folded())
                            .isPresent());
            // "warum nicht der Mohair?" and "I do not wear wool" agree to nothing
            boolean asks = tongue.words().of("question").has(tokens, 0)
                    && tokens.getLast().folded().equals("?")
                    && !tokens.get(length).isMark();
            boolean denied = tongue.words().of("negation.before").has(tokens, length)
                    && !tokens.get(length - 1).isMark();
            // "I would like a call" is no "I would"
            boolean unfinished = tongue.words().of("not_alone").has(tokens, 0)
                    && !tokens.get(length).isMark();
            boolean known = !unfinished
                    && !asks
                    && !denied
                    && !negates
                    && !onlyTone
                    && tongue.classifier()
                            .exactly(tokens.subList(0, length))
                            .filter(AT_THE_START::contains)
                            .isPresent();
            if (known && tokens.get(length - 1).isWord()) {
                return length;
            }
        }
        return 0;
    }

    private int tail(List<Token> tokens) {
        for (int length = Math.min(LONGEST_PEEL, tokens.size() - 1); length > 0; length--) {
            Optional<Intent> known = tongue.classifier().exactly(tokens.subList(tokens.size() - length, tokens.size()));
            if (known.filter(AT_THE_END::contains).isPresent()
                    && !tokens.get(tokens.size() - length).isMark()) {
                return length;
            }
        }
        return 0;
    }

    private boolean isFiller(List<Token> piece) {
        List<Token> words = piece.stream().filter(token -> !token.isMark()).toList();
        return !words.isEmpty()
                && tongue.words()
                        .of("fillers")
                        .at(words, 0)
                        .filter(hit -> hit.length() == words.size())
                        .isPresent()
                && piece.stream().noneMatch(token -> token.folded().equals("?"));
    }

    /** "Ach, wissen Sie was, …" leads to what is meant. */
    private List<Token> withoutFillers(List<Token> sentence) {
        List<Token> rest = skipMarks(sentence);
        for (Optional<Lookup.Hit> filler = tongue.words().of("fillers").at(rest, 0);
                filler.isPresent() && filler.get().length() < rest.size();
                filler = tongue.words().of("fillers").at(rest, 0)) {
            List<Token> less = skipMarks(rest.subList(filler.get().length(), rest.size()));
            if (less.isEmpty()) {
                return rest;
            }
            rest = less;
        }
        return rest.isEmpty() ? sentence : rest;
    }

    private static List<Token> skipMarks(List<Token> tokens) {
        int from = 0;
        while (from < tokens.size() && tokens.get(from).isMark()) {
            from++;
        }
        return tokens.subList(from, tokens.size());
    }
}
