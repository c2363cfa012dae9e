package app.henk.catalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** Adds up what a product costs with all that is added to it. */
final class Quoting {

    private static final String LINING = "lining";

    private final Product product;
    private final Extras extras;
    private final Map<String, Extra> chosen = new LinkedHashMap<>();
    private final List<Quote.Unknown> unknown = new ArrayList<>();

    private Quoting(Product product, Extras extras) {
        this.product = product;
        this.extras = extras;
    }

    /** @param extras what can be added to this kind of product */
    static Quote of(Product product, Extras extras, QuoteRequest asked, LocalDate today) {
        Quoting quoting = new Quoting(product, extras);
        asked.lining().ifPresent(words -> quoting.add(words, extras.of(Quoting::isLining)));
        asked.options().stream().limit(QuoteRequest.MOST_OPTIONS).forEach(words -> quoting.add(words, extras));
        return quoting.quote(today);
    }

    private static boolean isLining(Extra extra) {
        return extra.product().kind().equals(LINING);
    }

    private void add(String words, Extras among) {
        among.named(words)
                .ifPresentOrElse(
                        extra -> chosen.putIfAbsent(extra.sku(), extra),
                        () -> unknown.add(new Quote.Unknown(words, among.nearest(words))));
    }

    private Quote quote(LocalDate today) {
        if (!unknown.isEmpty()) {
            return new Quote.Unclear(product, List.copyOf(unknown));
        }
        Optional<List<Product>> rivals = rivals();
        if (rivals.isPresent()) {
            return new Quote.Contradictory(product, rivals.get());
        }
        List<Quote.Line> lines = chosen.values().stream().map(this::line).toList();
        Money total = lines.stream().map(Quote.Line::price).reduce(product.price(), Money::plus);
        int days = product.leadDays()
                + lines.stream().mapToInt(line -> line.extra().leadDays()).sum();
        return new Quote.Priced(product, lines, total, days, today.plusDays(days), isInStock());
    }

    private Optional<List<Product>> rivals() {
        return chosen.values().stream()
                .filter(extra -> extra.choice().isPresent())
                .collect(Collectors.groupingBy(
                        extra -> extra.choice().orElseThrow(),
                        LinkedHashMap::new,
                        Collectors.mapping(Extra::product, Collectors.toList())))
                .values()
                .stream()
                .filter(some -> some.size() > 1)
                .findFirst();
    }

    private Quote.Line line(Extra extra) {
        boolean included = extra.isIncludedWith(product);
        Money price = extra.product().price();
        return new Quote.Line(extra.product(), included ? Money.zero(price.getCurrencyUnit()) : price, included);
    }

    private boolean isInStock() {
        Collection<Extra> added = chosen.values();
        double needed =
                product.perUnit() + added.stream().mapToDouble(Extra::takes).sum();
        return product.stock() >= needed
                && added.stream().allMatch(extra -> extra.product().isInStock());
    }
}
