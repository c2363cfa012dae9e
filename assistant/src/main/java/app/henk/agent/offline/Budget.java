package app.henk.agent.offline;

import java.math.BigDecimal;
import java.util.Optional;

/** What someone wants to spend. At least one bound is there. "About 2000" is an upper bound too: never sell above it. */
record Budget(Optional<BigDecimal> min, Optional<BigDecimal> max) {

    static Budget upTo(BigDecimal max) {
        return new Budget(Optional.empty(), Optional.of(max));
    }

    static Budget from(BigDecimal min) {
        return new Budget(Optional.of(min), Optional.empty());
    }

    static Budget between(BigDecimal one, BigDecimal other) {
        return new Budget(Optional.of(one.min(other)), Optional.of(one.max(other)));
    }
}
