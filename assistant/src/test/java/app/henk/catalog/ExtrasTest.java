package app.henk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain words find the tailor's linings and options, and what is added up is what each of them costs. */
class ExtrasTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private final List<ProductSheet> sheets = CatalogSeed.sheets("demo/henk");
    private final Extras extras = new Extras(sheets.stream()
            .filter(sheet -> !sheet.standsAlone())
            .map(ExtrasTest::extra)
            .toList());

    private static Extra extra(ProductSheet sheet) {
        List<String> names = new ArrayList<>(List.of(sheet.sku(), sheet.name()));
        names.addAll(sheet.titles().values());
        names.addAll(sheet.also());
        return new Extra(
                product(sheet),
                Optional.ofNullable(sheet.choice()),
                Optional.ofNullable(sheet.includedFrom()).map(from -> Money.of(CurrencyUnit.EUR, from)),
                Optional.ofNullable(sheet.takes()).map(BigDecimal::doubleValue).orElse(0.0),
                names);
    }

    private static Product product(ProductSheet sheet) {
        return new Product(
                UUID.randomUUID(),
                sheet.sku(),
                sheet.kind(),
                sheet.name(),
                "",
                Money.of(CurrencyUnit.EUR, sheet.price()),
                sheet.unit(),
                sheet.stock().doubleValue(),
                sheet.needed().doubleValue(),
                sheet.leadDays(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.ofNullable(sheet.extraFor()));
    }

    @ParameterizedTest
    @CsvSource({
        "OP-02,OP-02",
        "op-02,OP-02",
        "Steigendes Revers,OP-02",
        "Spitzrevers,OP-02",
        "spitzrevers bitte,OP-02",
        "Spitzrevehrs,OP-02",
        "peak lapels,OP-02",
        "Monogram,OP-17",
        "mit Monogramm,OP-17",
        "eine zweite Hose,OP-19",
        "second pair of trousers,OP-19",
        "Knöpfe aus Perlmutt,OP-11",
        "Perlmuttknoepfe,OP-11",
        "boutons de nacre,OP-11",
        "Weste,OP-18",
        "gilet,OP-18",
        "Schalkragen,OP-03",
        "Cupro Bordeaux,LN-04",
        "bordeaux,LN-04",
        "Seekarte,LN-15"
    })
    void words_find_what_they_name(String words, String sku) {
        assertThat(extras.named(words))
                .hasValueSatisfying(extra -> assertThat(extra.sku()).isEqualTo(sku));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Revers", "Cupro", "Paisley", "Knöpfe", "Raketenantrieb", "", "   ", "?", "Taschen"})
    void words_that_fit_several_or_none_are_not_decided(String words) {
        assertThat(extras.named(words)).isEmpty();
        assertThat(extras.nearest(words)).isNotEmpty().hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void the_nearest_are_named_where_nothing_fits() {
        assertThat(extras.nearest("Paisley")).extracting(Product::sku).contains("LN-12", "LN-13");
        assertThat(extras.nearest("Taschen")).extracting(Product::sku).contains("OP-14", "OP-15");
    }

    @Test
    void a_price_is_the_sum_of_its_lines() {
        Quote quote = quote("HK-101", Optional.of("Cupro Bordeaux"), "Spitzrevers", "Monogramm", "Weste");

        assertThat(quote).isInstanceOfSatisfying(Quote.Priced.class, priced -> {
            assertThat(priced.lines())
                    .extracting(line -> line.extra().sku())
                    .containsExactly("LN-04", "OP-02", "OP-17", "OP-18");
            assertThat(priced.total()).isEqualTo(Money.parse("EUR 1415.00"));
            assertThat(priced.leadDays()).isEqualTo(35 + 0 + 0 + 1 + 7);
            assertThat(priced.ready()).isEqualTo(TODAY.plusDays(43));
            assertThat(priced.inStock()).isTrue();
        });
    }

    @Test
    void what_a_dear_cloth_includes_costs_nothing() {
        assertThat(quote("HK-101", Optional.empty(), "volle Einlage"))
                .isInstanceOfSatisfying(
                        Quote.Priced.class, priced -> assertThat(priced.total()).isEqualTo(Money.parse("EUR 1230.00")));
        assertThat(quote("HK-128", Optional.empty(), "volle Einlage"))
                .isInstanceOfSatisfying(Quote.Priced.class, priced -> {
                    assertThat(priced.total()).isEqualTo(Money.parse("EUR 1390.00"));
                    assertThat(priced.lines())
                            .singleElement()
                            .satisfies(line -> assertThat(line.included()).isTrue());
                });
    }

    @Test
    void a_waistcoat_takes_cloth_that_must_be_there() {
        // 3.4 m are enough for a suit of 3.2 and not for one with a waistcoat
        assertThat(quote("HK-140", Optional.empty()))
                .isInstanceOfSatisfying(
                        Quote.Priced.class,
                        priced -> assertThat(priced.inStock()).isTrue());
        assertThat(quote("HK-140", Optional.empty(), "Weste"))
                .isInstanceOfSatisfying(
                        Quote.Priced.class,
                        priced -> assertThat(priced.inStock()).isFalse());
    }

    @Test
    void the_same_thing_twice_costs_once() {
        assertThat(quote("HK-101", Optional.empty(), "Monogramm", "initials", "OP-17"))
                .isInstanceOfSatisfying(
                        Quote.Priced.class, priced -> assertThat(priced.total()).isEqualTo(Money.parse("EUR 1025.00")));
    }

    @Test
    void of_three_lapels_only_one_can_be_had() {
        assertThat(quote("HK-101", Optional.empty(), "Spitzrevers", "Schalkragen"))
                .isInstanceOfSatisfying(
                        Quote.Contradictory.class,
                        both -> assertThat(both.onlyOneOf())
                                .extracting(Product::sku)
                                .containsExactly("OP-02", "OP-03"));
    }

    @Test
    void an_unknown_extra_makes_no_price() {
        assertThat(quote("HK-101", Optional.of("Bordeau"), "Raketenantrieb", "Monogramm"))
                .isInstanceOfSatisfying(
                        Quote.Unclear.class,
                        unclear -> assertThat(unclear.unknown())
                                .extracting(Quote.Unknown::asked)
                                .contains("Raketenantrieb")
                                .doesNotContain("Monogramm"));
    }

    private Quote quote(String sku, Optional<String> lining, String... options) {
        Product product = sheets.stream()
                .filter(sheet -> sheet.sku().equals(sku))
                .map(ExtrasTest::product)
                .findFirst()
                .orElseThrow();
        return Quoting.of(product, extras, new QuoteRequest(sku, lining, List.of(options)), TODAY);
    }
}
