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
                product.leadDays(),
                product.occasions(),
                product.cloth().orElse(null),
                product.facts(),
                reasons);
    }

    /** @param relaxation the smallest move of one limit that opens something, when nothing was found */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<ProductView> items, int total, ProductMatches.@Nullable Relaxation relaxation) {

        static Page of(ProductMatches matches) {
            return new Page(
                    matches.matches().stream()
                            .map(match -> ProductView.of(match.product(), match.reasons()))
                            .toList(),
                    matches.total(),
                    matches.relaxation().orElse(null));
        }
    }
}
