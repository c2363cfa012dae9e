package app.henk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.web.PublishedApi;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

@HenkTest
class CatalogApiTests {

    @Autowired
    WebTestClient http;

    @Autowired
    OpenApiWebfluxResource published;

    @Test
    void anybody_may_search_the_fabrics_by_season_style_and_price() {
        http.get()
                .uri("/api/fabrics/search?style=formal&season=summer&price_max=2500&lang=en")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].cloth.seasons")
                .value(seasons -> assertThat((List<?>) seasons).asString().contains("summer"))
                .jsonPath("$.items[*].cloth.formality")
                .value(all -> assertThat((List<?>) all).isNotEmpty().allMatch(value -> (int) value >= 4))
                .jsonPath("$.items[*].price")
                .value(all -> assertThat((List<?>) all).allMatch(value -> ((Number) value).doubleValue() <= 2500))
                .jsonPath("$.items[0].reasons")
                .isArray();
    }

    @Test
    void the_published_description_names_all_that_may_be_asked_and_nothing_else() {
        PublishedApi api = PublishedApi.of(published);

        assertThat(api.queryParameters(HttpMethod.GET, "/api/fabrics/search"))
                .containsExactlyInAnyOrderElementsOf(SearchParameters.KNOWN);
        assertThat(api.queryParameters(HttpMethod.GET, "/api/fabrics/compare"))
                .containsExactlyInAnyOrderElementsOf(OfferParameters.COMPARED);
        assertThat(api.queryParameters(HttpMethod.GET, "/api/fabrics/{sku}/quote"))
                .containsExactlyInAnyOrderElementsOf(OfferParameters.PRICED);
        assertThat(api.operation(HttpMethod.GET, "/api/fabrics/search").findValuesAsString("required"))
                .doesNotContain("true");
    }

    @Test
    void a_search_that_finds_nothing_says_what_would_open_something() {
        http.get()
                .uri("/api/fabrics/search?price_max=1")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items")
                .isEmpty()
                .jsonPath("$.relaxation.limit")
                .isEqualTo("price_max")
                .jsonPath("$.relaxation.opens")
                .isNumber();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "season=monsoon",
                "price_max=cheap",
                "price_max=-1",
                "weight_min=1e9",
                "needed_by=tomorrow",
                "needed_by=%2B999999999-12-31",
                "needed_by=-4714-01-01",
                "limit=0",
                "limit=999999999999",
                "in_stock=maybe",
                "style=loud",
                "lang=xx",
                "size=52",
                "limit=1&limit=2"
            })
    void a_parameter_that_cannot_be_meant_is_refused_by_name(String parameter) {
        http.get()
                .uri(builder ->
                        java.net.URI.create(builder.path("/api/fabrics/search").build() + "?" + parameter))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .exists();
    }

    @Test
    void one_fabric_is_shown_in_the_language_asked_for() {
        http.get()
                .uri("/api/fabrics/HK-101?lang=fr")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Kontor Marine")
                .jsonPath("$.description")
                .value(text -> assertThat(text.toString()).contains("costume"));
    }

    @Test
    void a_search_says_which_just_missed_and_by_what() {
        get("/api/fabrics/search?occasion=gala&season=summer&price_max=1780")
                .isOk()
                .expectBody()
                .jsonPath("$.fourth.limit")
                .isEqualTo("price_max")
                .jsonPath("$.fourth.product.price")
                .value(price -> assertThat(((Number) price).doubleValue()).isGreaterThan(1780));
    }

    @Test
    void linings_are_found_by_who_asks_for_them() {
        get("/api/fabrics/search?kind=lining&colour=red")
                .isOk()
                .expectBody()
                .jsonPath("$.items[*].kind")
                .value(kinds -> assertThat((List<?>) kinds).isNotEmpty().allMatch("lining"::equals));
    }

    @Test
    void fabrics_are_compared_side_by_side() {
        get("/api/fabrics/compare?sku=HK-101,HK-128&lang=en")
                .isOk()
                .expectBody()
                .jsonPath("$.items[*].sku")
                .isEqualTo(List.of("HK-101", "HK-128"))
                .jsonPath("$.best.price")
                .isEqualTo("HK-101")
                .jsonPath("$.best.weight")
                .isEqualTo("HK-101")
                .jsonPath("$.best.crease")
                .doesNotExist();
    }

    @Test
    void a_price_with_lining_and_options_adds_up() {
        get("/api/fabrics/HK-101/quote?lining=Cupro+Bordeaux&option=Spitzrevers&option=Monogramm&lang=en")
                .isOk()
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(1125.00)
                .jsonPath("$.currency")
                .isEqualTo("EUR")
                .jsonPath("$.lines[*].name")
                .isEqualTo(List.of("Cupro Bordeaux", "Peak lapels", "Monogram"))
                .jsonPath("$.lead_days")
                .isEqualTo(36);
    }

    @Test
    void what_cannot_be_added_says_what_could_be_meant() {
        get("/api/fabrics/HK-101/quote?option=Paisley")
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .value(type -> assertThat(type.toString()).endsWith("unknown-extra"))
                .jsonPath("$.unknown[0].asked")
                .isEqualTo("Paisley")
                .jsonPath("$.unknown[0].nearest[*].sku")
                .value(skus -> assertThat((List<?>) skus).asString().contains("LN-12", "LN-13"));
        get("/api/fabrics/HK-101/quote?option=Spitzrevers&option=Schalkragen")
                .isBadRequest()
                .expectBody()
                .jsonPath("$.only_one_of[*].sku")
                .isEqualTo(List.of("OP-02", "OP-03"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/fabrics/compare",
                "/api/fabrics/compare?sku=HK-101",
                "/api/fabrics/compare?sku=HK-101&sku=HK-101",
                "/api/fabrics/compare?sku=HK-101&sku=HK-999",
                "/api/fabrics/compare?sku=HK-101&sku=WK-R600",
                "/api/fabrics/compare?sku=HK-101&sku=LN-04",
                "/api/fabrics/compare?sku=HK-101,HK-102,HK-103,HK-104,HK-105",
                "/api/fabrics/compare?sku=HK-101&sku=HK-102&sort=price",
                "/api/fabrics/compare?sku=HK-101&sku=HK-102&lang=xx",
                "/api/fabrics/HK-101/quote?discount=90",
                "/api/fabrics/HK-101/quote?lang=xx",
                "/api/fabrics/HK-101/quote?lining=a&lining=b",
                "/api/fabrics/HK-101/quote?option=a,b,c,d,e,f,g,h,i,j,k,l,m",
                "/api/fabrics/search?care_min=6",
                "/api/fabrics/search?kind=a%27%3B--"
            })
    void what_cannot_be_compared_or_priced_is_refused_with_a_reason(String address) {
        get(address)
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/fabrics/compare?sku=%00&sku=HK-102", "/api/fabrics/HK-101/quote?option=%00"})
    void what_is_no_text_is_refused(String address) {
        get(address).isBadRequest();
    }

    @Test
    void there_is_no_price_of_what_there_is_not() {
        get("/api/fabrics/HK-999/quote").isNotFound();
        get("/api/fabrics/WK-R600/quote").isNotFound();
        // a lining by itself is nothing that is sold
        get("/api/fabrics/LN-04/quote").isNotFound();
    }

    private StatusAssertions get(String address) {
        return http.get()
                .uri(builder -> java.net.URI.create(builder.replacePath("").build() + address))
                .exchange()
                .expectStatus();
    }

    @Test
    void the_fabrics_of_another_shop_are_as_if_they_were_not_there() {
        http.get().uri("/api/fabrics/WK-R600").exchange().expectStatus().isNotFound();
        http.get().uri("/api/fabrics/nothing").exchange().expectStatus().isNotFound();
    }
}
