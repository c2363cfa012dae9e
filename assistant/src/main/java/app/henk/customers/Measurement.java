package app.henk.customers;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A measure of a body, the latest with those before it.
 *
 * @param unit cm or kg
 * @param message in which it was told; empty when it was entered elsewhere
 * @param old it should be taken anew
 * @param history earlier ones, the latest first
 */
public record Measurement(
        String kind,
        BigDecimal value,
        String unit,
        LocalDate on,
        Optional<UUID> message,
        boolean old,
        List<Earlier> history) {

    public record Earlier(BigDecimal value, LocalDate on) {}
}
