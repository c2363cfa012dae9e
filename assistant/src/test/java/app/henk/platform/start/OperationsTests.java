package app.henk.platform.start;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.VectorSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@HenkTest
class OperationsTests {

    @Autowired
    WebTestClient http;

    @Autowired
    VectorSupport vector;

    @Autowired
    StartReport report;

    @Test
    void health_says_how_vectors_are_searched() {
        http.get()
                .uri("/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP")
                .jsonPath("$.components.database.details.vectors")
                .isEqualTo(vector.description());
    }

    @Test
    void metrics_are_for_this_machine() {
        // a test's server has been asked for every route there is, each with its times
        WebTestClient patient = http.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
                .build();

        String metrics = patient.get()
                .uri("/metrics")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(metrics).contains("jvm_memory_used_bytes", "r2dbc_pool_acquired_connections");
    }

    @Test
    void metrics_are_not_for_whom_a_proxy_lets_in() {
        http.get()
                .uri("/metrics")
                .header("X-Forwarded-For", "203.0.113.7")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void the_start_report_says_where_to_click_and_what_answers() {
        assertThat(report.text())
                .contains("Shop page   http://localhost:")
                .contains(vector.description())
                .contains("Log ");
    }
}
