package app.henk.agent.tools;

import app.henk.catalog.Product;
import app.henk.catalog.ProductMatches;
import app.henk.catalog.ProductMatches.Match;
import app.henk.catalog.ProductQuery;
import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** Why each of several products is among them, in words made of its own facts and of what was asked for. */
@Component
class AdviceWords {

    private static final int MOST = 2;
    /** What says more about one of several than that it is what was asked for. */
    private static final List<String> TELLING = List.of(
            "weight.light",
            "weight.warm",
            "crease.high",
            "ease.high",
            "time.ample",
            "formality.high",
            "price.within",
            "fibre",
            "stock.now");

    private final Wording wording;

    AdviceWords(Wording wording) {
        this.wording = wording;
    }

    /** @param key of the reason in the catalogue's result; {@code words} what is said for it */
    record Reason(String key, String words) {}

    /** For each product the reasons that tell it from the others come first; two at most. By its number. */
    Map<String, List<Reason>> reasons(ProductMatches found, ProductQuery asked, ProductWords words) {
        Set<String> used = new HashSet<>();
        Map<String, List<Reason>> all = new LinkedHashMap<>();
        for (Match match : found.matches()) {
            List<String> telling = telling(match);
            Optional<String> own =
                    telling.stream().filter(key -> used.add(kind(key))).findFirst();
            List<Reason> reasons = new ArrayList<>();
            own.ifPresent(key -> reasons.add(reason(key, match.product(), asked, words)));
            telling.stream()
                    .filter(key -> !own.equals(Optional.of(key)))
                    .limit(MOST - reasons.size())
                    .forEach(key -> reasons.add(reason(key, match.product(), asked, words)));
            if (reasons.isEmpty()) {
                handle(match.product(), words.language()).ifPresent(reasons::add);
            }
            all.put(match.product().sku(), List.copyOf(reasons));
        }
        return all;
    }

    private static List<String> telling(Match match) {
        return TELLING.stream()
                .flatMap(wanted ->
                        match.reasons().stream().filter(key -> kind(key).equals(wanted)))
                .toList();
    }

    /** Of a fibre every one is the same kind of reason. */
    private static String kind(String key) {
        return key.startsWith("fibre.") ? "fibre" : key;
    }

    private Optional<Reason> handle(Product product, String language) {
        return product.cloth()
                .map(Product.Cloth::handle)
                .filter(handle -> !handle.isEmpty())
                .map(handle ->
                        new Reason("handle", wording.say("catalog.why.handle", language, Map.of("handle", handle))));
    }

    private Reason reason(String key, Product product, ProductQuery asked, ProductWords words) {
        String language = words.language();
        Map<String, Object> values = new HashMap<>();
        product.cloth().ifPresent(cloth -> {
            values.put("weight", cloth.weight());
            values.put("crease", cloth.crease());
            values.put("ease", cloth.ease());
            values.put("formality", cloth.formality());
            values.put("percent", cloth.composition().getOrDefault(key.substring(key.indexOf('.') + 1), 0));
            values.put("metres", Amounts.number(product.stock(), language));
        });
        values.put("what", words.named(key).orElse(""));
        values.put("days", product.leadDays());
        asked.priceMax().ifPresent(most -> values.put("left", Amounts.say(left(most, product), language)));
        return new Reason(key, wording.say("catalog.why." + kind(key), language, values));
    }

    private static Money left(BigDecimal most, Product product) {
        return Money.of(product.price().getCurrencyUnit(), most, java.math.RoundingMode.DOWN)
                .minus(product.price());
    }
}
