package app.henk.knowledge;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A question that the documents did not answer.
 *
 * @param asked by how many
 * @param waiting how many of them get the answer by mail
 * @param value what those who asked are worth to the tenant, as far as that is known: their deals, else their budgets
 */
public record OpenQuestion(
        UUID id, String text, String language, int asked, int waiting, Optional<BigDecimal> value, Instant since) {}
