package app.henk.catalog;

import app.henk.platform.FieldErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Products side by side.
 *
 * @param best by fact ({@code price}, {@code lead_days}, {@code weight}, {@code crease}, {@code ease}, {@code
 *     formality}) the number of the one that stands out alone: cheapest, soonest, lightest, least creasing, easiest to
 *     care for, most formal
 */
public record Comparison(List<Product> products, Map<String, String> best) {

    public static final int FEWEST = 2;
    public static final int MOST = 4;

    /** @throws app.henk.platform.Problem when these cannot be compared */
    static Comparison of(List<Product> products) {
        if (products.size() < FEWEST || products.size() > MOST) {
            throw FieldErrors.of("skus", "must be " + FEWEST + " to " + MOST + " different ones");
        }
        if (products.stream().map(Product::kind).distinct().count() > 1) {
            throw FieldErrors.of("skus", "must be of one kind");
        }
        Map<String, String> best = new LinkedHashMap<>();
        least(products, product -> product.price().getAmount().doubleValue()).ifPresent(sku -> best.put("price", sku));
        least(products, Product::leadDays).ifPresent(sku -> best.put("lead_days", sku));
        if (products.stream().allMatch(product -> product.cloth().isPresent())) {
            least(products, product -> cloth(product).weight()).ifPresent(sku -> best.put("weight", sku));
            least(products, product -> -cloth(product).crease()).ifPresent(sku -> best.put("crease", sku));
            least(products, product -> -cloth(product).ease()).ifPresent(sku -> best.put("ease", sku));
            least(products, product -> -cloth(product).formality()).ifPresent(sku -> best.put("formality", sku));
        }
        return new Comparison(List.copyOf(products), best);
    }

    private static Product.Cloth cloth(Product product) {
        return product.cloth().orElseThrow();
    }

    /** Empty when two share the first place. */
    private static Optional<String> least(List<Product> products, ToDoubleFunction<Product> figure) {
        List<Product> sorted = new ArrayList<>(products);
        sorted.sort(Comparator.comparingDouble(figure));
        boolean alone = figure.applyAsDouble(sorted.get(0)) < figure.applyAsDouble(sorted.get(1));
        return alone ? Optional.of(sorted.getFirst().sku()) : Optional.empty();
    }
}
