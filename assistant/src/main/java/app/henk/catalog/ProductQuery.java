package app.henk.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What somebody looks for. Every filter is a hard limit: what is returned satisfies all of them. {@code text} and
 * {@code prefer} only order the result.
 *
 * @param kinds of products such as lining; empty for everything that is sold by itself
 * @param text free words in any of the tenant's languages
 * @param seasons any of spring, summer, autumn, winter
 * @param colours wanted colours, any of them; {@code notColours} never
 * @param patterns wanted patterns, any of them; {@code notPatterns} never
 * @param easeMin how easy the care must be at least, 1 to 5
 * @param neededBy nothing whose production time ends after this date
 * @param language of the texts in the result: de, en or fr
 * @param limit 1 to 20
 */
public record ProductQuery(
        List<String> kinds,
        Optional<String> text,
        List<String> seasons,
        List<String> colours,
        List<String> notColours,
        List<String> patterns,
        List<String> notPatterns,
        List<String> fibres,
        List<String> occasions,
        Optional<String> mill,
        Optional<BigDecimal> priceMin,
        Optional<BigDecimal> priceMax,
        Optional<Integer> weightMin,
        Optional<Integer> weightMax,
        Optional<Integer> formalityMin,
        Optional<Integer> creaseMin,
        Optional<Integer> easeMin,
        Optional<LocalDate> neededBy,
        boolean inStockOnly,
        String language,
        int limit) {}
