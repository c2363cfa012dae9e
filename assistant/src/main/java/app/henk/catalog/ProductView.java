package app.henk.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A product as the REST API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductView(
        String sku,
        String kind,
        String name,
        String description,
        BigDecimal price,
        String currency,
        String unit,
        double stock,
        @JsonProperty("in_stock") boolean inStock,
        @JsonProperty("lead_days") int leadDays,
        List<String> occasions,
        Product.@Nullable Cloth cloth,
        Map<String, String> facts,
        @Nullable List<String> reasons) {

    static ProductView of(Product product) {
        return of(product, null);
    }

    private static ProductView of(Product product, @Nullable List<String> reasons) {
        return new ProductView(
                product.sku(),
                product.kind(),
                product.name(),
                product.description(),
                product.price().getAmount(),
                product.price().getCurrencyUnit().getCode(),
                product.unit(),
                product.stock(),
                product.isInStock(),
                product.leadDays(),
                product.occasions(),
                product.cloth().orElse(null),
                product.facts(),
                reasons);
    }

    /** A product beside others, or the one that a list is about. */
    static List<ProductView> all(List<Product> products) {
        return products.stream().map(ProductView::of).toList();
    }

    /**
     * @param fourth the one that would have been among them but for one limit
     * @param relaxation the smallest move that opens something, when nothing was found
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            List<ProductView> items,
            int total,
            @Nullable NearMiss fourth,
            @Nullable Relaxation relaxation) {

        static Page of(ProductMatches matches) {
            return new Page(
                    matches.matches().stream()
                            .map(match -> ProductView.of(match.product(), match.reasons()))
                            .toList(),
                    matches.total(),
                    matches.fourth().map(NearMiss::of).orElse(null),
                    matches.relaxation().map(Relaxation::of).orElse(null));
        }
    }

    /** @param to what the limit would have had to be */
    record NearMiss(ProductView product, String limit, String to) {

        static NearMiss of(ProductMatches.NearMiss miss) {
            return new NearMiss(
                    ProductView.of(miss.product()),
                    miss.missed().limit(),
                    miss.missed().to());
        }
    }

    /** @param also further limits that have to move at the same time */
    record Relaxation(
            String limit,
            String to,
            int opens,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ProductMatches.Move> also) {

        static Relaxation of(ProductMatches.Relaxation relaxation) {
            var first = relaxation.moves().getFirst();
            return new Relaxation(
                    first.limit(),
                    first.to(),
                    relaxation.opens(),
                    relaxation.moves().subList(1, relaxation.moves().size()));
        }
    }
}
