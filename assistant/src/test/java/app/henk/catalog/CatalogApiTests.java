package app.henk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@HenkTest
class CatalogApiTests {

    @Autowired
    WebTestClient http;

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
    void the_fabrics_of_another_shop_are_as_if_they_were_not_there() {
        http.get().uri("/api/fabrics/WK-R600").exchange().expectStatus().isNotFound();
        http.get().uri("/api/fabrics/nothing").exchange().expectStatus().isNotFound();
    }
}
