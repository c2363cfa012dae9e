package app.henk.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.agent.Card;
import app.henk.agent.TurnContext.Speaker;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What advice says: its reasons, its near miss, its relaxation, its table and its sum, in the reader's language. */
@HenkTest
class AdviceToolsTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    ToolRegistry registry;

    @Autowired
    Tenants tenants;

    @Test
    void each_of_three_has_a_reason_of_its_own_made_from_its_facts_and_the_wish() {
        JsonNode found = search(
                "de",
                Map.of(
                        "occasions",
                        List.of("wedding"),
                        "seasons",
                        List.of("summer"),
                        "price_max",
                        2500,
                        "needed_by",
                        inDays(120)));

        List<String> first = new ArrayList<>();
        found.path("products").forEach(product -> {
            assertThat(product.path("why")).isNotEmpty();
            first.add(product.path("why").get(0).asString());
        });
        assertThat(first).hasSize(3).doesNotHaveDuplicates();
        assertThat(first.toString()).contains("g/m²");
    }

    @Test
    void the_card_says_the_same_reasons() {
        ToolResult result = call(
                "search_fabrics",
                "de",
                Map.of("occasions", List.of("travel"), "crease_min", 5, "price_max", 1300, "limit", 1));

        assertThat(result.cards())
                .singleElement()
                .satisfies(card -> assertThat(text(card, "reason"))
                        .contains("Passend: Reise")
                        .contains("Knittert kaum (5 von 5)"));
    }

    @Test
    void a_remnant_too_short_for_a_suit_is_not_called_in_stock() {
        // 2.8 m are there, a suit takes 3.6
        ToolResult result = call("search_fabrics", "de", Map.of("text", "Fensterkaro Marine", "limit", 1));

        assertThat(result.cards()).singleElement().satisfies(card -> {
            assertThat(card.content()).containsEntry("sku", "HK-110");
            assertThat(text(card, "stock")).isEqualTo("Zurzeit nicht vorrätig");
        });
        assertThat(json(result).path("products").get(0).path("in_stock").asBoolean())
                .isFalse();
    }

    @Test
    void what_the_person_called_by_name_is_found_whatever_the_limits_and_nothing_else_is() {
        JsonNode found = json(callAs(
                        "was kostet der Mohair Sternwarte?",
                        Map.of("names", List.of("Mohair Sternwarte"), "price_max", 900)))
                .path("products");
        JsonNode unasked = json(callAs(
                        "etwas für den Abend", Map.of("names", List.of("Mohair Sternwarte"), "price_max", 900)))
                .path("products");

        assertThat(found)
                .singleElement()
                .satisfies(
                        product -> assertThat(product.path("name").asString()).isEqualTo("Mohair Sternwarte"));
        assertThat(unasked)
                .noneSatisfy(
                        product -> assertThat(product.path("name").asString()).isEqualTo("Mohair Sternwarte"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        de | über Ihrem Budget
        en | over your budget
        fr | dépasse votre budget
        """)
    void the_one_that_just_missed_is_named_with_the_limit_it_breaks(String language, String words) {
        JsonNode fourth = search(
                        language, Map.of("occasions", List.of("gala"), "seasons", List.of("summer"), "price_max", 1780))
                .path("fourth");

        assertThat(fourth.path("limit").asString()).isEqualTo("price_max");
        assertThat(fourth.path("words").asString())
                .startsWith(fourth.path("name").asString())
                .contains(words, fourth.path("is").asString(), fourth.path("by").asString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        de | Mit 40 € mehr, also bis 890 €, hätte ich eine Möglichkeit für Sie.
        en | With €40 more, that is up to €890, I would have one possibility for you.
        fr | Avec 40 € de plus, donc jusqu’à 890 €, j’aurais une possibilité pour vous.
        """)
    void too_small_a_budget_is_told_by_how_much(String language, String words) {
        JsonNode relaxation = search(language, Map.of("price_max", 850)).path("relaxation");

        assertThat(relaxation.path("limit").asString()).isEqualTo("price_max");
        assertThat(relaxation.path("to").asString()).isEqualTo("890.00");
        assertThat(plain(relaxation.path("words").asString())).isEqualTo(words);
    }

    @Test
    void too_early_a_day_is_told_by_how_many_weeks() {
        JsonNode relaxation = search("de", Map.of("needed_by", inDays(14))).path("relaxation");

        assertThat(relaxation.path("limit").asString()).isEqualTo("needed_by");
        assertThat(relaxation.path("by").asString()).isEqualTo("eine Woche");
        assertThat(relaxation.path("words").asString()).startsWith("Eine Woche später, also am ");
    }

    @Test
    void where_two_limits_have_to_move_both_are_told() {
        JsonNode relaxation = search(
                        "de", Map.of("occasions", List.of("gala"), "price_max", 500, "needed_by", inDays(3)))
                .path("relaxation");

        assertThat(relaxation.path("also").path(0).path("limit").asString()).isEqualTo("needed_by");
        assertThat(plain(relaxation.path("words").asString()))
                .matches("Mit \\d+ € mehr, also bis .* und .* später, .*");
    }

    @Test
    void linings_come_only_when_they_are_asked_for() {
        JsonNode cloth = search("de", Map.of("text", "Cupro Bordeaux Futter", "limit", 6));
        JsonNode linings = search("de", Map.of("kinds", List.of("lining"), "text", "Cupro Bordeaux"));

        cloth.path("products")
                .forEach(product -> assertThat(product.path("sku").asString()).startsWith("HK-"));
        assertThat(linings.path("products").get(0).path("sku").asString()).isEqualTo("LN-04");
        assertThat(linings.path("products").get(0).has("formality_1_to_5")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        de | Im Vergleich  | Preis | ab 990 €         | Kontor Marine ist am günstigsten.
        en | Side by side  | Price | from €990        | Kontor Marine costs the least.
        fr | Côte à côte   | Prix  | à partir de 990 € | Kontor Marine est le moins cher.
        """)
    void products_are_compared_in_a_table(String language, String title, String label, String price, String best) {
        ToolResult result = call("compare_products", language, Map.of("skus", List.of("HK-101", "HK-128", "HK-140")));

        assertThat(json(result).path("differences").toString()).contains(best);
        assertThat(result.cards()).singleElement().satisfies(card -> {
            assertThat(card.type()).isEqualTo("table");
            assertThat(text(card, "title")).isEqualTo(title);
            assertThat(titles(card))
                    .endsWith("Kontor Marine", "Flanell Nebel", "Tinte 180")
                    .hasSize(4);
            List<List<String>> rows = rows(card);
            assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(4));
            assertThat(rows.getFirst().get(0)).isEqualTo(label);
            assertThat(plain(rows.getFirst().get(1))).isEqualToIgnoringCase(price);
            assertThat(rows.toString()).contains("280 g/m²", "340 g/m²", "230 g/m²");
            assertThat(text(card, "fallback")).contains("Kontor Marine", "Tinte 180");
        });
    }

    @Test
    void machines_are_compared_by_what_their_trade_tells() {
        ToolResult result = call("works", "compare_products", "en", Map.of("skus", List.of("WK-B350", "WK-B500")));

        assertThat(result.cards())
                .singleElement()
                .satisfies(card -> assertThat(rows(card))
                        .extracting(List::getFirst)
                        .contains("Price", "Power")
                        .doesNotContain("Weave"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"skus\":[]}",
                "{\"skus\":[\"HK-101\"]}",
                "{\"skus\":[\"HK-101\",\"HK-101\"]}",
                "{\"skus\":[\"HK-101\",\"HK-999\"]}",
                "{\"skus\":[\"HK-101\",\"WK-R600\"]}",
                "{\"skus\":[\"HK-101\",\"LN-01\"]}",
                "{\"skus\":[\"1\",\"2\",\"3\",\"4\",\"5\"]}",
                "{\"skus\":\"HK-101\"}",
                "{\"skus\":[\"'; drop table product; --\",\"HK-101\"]}"
            })
    void what_cannot_be_compared_is_refused_without_a_fault(String arguments) {
        ToolResult result = call("henk", "compare_products", "de", arguments);

        assertThat(result.status()).isEqualTo(ToolResult.Status.REFUSED);
        assertThat(result.cards()).isEmpty();
    }

    @Test
    void a_price_is_shown_as_a_table_that_adds_up() {
        ToolResult result = call(
                "quote_price",
                "de",
                Map.of(
                        "sku",
                        "HK-101",
                        "lining",
                        "Cupro Bordeaux",
                        "options",
                        List.of("Spitzrevers", "ein Monogramm", "halbe Fütterung")));

        JsonNode quote = json(result);
        assertThat(plain(quote.path("total").asString())).isEqualTo("1.125 €");
        assertThat(plain(quote.path("sum").asString())).isEqualTo("990 € + 60 € + 40 € + 35 €");
        assertThat(quote.path("lead_days").asInt()).isEqualTo(36);
        assertThat(result.cards()).singleElement().satisfies(card -> {
            assertThat(rows(card).stream().map(row -> plain(String.join(" ", row))))
                    .containsExactly(
                            "Kontor Marine 990 €",
                            "Cupro Bordeaux 60 €",
                            "Steigendes Revers 40 €",
                            "Monogramm 35 €",
                            "Halbe Fütterung im Preis enthalten");
            assertThat(plain(String.valueOf(card.content().get("total")))).isEqualTo("[Zusammen, 1.125 €]");
        });
    }

    @Test
    void an_unknown_extra_says_what_is_nearest_and_makes_no_price() {
        ToolResult result =
                call("quote_price", "de", Map.of("sku", "HK-101", "options", List.of("Perlmutknöpfe und Horn")));

        JsonNode unclear = json(result);
        assertThat(unclear.path("status").asString()).isEqualTo("unclear");
        assertThat(plain(unclear.path("words").asString()))
                .contains("Perlmuttknöpfe (55 € zusätzlich)", "Hornknöpfe (45 € zusätzlich)");
        assertThat(unclear.has("total")).isFalse();
        assertThat(result.cards()).isEmpty();
    }

    @Test
    void two_lapels_at_once_are_asked_about() {
        JsonNode both = json(call(
                "quote_price", "fr", Map.of("sku", "HK-113", "options", List.of("revers en pointe", "col châle"))));

        assertThat(both.path("status").asString()).isEqualTo("contradictory");
        assertThat(plain(both.path("words").asString()))
                .isEqualTo(
                        "Un seul de ceux-ci est possible : Revers en pointe (40 € en plus) ou Col châle (60 € en plus)."
                                + " Lequel souhaitez-vous ?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HK-999", "WK-R600", "LN-04", "OP-17", "\\u0000", "' or 1=1 --"})
    void there_is_no_price_of_what_is_not_sold_here(String sku) {
        ToolResult result = call("henk", "quote_price", "de", "{\"sku\":\"" + sku + "\"}");

        assertThat(result.status()).isEqualTo(ToolResult.Status.REFUSED);
        assertThat(result.json()).doesNotContain("€");
    }

    private JsonNode search(String language, Map<String, ?> arguments) {
        return json(call("search_fabrics", language, arguments));
    }

    private ToolResult call(String tool, String language, Map<String, ?> arguments) {
        return call("henk", tool, language, JSON.writeValueAsString(arguments));
    }

    private ToolResult call(String slug, String tool, String language, Map<String, ?> arguments) {
        return call(slug, tool, language, JSON.writeValueAsString(arguments));
    }

    /** With what the person has said, which is all that is called by name. */
    private ToolResult callAs(String said, Map<String, ?> arguments) {
        return call("henk", "search_fabrics", "de", JSON.writeValueAsString(arguments), said);
    }

    private ToolResult call(String slug, String tool, String language, String arguments) {
        return call(slug, tool, language, arguments, "");
    }

    private ToolResult call(String slug, String tool, String language, String arguments, String said) {
        Tenant tenant = Objects.requireNonNull(
                tenants.all().filter(t -> t.slug().equals(slug)).blockFirst(Duration.ofSeconds(20)));
        var conversation = Ids.next();
        var context = new ToolContext(
                new Principal.Visitor(tenant.id(), conversation),
                tenant,
                Speaker.VISITOR,
                conversation,
                Ids.next(),
                Ids.next(),
                language,
                ZonedDateTime.now(tenant.zone()),
                Optional.empty(),
                new OwnWords(List.of(said)),
                Map.of(),
                false);
        return Objects.requireNonNull(
                registry.open(context).call("1", tool, arguments).block(Duration.ofSeconds(20)));
    }

    private static String inDays(int days) {
        return LocalDate.now(java.time.ZoneId.of("Europe/Berlin"))
                .plusDays(days)
                .toString();
    }

    private static JsonNode json(ToolResult result) {
        return JSON.readTree(result.json());
    }

    private static String text(Card card, String field) {
        return String.valueOf(card.content().get(field));
    }

    @SuppressWarnings("unchecked")
    private static List<List<String>> rows(Card card) {
        return (List<List<String>>) Objects.requireNonNull(card.content().get("rows"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> titles(Card card) {
        return ((List<Map<String, String>>)
                        Objects.requireNonNull(card.content().get("columns")))
                .stream().map(column -> column.get("title")).toList();
    }

    /** Amounts are written with spaces that do not break. */
    private static String plain(String text) {
        return text.replaceAll("[\u00a0\u202f]", " ");
    }
}
