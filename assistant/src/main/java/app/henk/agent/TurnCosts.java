package app.henk.agent;

import app.henk.agent.model.Usage;
import java.math.BigDecimal;

/** What a call of a model has cost, in US dollars. */
interface TurnCosts {

    BigDecimal of(String model, Usage usage);
}
