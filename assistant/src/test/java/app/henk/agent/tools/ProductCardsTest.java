package app.henk.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.DemoProducts;
import app.henk.catalog.Product;
import app.henk.catalog.ProductMatches.Match;
import app.henk.knowledge.Thesaurus;
import app.henk.platform.Wording;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** A card speaks like the tenant's own people, in the reader's language, and shows no key of a table. */
class ProductCardsTest {

    private static final Product CLOTH = new Product(
            UUID.randomUUID(),
            "HK-301",
            "fabric",
            "Alsterlicht",
            "",
            Money.parse("EUR 1290.00"),
            "suit",
            12,
            3.5,
            42,
            List.of("wedding"),
            Optional.of(new Product.Cloth(
                    "Harwick & Dunmore",
                    "fresco",
                    "solid",
                    "mid_grey",
                    "#888888",
                    shares("wool", 55, "linen", 45),
                    250,
                    List.of("spring", "summer"),
                    "",
                    3,
                    "",
                    3,
                    4)),
            Map.of(),
            Optional.empty());

    private static final Product MACHINE = new Product(
            UUID.randomUUID(),
            "WK-1",
            "machine",
            "Ridge",
            "",
            Money.parse("GBP 5450.00"),
            "piece",
            0,
            1,
            14,
            List.of(),
            Optional.empty(),
            facts("type", "CNC router", "power_kw", "1.5", "footprint_mm", "1050 × 1300", "weight_kg", "1185"),
            Optional.empty());

    private final ProductCards cards = new ProductCards(new Wording(""));

    ProductCardsTest() throws IOException {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        de | 55 % Schurwolle, 45 % Leinen | Frühjahr/Sommer   | Mittelgrau, uni   | In 42 Tagen   | Anzug   | Vorrätig   | Passend: Hochzeit, Sommer
        en | 55 % wool, 45 % linen        | Spring/summer     | Mid-grey, plain   | In 42 days    | suit    | In stock   | Matches: wedding, summer
        fr | 55 % laine, 45 % lin         | Printemps/été     | Gris moyen, uni   | Sous 42 jours | costume | Disponible | Correspond à : mariage, été
        """)
    void describes_a_cloth_in_words(
            String language,
            String made,
            String season,
            String look,
            String ready,
            String unit,
            String stock,
            String why) {
        Map<String, Object> card = card("henk", CLOTH, language, "occasion.wedding", "season.summer", "price.within");
        assertThat(values(card)).contains(made, season, look, ready, "Fresco", "250 g/m²");
        assertThat(card)
                .containsEntry("unit", unit)
                .containsEntry("stock", stock)
                .containsEntry("reason", why);
        assertThat(String.valueOf(card.get("fallback"))).contains("Alsterlicht", made, season, stock, why);
    }

    @Test
    void writes_the_figures_of_a_machine_with_their_units() {
        Map<String, Object> card = card("works", MACHINE, "en");
        assertThat(String.valueOf(card.get("fallback")))
                .contains(
                        "Kind of machine: CNC router", "Power: 1.5 kW", "Footprint: 1050 × 1300 mm", "Weight: 1,185 kg")
                .contains("Out of stock")
                .doesNotContain("_", "piece");
    }

    @ParameterizedTest
    @CsvSource({"henk,de", "henk,en", "henk,fr", "works,en"})
    void has_a_word_for_whatever_the_catalogue_holds(String tenant, String language) throws IOException {
        Thesaurus trade = trade(tenant);
        for (Map<String, Object> product : DemoProducts.of(tenant)) {
            for (String kind : List.of("unit", "weave", "pattern", "colour")) {
                if (product.get(kind) instanceof String key) {
                    assertThat(trade.name(kind + "." + key, language))
                            .as(kind + "." + key)
                            .isPresent();
                }
            }
            if (product.get("composition") instanceof Map<?, ?> fibres) {
                assertThat(fibres.keySet())
                        .allSatisfy(fibre -> assertThat(trade.name("fibre." + fibre, language))
                                .isPresent());
            }
        }
    }

    private Map<String, Object> card(String tenant, Product product, String language, String... reasons) {
        return cards.card(new Match(product, List.of(reasons)), List.of(), new ProductWords(trade(tenant), language))
                .content();
    }

    private static List<String> values(Map<String, Object> card) {
        return ((List<?>) card.get("fields"))
                .stream()
                        .map(field -> String.valueOf(((Map<?, ?>) field).get("value")))
                        .toList();
    }

    private static Thesaurus trade(String tenant) {
        try {
            return Thesaurus.read(new ClassPathResource("demo/" + tenant + "/thesaurus.yaml").getInputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Integer> shares(String first, int most, String second, int rest) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        shares.put(first, most);
        shares.put(second, rest);
        return shares;
    }

    private static Map<String, String> facts(String... pairs) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            facts.put(pairs[i], pairs[i + 1]);
        }
        return facts;
    }
}
