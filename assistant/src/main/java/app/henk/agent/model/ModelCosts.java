package app.henk.agent.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;

/** What a call has cost, by the price list in the settings. */
public final class ModelCosts {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final Map<String, ModelCapabilities> models;
    private final Clock clock;

    ModelCosts(ModelProperties properties, Clock clock) {
        this.models = properties.capabilities();
        this.clock = clock;
    }

    /**
     * In US dollars; zero for a model without a price, as the offline engine.
     *
     * @param modelName as the answer named it; a version after the name is the same price
     */
    public BigDecimal of(String modelName, Usage usage) {
        LocalDate today = LocalDate.now(clock);
        return models.entrySet().stream()
                .filter(model -> modelName.startsWith(model.getKey()))
                .max(Comparator.comparingInt(model -> model.getKey().length()))
                .flatMap(model -> model.getValue().prices().stream()
                        .filter(price -> price.until() == null || !today.isAfter(price.until()))
                        .findFirst())
                .map(price -> cost(price, usage))
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal cost(ModelCapabilities.Price price, Usage usage) {
        BigDecimal fresh = price.input().multiply(BigDecimal.valueOf(usage.inputTokens() - usage.cachedTokens()));
        BigDecimal cached = price.cached().multiply(BigDecimal.valueOf(usage.cachedTokens()));
        BigDecimal output = price.output().multiply(BigDecimal.valueOf(usage.outputTokens() + usage.thoughtTokens()));
        return fresh.add(cached).add(output).divide(MILLION, MathContext.DECIMAL64);
    }
}
