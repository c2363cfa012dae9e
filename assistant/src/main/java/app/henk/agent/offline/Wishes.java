package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads the words of the trade in a message, each with its place: what is wanted, what is not, what is given up. */
final class Wishes {

    /** Not the apostrophe, which stands within words. */
    private static final Pattern QUOTED = Pattern.compile("[„“\"«»][^„“”\"«»]{2,60}[“”\"«»]");

    /** From "no" to what there is none of. */
    private static final int BESIDE = 4;

    private final Line line;

    Wishes(Line line) {
        this.line = line;
    }

    List<Span<Change>> find() {
        List<Span<Change>> changes = new ArrayList<>();
        Negation negation = new Negation(line.words(), line.tokens());
        takeHomonyms();
        takeQuoted();
        boolean also = line.words().of("also").isIn(line.tokens())
                // "gibt es den auch in Grau?"
                && !line.words().of("wish_anywhere").isIn(line.tokens());
        List<Span<String>> hits = line
                .setting()
                .concepts()
                .find(
                        line.tokens(),
                        line.words().language(),
                        line.tongue().known()::contains,
                        line.tongue().small()::contains)
                .stream()
                .filter(hit -> line.personal().get(hit.from(), hit.to()).isEmpty())
                .toList();
        hits.forEach(hit -> line.trade().set(hit.from(), hit.to()));
        List<String> weak = line.setting().consultation().weak();
        Belonging belonging = new Belonging(line, hits);
        Purpose purpose = new Purpose(line, hits);
        TakenBack takenBack = new TakenBack(line, hits);
        for (Span<String> hit : hits) {
            boolean givesWay = weak.contains(hit.value())
                    && !negation.covers(hit.from(), hit.to())
                    && hits.stream()
                            .anyMatch(other -> closer(other.value(), hit.value(), weak)
                                    && !joined(hit, other)
                                    && !isDropped(other)
                                    && !purpose.isCloser(hit, other));
            if (givesWay || purpose.isAside(hit)) {
                continue;
            }
            boolean free = (line.taken().get(hit.from(), hit.to()).isEmpty() || isSeason(hit.from()))
                    && !partOfExtra(hit, hits)
                    && (!otherwiseMeant(hit) || isTooMuch(hit));
            boolean others = belonging.isOthers(hit);
            boolean taken = (others && belonging.isTakenByOthers(hit))
                    || (belonging.isQuality(hit) && takenBack.isWornAlready(hit));
            boolean replaced = takenBack.isReplaced(hit) && !negation.covers(hit.from(), hit.to());
            boolean passing = line.setting().consultation().inPassing().contains(hit.value())
                    && negation.covers(hit.from(), hit.to())
                    && !isDropped(hit);
            if (free
                    && !passing
                    && !isLacking(hit, hits)
                    && (!others || taken)
                    && (!replaced || taken)
                    && line.setting().consultation().isFact(hit.value())) {
                Change change = isDropped(hit)
                        ? new Change.Dropped(hit.value())
                        : negation.covers(hit.from(), hit.to())
                                        || isTooMuch(hit)
                                        || taken
                                        || takenBack.isAnsweredNo(hit)
                                ? new Change.Avoided(hit.value())
                                : new Change.Wanted(hit.value(), also);
                changes.add(new Span<>(change, hit.from(), hit.to()));
                line.wishes().set(hit.from(), hit.to());
            }
        }
        return changes;
    }

    /** "Vergessen Sie das mit den Streifen": neither wanted nor excluded any more. */
    private boolean isDropped(Span<String> hit) {
        Lookup drops = line.words().of("drops");
        return drops.before(line.tokens(), hit.from()).isPresent()
                || (hit.from() > 0
                        && line.words().of("function").has(line.tokens(), hit.from() - 1)
                        && drops.before(line.tokens(), hit.from() - 1).isPresent());
    }

    /** "Ich hab keinen schwarzen Anzug": one is lacking, and no black unwanted. */
    private boolean isLacking(Span<String> hit, List<Span<String>> hits) {
        List<Token> tokens = line.tokens();
        int start = line.sentenceStart(hit.from());
        int none = IntStream.range(Math.max(start, hit.from() - BESIDE), hit.from())
                .filter(i -> line.words().of("negation.before").has(tokens, i))
                .findFirst()
                .orElse(-1);
        return none >= 0
                && line.words().of("lacks").isIn(tokens.subList(start, hit.from()))
                && hits.stream()
                        .anyMatch(other -> other.value().startsWith("garment.")
                                && (other.from() == hit.to() || other.to() == hit.from()));
    }

    /** "Die sind mir zu dunkel", "nicht zu warm". */
    private boolean isTooMuch(Span<String> hit) {
        return line.setting().consultation().degrees().contains(hit.value())
                && line.words().of("too").before(line.tokens(), hit.from()).isPresent();
    }

    private boolean closer(String one, String other, List<String> weak) {
        int rank = weak.indexOf(one);
        return Change.kind(one).equals(Change.kind(other))
                && line.setting().consultation().isFact(one)
                && (rank < 0 || rank > weak.indexOf(other));
    }

    /** "Im Herbst" is both a time and a kind of cloth. */
    private boolean isSeason(int at) {
        return line.words().of("date.seasons").has(line.tokens(), at);
    }

    /** "Fürs Büro und für Hochzeiten" means both. */
    private boolean joined(Span<String> one, Span<String> other) {
        int from = Math.min(one.to(), other.to());
        int to = Math.max(one.from(), other.from());
        for (int i = from; i < to && to - from <= 4; i++) {
            if (line.words().of("negation.list").has(line.tokens(), i)) {
                return true;
            }
        }
        return false;
    }

    /** "Kurz vor Weihnachten" is no figure, "it" is no trade: phrases in which a word means something else. */
    private boolean otherwiseMeant(Span<String> hit) {
        Lookup others = line.words().of("not_concepts." + hit.value());
        for (int i = Math.max(0, hit.from() - 2); i <= hit.from(); i++) {
            int from = i;
            if (others.at(line.tokens(), i)
                    .filter(phrase -> from + phrase.length() >= hit.to())
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Who wants a silk lining does not want a suit of silk. */
    private boolean partOfExtra(Span<String> hit, List<Span<String>> hits) {
        return hits.stream()
                .anyMatch(other -> line.setting().consultation().isExtra(other.value())
                        && ((other.from() >= hit.from() && other.from() <= hit.to()) || leadsTo(other, hit)));
    }

    /** "Ein Futter aus Seide", "a lining in silk". */
    private boolean leadsTo(Span<String> extra, Span<String> quality) {
        return quality.from() - extra.to() == 1
                && line.words().of("preposition").has(line.tokens(), extra.to());
    }

    /** A name in quotation marks says nothing of what it is made of. */
    private void takeQuoted() {
        Matcher quoted = QUOTED.matcher(line.text());
        while (quoted.find()) {
            line.takeText(quoted.start(), quoted.end());
        }
    }

    /** "Ich weiß" is no colour. */
    private void takeHomonyms() {
        for (int i = 0; i < line.tokens().size(); i++) {
            int from = i;
            line.words()
                    .of("negation.homonyms")
                    .at(line.tokens(), i)
                    .ifPresent(hit -> line.take(from, from + hit.length()));
        }
    }
}
