package app.henk.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        int limit) {

    /** The same, but never beyond what the customer has set: the stricter of both holds. */
    public ProductQuery within(CustomerLimits limits) {
        return new ProductQuery(
                kinds,
                text,
                within(seasons, limits.seasons()),
                colours,
                both(notColours, limits.notColours()),
                patterns,
                both(notPatterns, limits.notPatterns()),
                fibres,
                occasions,
                mill,
                priceMin,
                stricter(priceMax, limits.priceMax(), Comparator.naturalOrder()),
                weightMin,
                weightMax,
                formalityMin,
                stricter(creaseMin, limits.creaseMin(), Comparator.reverseOrder()),
                easeMin,
                stricter(neededBy, limits.neededBy(), Comparator.naturalOrder()),
                inStockOnly,
                language,
                limit);
    }

    private static <T> Optional<T> stricter(Optional<T> one, Optional<T> other, Comparator<? super T> strictFirst) {
        return Stream.of(one, other).flatMap(Optional::stream).min(strictFirst);
    }

    private static List<String> within(List<String> asked, List<String> allowed) {
        List<String> both = asked.stream().filter(allowed::contains).toList();
        return allowed.isEmpty() ? asked : both.isEmpty() ? allowed : both;
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }
}
