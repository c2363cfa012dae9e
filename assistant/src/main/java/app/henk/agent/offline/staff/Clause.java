package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Names.Named;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of a message that asks or orders one thing, while it is being read. What was understood is taken, so that
 * nothing is read twice and what is left over is known.
 */
final class Clause {

    private static final int ADJECTIVES = 2;

    final String text;
    final List<Token> tokens;
    final Tongue tongue;
    final BitSet taken;
    /** Where names of the tenant were read. */
    private final BitSet named = new BitSet();
    /** Which field of the typed query a place speaks of. */
    private final Map<Integer, String> fields = new HashMap<>();

    Clause(String text, List<Token> tokens, Tongue tongue) {
        this(text, tokens, tongue, new BitSet());
    }

    private Clause(String text, List<Token> tokens, Tongue tongue, BitSet taken) {
        this.text = text;
        this.tokens = tokens;
        this.tongue = tongue;
        this.taken = taken;
    }

    void takeName(int from, int to) {
        taken.set(from, to);
        named.set(from, to);
    }

    boolean isNamed(int i) {
        return i >= 0 && named.get(i);
    }

    /** Takes what was read as a condition on a field. */
    void takeFor(String field, int from, int to) {
        taken.set(from, to);
        for (int i = from; i < to; i++) {
            fields.put(i, field);
        }
    }

    Optional<String> fieldAt(int i) {
        return Optional.ofNullable(fields.get(i));
    }

    /** Whether a word joins others to a name: "Team von …", "Phasen außer …". */
    private boolean isLink(int i) {
        return List.of("article", "link", "negation").stream()
                .anyMatch(section -> tongue.lexicon().at(section, tokens, i).isPresent());
    }

    /** Whether a name stands next to a word, or is joined to it: "Team von Dustin Brinkmann". */
    boolean isBesideName(int i) {
        int after = pastLinks(i + 1, 1);
        int before = pastLinks(i - 1, -1);
        return (after < size() && named.get(after)) || (before >= 0 && named.get(before));
    }

    private int pastLinks(int from, int step) {
        int at = from;
        while (at >= 0 && at < size() && !named.get(at) && isLink(at)) {
            at += step;
        }
        return at;
    }

    /** The same, without a no in between. */
    boolean isJoinedToName(int i) {
        int after = i + 1;
        while (after < size() && !named.get(after) && (isAnyway("article", after) || isAnyway("link", after))) {
            after++;
        }
        return after < size() && named.get(after);
    }

    /** A word of a section that is joined to a name: "Team" of "Team von …" and of "…'s team". */
    Optional<Hit> joinedTo(String section, int from, int to) {
        return at(section, pastLinks(to, 1)).or(() -> {
            int before = pastLinks(from - 1, -1);
            return before < 0 ? Optional.empty() : before(section, before + 1);
        });
    }

    /** The same words, nothing taken. */
    Clause fresh() {
        return new Clause(text, tokens, tongue);
    }

    int size() {
        return tokens.size();
    }

    Optional<Hit> at(String section, int i) {
        if (i < 0 || i >= tokens.size() || taken.get(i)) {
            return Optional.empty();
        }
        int next = taken.nextSetBit(i);
        return tongue.lexicon().at(section, tokens, i, next < 0 ? tokens.size() : next);
    }

