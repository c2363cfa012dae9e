package app.henk.catalog;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row of the table product, with texts in one language. */
final class ProductRow {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProductRow() {}

    static Product read(Readable row, String language, String own) {
        return new Product(
                required(row, "id", UUID.class),
                required(row, "sku", String.class),
                required(row, "kind", String.class),
                title(row, language),
                text(row, "description", language, own),
                Money.of(
                        CurrencyUnit.of(required(row, "currency", String.class)),
                        required(row, "price", BigDecimal.class)),
                required(row, "unit", String.class),
                required(row, "stock", BigDecimal.class).doubleValue(),
                required(row, "stock_per_unit", BigDecimal.class).doubleValue(),
                required(row, "lead_days", Integer.class),
                list(row, "occasions"),
                cloth(row, language, own),
                facts(row),
                Optional.ofNullable(row.get("extra_for", String.class)));
    }

    /** What is added to a product, with every name that somebody may call it by. */
    static Extra extra(Readable row, String language, String own) {
        Product product = read(row, language, own);
        List<String> names = new ArrayList<>(List.of(product.sku(), required(row, "name", String.class)));
        json(row, "titles")
                .properties()
                .forEach(title -> names.add(title.getValue().asString()));
        names.addAll(list(row, "also"));
        return new Extra(
                product,
                Optional.ofNullable(row.get("choice", String.class)),
                Optional.ofNullable(row.get("included_from", BigDecimal.class))
                        .map(from -> Money.of(product.price().getCurrencyUnit(), from)),
                required(row, "takes", BigDecimal.class).doubleValue(),
                List.copyOf(names));
    }

    private static String title(Readable row, String language) {
        String title = json(row, "titles").path(language).asString("");
        return title.isEmpty() ? required(row, "name", String.class) : title;
    }

    private static Optional<Product.Cloth> cloth(Readable row, String language, String own) {
        Integer weight = row.get("weight", Integer.class);
        if (weight == null) {
            return Optional.empty();
        }
        return Optional.of(new Product.Cloth(
                orEmpty(row, "mill"),
                orEmpty(row, "weave"),
                orEmpty(row, "pattern"),
                orEmpty(row, "colour"),
                orEmpty(row, "colour_hex"),
                composition(row),
                weight,
                list(row, "seasons"),
                text(row, "handle", language, own),
                number(row, "crease"),
                text(row, "care", language, own),
                number(row, "ease"),
                number(row, "formality")));
    }

    /** The largest share first, as a label in a garment has it. */
    private static Map<String, Integer> composition(Readable row) {
        List<Map.Entry<String, Integer>> shares = new ArrayList<>();
        json(row, "composition")
                .properties()
                .forEach(share ->
                        shares.add(Map.entry(share.getKey(), share.getValue().asInt())));
        shares.sort(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        Map<String, Integer> ordered = new LinkedHashMap<>();
        shares.forEach(share -> ordered.put(share.getKey(), share.getValue()));
        return ordered;
    }

    private static Map<String, String> facts(Readable row) {
        Map<String, String> facts = new LinkedHashMap<>();
        json(row, "facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asString()));
        String fibre = row.get("fibre_note", String.class);
        if (fibre != null) {
            facts.put("fibre_note", fibre);
        }
        Short drape = row.get("drape", Short.class);
        if (drape != null) {
            facts.put("drape", drape.toString());
        }
        return facts;
    }

    private static String text(Readable row, String column, String language, String own) {
        JsonNode texts = json(row, column);
        String asked = texts.path(language).asString("");
        return asked.isEmpty() ? texts.path(own).asString("") : asked;
    }

    private static JsonNode json(Readable row, String column) {
        return JSON.readTree(required(row, column, String.class));
    }

    private static String orEmpty(Readable row, String column) {
        String value = row.get(column, String.class);
        return value == null ? "" : value;
    }

    private static int number(Readable row, String column) {
        Short value = row.get(column, Short.class);
        return value == null ? 0 : value;
    }

    private static List<String> list(Readable row, String column) {
        return List.of(required(row, column, String[].class));
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }
}
