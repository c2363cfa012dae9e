package app.henk.agent;

import java.math.BigDecimal;

/** What a turn's calls of models have cost so far, in US dollars, also those that nobody wanted to hear to their end. */
public final class Spending {

    private BigDecimal total = BigDecimal.ZERO;

    synchronized void add(BigDecimal cost) {
        total = total.add(cost);
    }

    public synchronized BigDecimal total() {
        return total;
    }
}
