package app.henk.catalog;

import app.henk.platform.Ids;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product as a tenant writes it down, one entry of a file in {@code products/}. It refuses to exist when a fact cannot be
 * true.
 *
 * @param extraFor the kind of product that this one is added to
 * @param choice only one of those that name the same can be had
 * @param titles its name by language, where that is no proper name; {@code also}: what people call it besides
 * @param includedFrom it costs nothing where the product itself costs at least this
 * @param takes how much more of the product's own stock it takes
 * @param stockPerUnit how much of the stock one unit takes; of cloth 3.5 m when nothing is said
 */
record ProductSheet(
        String sku,
        String kind,
        @Nullable String extraFor,
        @Nullable String choice,
        String name,
        Map<String, String> titles,
        List<String> also,
        @Nullable String mill,
        @Nullable String weave,
        @Nullable String pattern,
        @Nullable String colour,
        @Nullable String colourHex,
        Map<String, Integer> composition,
        @Nullable String fibreNote,
        @Nullable Integer weight,
        List<String> seasons,
        Map<String, String> handle,
        @Nullable Integer crease,
        @Nullable Integer drape,
        BigDecimal price,
        @Nullable BigDecimal includedFrom,
        @Nullable BigDecimal takes,
        String unit,
        BigDecimal stock,
        @Nullable BigDecimal stockPerUnit,
        int leadDays,
        Map<String, String> care,
        @Nullable Integer ease,
        @Nullable Integer formality,
        List<String> occasions,
        Map<String, String> description,
        Map<String, Object> facts) {

    private static final BigDecimal METRES_FOR_A_SUIT = new BigDecimal("3.5");

    ProductSheet {
        titles = titles == null ? Map.of() : titles;
        also = also == null ? List.of() : also;
        composition = composition == null ? Map.of() : composition;
        seasons = seasons == null ? List.of() : seasons;
        handle = handle == null ? Map.of() : handle;
        care = care == null ? Map.of() : care;
        occasions = occasions == null ? List.of() : occasions;
        description = description == null ? Map.of() : description;
        facts = facts == null ? Map.of() : facts;
        if (sku == null || kind == null || name == null || price == null || unit == null || stock == null) {
            throw new IllegalArgumentException("Product " + sku + " needs sku, kind, name, price, unit and stock");
        }
        if (extraFor == null && (choice != null || includedFrom != null || takes != null)) {
            throw new IllegalArgumentException(
                    sku + " is sold by itself: choice, includedFrom and takes are for what is added to a product");
        }
        int percent = composition.values().stream().mapToInt(Integer::intValue).sum();
        if (!composition.isEmpty() && percent != 100) {
            throw new IllegalArgumentException("The composition of " + sku + " sums to " + percent + " and not to 100");
        }
    }

    /** The column's value: said outright, or by what is usual. */
    BigDecimal needed() {
        if (stockPerUnit != null) {
            return stockPerUnit;
        }
        return weight == null ? BigDecimal.ONE : METRES_FOR_A_SUIT;
    }

    /** Whether it is something to buy by itself. */
    boolean standsAlone() {
        return extraFor == null;
    }

    /** The sheet with what is derived from it, in the form that the insert unfolds. */
    Row row(PassesFor passesFor) {
        return new Row(
                Ids.next().toString(),
                this,
                needed(),
                Optional.ofNullable(colour).map(passesFor::colours).stream()
                        .flatMap(java.util.Set::stream)
                        .toList(),
                Optional.ofNullable(pattern).map(passesFor::patterns).stream()
                        .flatMap(java.util.Set::stream)
                        .toList(),
                List.copyOf(composition.keySet()));
    }

    record Row(
            String id,
            @JsonProperty("sheet") ProductSheet sheet,
            BigDecimal needed,
            List<String> colours,
            List<String> patterns,
            List<String> fibres) {}
}
