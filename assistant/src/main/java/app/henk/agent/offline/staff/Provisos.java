package app.henk.agent.offline.staff;

import app.henk.agent.offline.Spelling;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Tells that a clause orders nothing though it has the words of an order: it says what was not done, what would be, what may
 * be, or asks. What is written on a guess of that kind would be wrong without anybody noticing.
 */
final class Provisos {

    private static final List<String> KINDS = List.of("no", "if", "perhaps", "question");
    /** Their words have a no in them, and none of them says that something shall be done. */
    private static final Set<String> NO_ORDERS = Set.of("agree", "deny");
    /** What is to be done, or was said, may have its own if and no behind a comma. */
    private static final List<String> WORDED =
            List.of("log_task", "log_promise", "log_note", "log_call", "log_email", "log_meeting", "errand");

    private static final List<String> CLOSED = List.of("close_won", "close_lost", "reopen");
    /** Of shorter ones too many words are only one letter away. */
    private static final int LEAST_MISSPELT = 5;

    private final Clause clause;
    private final BitSet ordered = new BitSet();

    private Provisos(Clause clause) {
        this.clause = clause.fresh();
        this.clause.tongue.lexicon().commands().forEach((command, patterns) -> {
            if (!NO_ORDERS.contains(command)) {
                patterns.forEach(pattern -> pattern.in(this.clause.tokens).ifPresent(ordered::or));
            }
        });
        this.clause.all("request").forEach(hit -> ordered.set(hit.from(), hit.to()));
    }

    /** Why nothing is ordered: no, if, perhaps or question. */
    static Optional<String> in(Clause clause) {
        Provisos provisos = new Provisos(clause);
        return KINDS.stream().filter(provisos::says).findFirst();
    }

    /** The same of what says itself that something is no longer so. */
    static Optional<String> besidesNo(Clause clause) {
        Provisos provisos = new Provisos(clause);
        return KINDS.stream()
                .filter(kind -> !kind.equals("no"))
                .filter(provisos::says)
                .findFirst();
    }

    private boolean says(String kind) {
        int end = end(kind);
        boolean said = clause.all("proviso." + kind).stream().anyMatch(hit -> hit.from() < end && !isOrdered(hit));
        return said
                || (kind.equals("no") && isMisspelt(kind, end))
                || (kind.equals("question") && clause.isQuestionMarked() && !requests());
    }

    /** "Nciht": a slip does not make an order of a no. */
    private boolean isMisspelt(String kind, int end) {
        Lexicon lexicon = clause.tongue.lexicon();
        return clause.tokens.stream()
                .limit(end)
                .filter(token -> token.isWord() && !token.isCapitalised() && !lexicon.hasExactly(token))
                .anyMatch(token -> lexicon.phrases("proviso." + kind).stream()
                        .filter(no -> no.length() >= LEAST_MISSPELT)
                        .anyMatch(no -> Spelling.distance(token.folded(), no, 1) <= 1));
    }

    private boolean isOrdered(Hit hit) {
        return IntStream.range(hit.from(), hit.to()).allMatch(ordered::get);
    }

    /** "…, wenn er unterschreibt" stands behind the order; what was said, or a reason, is told in words of its own. */
    private int end(String kind) {
        if (isFound(WORDED)) {
            return Math.min(colon(), comma());
        }
        return kind.equals("if") || !isFound(CLOSED) ? colon() : Math.min(Math.min(colon(), reason()), comma());
    }

    private boolean isFound(List<String> commands) {
        return commands.stream()
                .anyMatch(command -> CommandPatterns.find(command, clause).isPresent());
    }

    /** "Kannst du … setzen?" asks for it to be done. */
    private boolean requests() {
        return clause.has("request") || (clause.at("asked", 1).isPresent() && ordered.get(0));
    }

    /** Where begins what somebody said or wrote. */
    private int colon() {
        return firstOf(clause::isBehindColon);
    }

    private int reason() {
        return firstOf(i -> clause.at("reason", i).isPresent());
    }

    private int comma() {
        return firstOf(i -> clause.isMark(i, ","));
    }

    private int firstOf(IntPredicate place) {
        return IntStream.range(1, clause.size()).filter(place).findFirst().orElse(clause.size());
    }
}