    /** Whether a longer phrase of another section covers it: "sales" in "sales cycle". */
    boolean isPartOfLonger(Hit hit, String... sections) {
        for (String section : sections) {
            for (int i = Math.max(0, hit.from() - 3); i <= hit.from(); i++) {
                Optional<Hit> other = at(section, i);
                if (other.isPresent()
                        && other.get().to() >= hit.to()
                        && other.get().length() > hit.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All of a section, taken or not. */
    List<Hit> everywhere(String section) {
        return fresh().all(section);
    }

    /** A phrase of a section at a place, read already or not. */
    Optional<Hit> anyway(String section, int i) {
        return i < 0 || i >= tokens.size() ? Optional.empty() : tongue.lexicon().at(section, tokens, i);
    }

    boolean isAnyway(String section, int i) {
        return anyway(section, i).isPresent();
    }

    /** Behind the adjectives that tell what became of a record or how it stands: "gewonnenen", "offenen roten". */
    int pastStates(int from) {
        int at = from;
        for (int i = 0; i < ADJECTIVES && at >= 0; i++) {
            int word = at;
            at = at("status", word)
                    .or(() -> at("light", word))
                    .filter(hit -> at("entity", word).isEmpty())
                    .map(Hit::to)
                    .orElse(word);
        }
        return at;
    }

    Optional<Hit> before(String section, int end) {
        return tongue.lexicon().before(section, tokens, end).filter(this::isFree);
    }

    Optional<Hit> first(String section) {
        return all(section).stream().findFirst();
    }

    boolean has(String section) {
        return first(section).isPresent();
    }

    /** All that is free, in order; none overlaps another. */
    List<Hit> all(String section) {
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Hit> hit = at(section, i);
            if (hit.isPresent()) {
                hits.add(hit.get());
                i = hit.get().to() - 1;
            }
        }
        return hits;
    }

    List<Named> names() {
        return tongue.names().find(tokens, tongue.lexicon()::knows).stream()
                .filter(named -> isFree(named.from(), named.to()))
                .filter(named -> !isAskedFor(named))
                .toList();
    }

    /** "Welcher Lead …?" asks for leads, though the house may call its first stage so. */
    private boolean isAskedFor(Named named) {
        return named.field().equals("stage")
                && Stream.of("which", "article")
                        .anyMatch(section -> tongue.lexicon()
                                .before(section, tokens, named.from())
                                .isPresent())
                && tongue.lexicon()
                        .at("entity", tokens, named.from())
                        .filter(noun -> noun.to() == named.to())
                        .isPresent();
    }

    boolean isFree(Hit hit) {
        return isFree(hit.from(), hit.to());
    }

    boolean isFree(int from, int to) {
        int next = taken.nextSetBit(from);
        return next < 0 || next >= to;
    }

    void take(Hit hit) {
        taken.set(hit.from(), hit.to());
    }

    void take(int from, int to) {
        taken.set(from, to);
    }

    boolean isSmall(int i) {
        return tokens.get(i).isMark()
                || tongue.lexicon()
                        .at("small", tokens, i)
                        .filter(hit -> hit.length() == 1)
                        .isPresent();
    }

    /** Whether nothing between two places says anything. */
    boolean onlySmall(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isSmall(i)) {
                return false;
            }
        }
        return true;
    }

    /** A phrase before a place, with nothing but an article or a kind's noun in between. */
    Optional<Hit> beforeSmall(String section, int end) {
        int at = end;
        while (at > 0
                && (at("article", at - 1).isPresent() || at("kind", at - 1).isPresent())) {
            Optional<Hit> hit = before(section, at);
            if (hit.isPresent()) {
                return hit;
            }
            at--;
        }
        return before(section, at);
    }

    /** Whether only words that list things stand between two places. */
    boolean isListed(int from, int to) {
        boolean listed = false;
        for (int i = from; i < to; i++) {
            boolean lists = at("listing", i).isPresent() || isMark(i, ",");
            if (!lists && at("article", i).isEmpty() && at("kind", i).isEmpty()) {
                return false;
            }
            listed |= lists;
        }
        return listed;
    }

    /** Whether a number follows, with small words in between. */
    boolean isBeforeNumber(int from) {
        int at = from;
        while (at < size()
                && (isSmall(at) || at("operator", at).isPresent())
                && !tokens.get(at).isNumber()) {
            at++;
        }
        return at < size() && tokens.get(at).isNumber();
    }

    /** Whether a number follows that is no year. */
    boolean isBeforeAmount(int from) {
        int at = from;
        while (at < size()
                && !tokens.get(at).isNumber()
                && (isSmall(at) || at("operator", at).isPresent())) {
            at++;
        }
        return at < size()
                && tokens.get(at).isNumber()
                && !tokens.get(at).folded().matches("20\\d\\d");
    }

    /** A word that no dictionary of ours has. */
    boolean looksLikeName(Hit run) {
        for (int i = run.from(); i < run.to(); i++) {
            if (!tongue.lexicon().hasExactly(tokens.get(i)) && tokens.get(i).isCapitalised()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a mark stands somewhere between two places. */
    boolean hasMark(String mark, int from, int to) {
        return IntStream.range(from, to).anyMatch(i -> isMark(i, mark));
    }

    boolean isMark(int i, String mark) {
        return i >= 0 && i < tokens.size() && tokens.get(i).folded().equals(mark);
    }

    /** Whether a colon stands right before a word. */
    boolean isBehindColon(int i) {
        return i > 0
                && text.substring(tokens.get(i - 1).end(), tokens.get(i).start())
                        .contains(":");
    }

    /** As it was written. */
    String raw(int from, int to) {
        return from >= to
                ? ""
                : text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    /** A minus that belongs to the number behind it, and is neither a dash nor a range. */
    boolean isNegative(int number) {
        int sign = number - 1;
        return sign >= 0
                && tokens.get(sign).folded().equals("-")
                && tokens.get(sign).end() == tokens.get(number).start()
                && (sign == 0 || tokens.get(sign - 1).end() < tokens.get(sign).start());
    }

    boolean isQuestionMarked() {
        return !tokens.isEmpty() && tokens.getLast().folded().equals("?");
    }
}
