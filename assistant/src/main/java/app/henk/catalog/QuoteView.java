package app.henk.catalog;

import app.henk.platform.Problem;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** A price as the REST API shows it: the product's own, what each extra adds, and their sum. */
record QuoteView(
        ProductView product,
        List<Line> lines,
        BigDecimal total,
        String currency,
        @JsonProperty("lead_days") int leadDays,
        LocalDate ready,
        @JsonProperty("in_stock") boolean inStock) {

    record Line(String sku, String name, BigDecimal price, boolean included) {}

    record Named(String sku, String name) {

        static List<Named> all(List<Product> products) {
            return products.stream()
                    .map(product -> new Named(product.sku(), product.name()))
                    .toList();
        }
    }

    record Unknown(String asked, List<Named> nearest) {}

    /** @throws Problem saying what could have been meant, where there is no price */
    static QuoteView of(Quote quote) {
        return switch (quote) {
            case Quote.Priced priced -> of(priced);
            case Quote.Unclear unclear ->
                throw Problem.badRequest(
                                "unknown-extra",
                                "Some words name nothing that can be added, or more than one thing; nearest says what"
                                        + " could be meant.")
                        .with(
                                "unknown",
                                unclear.unknown().stream()
                                        .map(unknown -> new Unknown(unknown.asked(), Named.all(unknown.nearest())))
                                        .toList());
            case Quote.Contradictory contradictory ->
                throw Problem.badRequest("contradictory-extras", "Only one of these can be had.")
                        .with("only_one_of", Named.all(contradictory.onlyOneOf()));
        };
    }

    private static QuoteView of(Quote.Priced priced) {
        return new QuoteView(
                ProductView.of(priced.product()),
                priced.lines().stream()
                        .map(line -> new Line(
                                line.extra().sku(),
                                line.extra().name(),
                                line.price().getAmount(),
                                line.included()))
                        .toList(),
                priced.total().getAmount(),
                priced.total().getCurrencyUnit().getCode(),
                priced.leadDays(),
                priced.ready(),
                priced.inStock());
    }
}
