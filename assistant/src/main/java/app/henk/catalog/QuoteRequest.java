package app.henk.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What a price is asked for.
 *
 * @param sku of the product itself
 * @param lining the lining by number or in plain words
 * @param options what else is to be added, each by number or in plain words; at most {@value #MOST_OPTIONS} count
 */
public record QuoteRequest(String sku, Optional<String> lining, List<String> options) {

    public static final int MOST_OPTIONS = 12;
}
