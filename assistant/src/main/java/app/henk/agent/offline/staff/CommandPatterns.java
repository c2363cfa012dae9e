package app.henk.agent.offline.staff;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the turns of phrase of a command in a clause; the longest counts. */
final class CommandPatterns {

    private CommandPatterns() {}

    static Optional<BitSet> find(String command, Clause clause) {
        return clause.tongue.lexicon().commands().getOrDefault(command, List.of()).stream()
                .map(pattern -> pattern.in(clause.tokens))
                .flatMap(Optional::stream)
                .filter(found -> !found.intersects(clause.taken))
                .max(Comparator.comparingInt(BitSet::cardinality)
                        .thenComparing(Comparator.comparingInt((BitSet found) -> found.nextSetBit(0))
                                .reversed()));
    }

    static boolean take(String command, Clause clause) {
        Optional<BitSet> found = find(command, clause);
        found.ifPresent(clause.taken::or);
        return found.isPresent();
    }
}
