package app.henk.catalog;

import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;

/**
 * A price that adds up, or why there is none.
 */
public sealed interface Quote {

    /**
     * @param product what the price is of, with its own price
     * @param lines what is added, in the order asked for
     * @param total the product's price and those of all lines
     * @param leadDays calendar days from order to hand-over with all that is added
     * @param ready when it would be ready if it were ordered today
     * @param inStock whether there is enough of everything
     */
    record Priced(Product product, List<Line> lines, Money total, int leadDays, LocalDate ready, boolean inStock)
            implements Quote {}

    /** @param included costs nothing, because the product is dear enough */
    record Line(Product extra, Money price, boolean included) {}

    /** Some words name nothing that can be added, or more than one thing. */
    record Unclear(Product product, List<Unknown> unknown) implements Quote {}

    /** @param nearest what could have been meant, the likeliest first */
    record Unknown(String asked, List<Product> nearest) {}

    /** Of these only one can be had. */
    record Contradictory(Product product, List<Product> onlyOneOf) implements Quote {}
}
