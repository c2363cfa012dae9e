package app.henk.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a customer has set as limits, in their own words: no search on their behalf goes beyond them.
 *
 * @param seasons any of these, when some are named
 */
public record CustomerLimits(
        Optional<BigDecimal> priceMax,
        Optional<LocalDate> neededBy,
        List<String> seasons,
        List<String> notColours,
        List<String> notPatterns,
        Optional<Integer> creaseMin) {

    public static final CustomerLimits NONE =
            new CustomerLimits(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), Optional.empty());
}
