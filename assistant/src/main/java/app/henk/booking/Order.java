package app.henk.booking;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody has ordered.
 *
 * @param number as both sides call it
 * @param step by key, see {@link BookingRules}
 * @param promised the day on which it is promised; it may have moved, see {@code history}
 * @param delayed when the promised day has moved back and has not been made up for
 */
public record Order(
        UUID id,
        String number,
        UUID contact,
        Optional<UUID> account,
        String title,
        String step,
        Instant stepSince,
        LocalDate orderedOn,
        LocalDate promised,
        Optional<LocalDate> delayed,
        String currency,
        String language,
        int version,
        List<Line> lines,
        List<Event> history) {

    /** @param options in plain words: lining, lapels, monogram */
    public record Line(Optional<String> sku, String name, List<String> options, BigDecimal price) {}

    /**
     * @param kind {@code step} or {@code promised}
     * @param before empty for the first one
     */
    public record Event(String kind, Optional<String> before, String after, String reason, Instant at) {}

    public BigDecimal total() {
        return lines.stream().map(Line::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
