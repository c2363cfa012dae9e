package app.henk.catalog;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * What is added to a product and has a price of its own: the lining of a suit, a second pair of trousers.
 *
 * @param choice of those with the same word only one can be had
 * @param includedFrom costs nothing where the product costs at least this
 * @param takes how much more of the product's own stock it takes
 * @param names everything that somebody may call it by, in any language
 */
record Extra(Product product, Optional<String> choice, Optional<Money> includedFrom, double takes, List<String> names) {

    String sku() {
        return product.sku();
    }

    boolean isIncludedWith(Product main) {
        return includedFrom.stream()
                .anyMatch(from ->
                        from.isSameCurrency(main.price()) && !main.price().isLessThan(from));
    }
}
