package app.henk.agent.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one model understands.
 *
 * @param thinkingLevel sent if set; newer models
 * @param thinkingBudget in tokens, sent if set; models up to 2.5
 * @param temperature sent if set; newer models ignore or refuse it
 * @param signatures whether tool calls that are sent back must carry their signature
 * @param store whether the field that forbids keeping our requests is known
 * @param prices valid one after the other
 */
public record ModelCapabilities(
        @Nullable String thinkingLevel,
        @Nullable Integer thinkingBudget,
        @Nullable Double temperature,
        @DefaultValue("true") boolean signatures,
        @DefaultValue("true") boolean store,
        @DefaultValue List<Price> prices) {

    static final ModelCapabilities UNKNOWN = new ModelCapabilities(null, null, null, true, true, List.of());

    public ModelCapabilities {
        prices = List.copyOf(prices);
        if (thinkingLevel != null && thinkingBudget != null) {
            throw new IllegalArgumentException("a model takes a thinking level or a thinking budget, not both");
        }
    }

    /**
     * US dollars for a million tokens.
     *
     * @param until last day on which it is valid; absent: for good
     */
    public record Price(@Nullable LocalDate until, BigDecimal input, BigDecimal cached, BigDecimal output) {}
}
