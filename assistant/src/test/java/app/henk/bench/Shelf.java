package app.henk.bench;

import app.henk.DemoProducts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** What the demo tailor really has, from its files alone: the judge of advice shares no line with what it judges. */
final class Shelf {

    private final Map<String, Map<String, Object>> bySku = new LinkedHashMap<>();
    private final Map<?, ?> kinship;

    Shelf() throws IOException {
        DemoProducts.of("henk").forEach(product -> bySku.put(String.valueOf(product.get("sku")), product));
        kinship = new Yaml().load(Files.readString(Path.of("src/main/resources/catalog/passes-for.yaml")));
    }

    Collection<Map<String, Object>> all() {
        return bySku.values();
    }

    List<Map<String, Object>> cloths() {
        return of("fabric");
    }

    List<Map<String, Object>> of(String kind) {
        return bySku.values().stream()
                .filter(product -> kind.equals(product.get("kind")))
                .toList();
    }

    Optional<Map<String, Object>> product(String sku) {
        return Optional.ofNullable(bySku.get(sku));
    }

    static String name(Map<String, Object> product) {
        return String.valueOf(product.get("name"));
    }

    static BigDecimal price(Map<String, Object> product) {
        return number(product, "price");
    }

    static int lead(Map<String, Object> product) {
        return number(product, "leadDays").intValue();
    }

    static boolean isInStock(Map<String, Object> product) {
        return number(product, "stock").compareTo(needed(product)) >= 0;
    }

    static BigDecimal needed(Map<String, Object> product) {
        return product.containsKey("stockPerUnit") ? number(product, "stockPerUnit") : BigDecimal.ONE;
    }

    static BigDecimal number(Map<String, Object> product, String fact) {
        Object value = product.get(fact);
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }

    /** The limits of a search that this product breaks, by their names. */
    Set<String> broken(Map<String, Object> product, Map<String, Object> asked, LocalDate today) {
        Set<String> broken = new LinkedHashSet<>();
        Collection<?> kinds = list(asked.get("kinds"));
        if (kinds.isEmpty() ? product.containsKey("extraFor") : !kinds.contains(product.get("kind"))) {
            broken.add("kind");
        }
        atMost("price_max", price(product), asked, broken);
        atLeast("price_min", price(product), asked, broken);
        atMost("weight_max", number(product, "weight"), asked, broken);
        atLeast("weight_min", number(product, "weight"), asked, broken);
        atLeast("formality_min", number(product, "formality"), asked, broken);
        atLeast("crease_min", number(product, "crease"), asked, broken);
        if (asked.containsKey("care_min")
                && number(product, "ease")
                                .compareTo(new BigDecimal(asked.get("care_min").toString()))
                        < 0) {
            broken.add("ease_min");
        }
        if (asked.get("needed_by") instanceof String day
                && today.plusDays(lead(product)).isAfter(LocalDate.parse(day))) {
            broken.add("needed_by");
        }
        if (Boolean.TRUE.equals(asked.get("in_stock")) && !isInStock(product)) {
            broken.add("in_stock");
        }
        any("season", list(asked.get("seasons")), list(product.get("seasons")), broken);
        any("colour", list(asked.get("colours")), colours(product), broken);
        any("pattern", list(asked.get("patterns")), patterns(product), broken);
        any("fibre", list(asked.get("fibres")), fibres(product), broken);
        any("occasion", list(asked.get("occasions")), list(product.get("occasions")), broken);
        none("not_colour", list(asked.get("not_colours")), colours(product), broken);
        none("not_pattern", list(asked.get("not_patterns")), patterns(product), broken);
        return broken;
    }

    private static void atMost(String limit, BigDecimal value, Map<String, Object> asked, Set<String> broken) {
        if (asked.get(limit) != null
                && value.compareTo(new BigDecimal(asked.get(limit).toString())) > 0) {
            broken.add(limit);
        }
    }

    private static void atLeast(String limit, BigDecimal value, Map<String, Object> asked, Set<String> broken) {
        if (asked.get(limit) != null
                && value.compareTo(new BigDecimal(asked.get(limit).toString())) < 0) {
            broken.add(limit);
        }
    }

    private static void any(String limit, Collection<?> wanted, Collection<?> has, Set<String> broken) {
        if (!wanted.isEmpty() && Collections.disjoint(wanted, has)) {
            broken.add(limit);
        }
    }

    private static void none(String limit, Collection<?> unwanted, Collection<?> has, Set<String> broken) {
        if (!Collections.disjoint(unwanted, has)) {
            broken.add(limit);
        }
    }

    private Collection<?> colours(Map<String, Object> product) {
        String colour = String.valueOf(product.get("colour"));
        Set<Object> all = kin("colours", colour);
        String last = colour.substring(colour.lastIndexOf('_') + 1);
        if (list(kinship.get("plain")).contains(last)) {
            all.add(last);
        }
        return all;
    }

    private Collection<?> patterns(Map<String, Object> product) {
        return kin("patterns", String.valueOf(product.get("pattern")));
    }

    private Set<Object> kin(String kind, String value) {
        Set<Object> all = new HashSet<>(Set.of(value));
        all.addAll(list(((Map<?, ?>) kinship.get(kind)).get(value)));
        return all;
    }

    private static Collection<?> fibres(Map<String, Object> product) {
        return product.get("composition") instanceof Map<?, ?> shares ? shares.keySet() : Set.of();
    }

    static Collection<?> list(Object value) {
        return value instanceof Collection<?> all ? all : List.of();
    }
}
