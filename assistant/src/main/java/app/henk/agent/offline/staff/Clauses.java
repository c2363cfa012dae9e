package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Cuts a message into clauses that each ask or order one thing. */
final class Clauses {

    /** What may begin a clause behind "und" or a comma; the others only stand for themselves. */
    private static final Set<String> NO_BEGINNING = Set.of(
            "agree",
            "deny",
            "greet",
            "thanks",
            "close_won",
            "close_lost",
            "done",
            "wants",
            "forecast",
            "velocity",
            "help",
            "compare",
            "log_promise_noun");

    private static final Set<String> LOGGED = Set.of("log_call", "log_email", "log_meeting");
    private static final int LATEST_BEGINNING = 3;
    private static final int SHORT_WORD = 2;

    private final String text;
    private final Tongue tongue;

    Clauses(String text, Tongue tongue) {
        this.text = text;
        this.tongue = tongue;
    }

    List<Clause> of(List<Token> tokens) {
        List<Clause> clauses = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (ends(tokens, i)) {
                split(tokens.subList(from, i + 1), clauses);
                from = i + 1;
            }
        }
        split(tokens.subList(from, tokens.size()), clauses);
        return clauses;
    }

    private boolean ends(List<Token> tokens, int i) {
        String mark = tokens.get(i).folded();
        boolean last = i + 1 == tokens.size();
        boolean line = !last
                && text.substring(tokens.get(i).end(), tokens.get(i + 1).start())
                                .indexOf('\n')
                        >= 0;
        // "… mit Finanzkunden? (Branche finance)" explains what was asked
        boolean explained = !last
                && text.substring(tokens.get(i).end(), tokens.get(i + 1).start())
                        .contains("(");
        boolean apart =
                !last && !explained && tokens.get(i + 1).start() > tokens.get(i).end();
        boolean wordBefore = i > 0
                && ((tokens.get(i - 1).isWord() && tokens.get(i - 1).folded().length() > SHORT_WORD)
                        || (!last
                                && tokens.get(i + 1).isCapitalised()
                                && tokens.get(i - 1).folded().length() > SHORT_WORD)
                        || (!last && tokens.get(i - 1).folded().equals("k")));
        return (line && !explained)
                || mark.equals(";")
                || ((mark.equals("?") || mark.equals("!")) && apart)
                || (mark.equals(".") && apart && wordBefore);
    }

    private void split(List<Token> tokens, List<Clause> clauses) {
        if (tokens.stream().allMatch(Token::isMark)) {
            return;
        }
        for (int i = 1; i < tokens.size() - 1; i++) {
            Optional<Hit> then = tongue.lexicon().at("then", tokens, i);
            // "zeig mir alles, was …"
            boolean oneThing = tongue.lexicon().at("all_that", tokens, i - 1).isPresent();
            if (then.isPresent() && !oneThing && then.get().to() < tokens.size()) {
                List<Token> left = tokens.subList(0, i);
                List<Token> right = tokens.subList(then.get().to(), tokens.size());
                if (!supposes(left) && begins(left, right)) {
                    clauses.add(new Clause(text, List.copyOf(left), tongue));
                    split(right, clauses);
                    return;
                }
            }
        }
        clauses.add(new Clause(text, List.copyOf(tokens), tongue));
    }

    /** "Wenn Weber absagt, …": what follows hangs on it. */
    private boolean supposes(List<Token> tokens) {
        return IntStream.range(0, Math.min(tokens.size(), LATEST_BEGINNING))
                .anyMatch(i -> tongue.lexicon().at("proviso.if", tokens, i).isPresent());
    }

    private boolean begins(List<Token> left, List<Token> right) {
        // "en moyenne, combien vaut …" is one question
        boolean leftAsks = left.size() > SHORT_WORD && asks(left);
        boolean rightAsks = tongue.lexicon().at("interrogative", right, 0).isPresent();
        if (rightAsks && (saysNothing(left) || sharesVerb(left, right))) {
            return false;
        }
        if (leftAsks && rightAsks) {
            return true;
        }
        boolean leftOrders = leftAsks || orders(left) || states(left);
        if (!leftOrders) {
            return false;
        }
        for (var command : tongue.lexicon().commands().entrySet()) {
            boolean may = (!NO_BEGINNING.contains(command.getKey()) && !(leftAsks && LOGGED.contains(command.getKey())))
                    || (command.getKey().equals("wants") && logs(left));
            for (CommandPattern pattern : may ? command.getValue() : List.<CommandPattern>of()) {
                Optional<BitSet> found = pattern.in(right);
                if (found.isPresent()
                        && (earlyEnough(right, found.get())
                                || (LOGGED.contains(command.getKey()) && behindNames(right, found.get())))) {
                    return true;
                }
            }
        }
        return rightAsks;
    }

    /** "Welche Deals hat Boris und welche Anna gewonnen?": what became of them is said once, at the end. */
    private boolean sharesVerb(List<Token> left, List<Token> right) {
        Clause begun = new Clause(text, left, tongue);
        Clause ended = new Clause(text, right, tongue);
        boolean open = begun.all("auxiliary").stream().anyMatch(have -> have.from() > 0);
        return open
                && List.of("status", "sold", "made").stream().noneMatch(section -> begun.has(section))
                && (ended.has("status") || ended.has("sold"))
                && !ended.has("entity")
                && !begun.has("measure");
    }

    /** "Hey, quick one, …" leads over to what is asked. */
    private boolean saysNothing(List<Token> tokens) {
        Clause clause = new Clause(text, tokens, tongue);
        clause.all("frame").forEach(clause::take);
        return IntStream.range(0, tokens.size()).allMatch(i -> clause.taken.get(i) || clause.isSmall(i))
                && clause.at("interrogative", 0).isEmpty();
    }

    /** Only small words go before what the clause is about. */
    private boolean earlyEnough(List<Token> tokens, BitSet found) {
        int first = found.nextSetBit(0);
        boolean participle = first > 0
                && first < LATEST_BEGINNING + 2
                && tokens.subList(0, first).stream().noneMatch(Token::isMark)
                && tongue.lexicon().at("auxiliary", tokens, 0).isPresent();
        for (int i = 0; i < first; i++) {
            if (tongue.lexicon().at("small", tokens, i).isEmpty() && !participle) {
                return false;
            }
        }
        return first <= LATEST_BEGINNING || participle;
    }

    /** "… und mit Frau Ohlsen telefoniert": whom it was with stands in front of what was done. */
    private boolean behindNames(List<Token> tokens, BitSet found) {
        int first = found.nextSetBit(0);
        for (int i = 0; i < first; i++) {
            if (!tokens.get(i).isCapitalised()
                    && tongue.lexicon().at("small", tokens, i).isEmpty()) {
                return false;
            }
        }
        return first > 0
                && first <= LATEST_BEGINNING + 2
                && tongue.lexicon().at("for", tokens, 0).isPresent();
    }

    private boolean asks(List<Token> tokens) {
        Clause clause = new Clause(text, tokens, tongue);
        return clause.at("interrogative", 0).isPresent()
                || (clause.at("interrogative", 1).isPresent() && clause.isSmall(0))
                || clause.has("measure")
                || clause.at("asking", 0).isPresent();
    }

    private boolean orders(List<Token> tokens) {
        return tongue.lexicon().commands().entrySet().stream()
                .filter(command -> !command.getKey().equals("agree") || tokens.size() == 1)
                .flatMap(command -> command.getValue().stream())
                .anyMatch(pattern -> pattern.in(tokens).isPresent());
    }

    /** "Kamelhaar auf Angebot", "Abschluss auf Ende Januar": an order without a verb. */
    private boolean states(List<Token> tokens) {
        Heard heard = new Heard(new Clause(text, tokens, tongue), Situation.START, Optional.empty());
        return new Moves(heard).stated().isPresent()
                || new Updates(heard).stated().isPresent();
    }

    private boolean logs(List<Token> tokens) {
        return LOGGED.stream()
                .flatMap(command -> tongue.lexicon().commands().getOrDefault(command, List.of()).stream())
                .anyMatch(pattern -> pattern.in(tokens).isPresent());
    }
}
