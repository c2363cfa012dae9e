package app.henk.agent;

import app.henk.agent.model.UsageListener;
import java.math.BigDecimal;

/** What calls of models have cost so far, in US dollars, also those that nobody wanted to hear to their end. */
public final class Spending {

    private BigDecimal total = BigDecimal.ZERO;

    /** Counts here what a request leads to, however its calls end. */
    UsageListener counting(TurnCosts costs) {
        return (model, usage) -> add(costs.of(model, usage));
    }

    private synchronized void add(BigDecimal cost) {
        total = total.add(cost);
    }

    public synchronized BigDecimal total() {
        return total;
    }
}
