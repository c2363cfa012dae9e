package app.henk.agent.offline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** What several people have together is for each of them a part of it: "zusammen höchstens 2.400 für uns beide". */
final class SharedBudget {

    private final Line line;
    private final Optional<Integer> people;

    /** @param people of whom the message speaks */
    SharedBudget(Line line, Optional<Integer> people) {
        this.line = line;
        this.people = people.or(() -> line.setting().known().people());
    }

    /** The same sum, or its part where it is said to be of all. */
    Optional<Span<Change>> each(Optional<Span<Change>> sum) {
        return sum.map(span -> sharers(line.sentence(span))
                .map(sharers -> new Span<>(part(span.value(), sharers), span.from(), span.to()))
                .orElse(span));
    }

    private Optional<Integer> sharers(List<Token> sentence) {
        if (line.words().of("money.each").isIn(sentence)) {
            return Optional.empty();
        }
        return line.words()
                .of("money.shared")
                .in(sentence)
                .flatMap(hit -> Optional.of(Integer.valueOf(hit.value()))
                        .filter(named -> named > 1)
                        .or(() -> people))
                .filter(sharers -> sharers > 1);
    }

    private static Change part(Change sum, int sharers) {
        return sum instanceof Change.Spending said
                // in their own words it would be the whole sum
                ? new Change.Spending(
                        new Budget(
                                said.budget().min().map(whole -> part(whole, sharers)),
                                said.budget().max().map(whole -> part(whole, sharers))),
                        "")
                : sum;
    }

    private static BigDecimal part(BigDecimal whole, int sharers) {
        return whole.divide(BigDecimal.valueOf(sharers), 0, RoundingMode.DOWN);
    }
}
