package app.henk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

@HenkTest
class StaticFilesTests {

    private static final String SCRIPT = "/sample/0123456789ab/a.js";

    @Autowired
    WebTestClient http;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br | br   | as brotli",
                // the client of the tests unpacks gzip and takes the header away
                "gzip              |      | as gzip",
                "br;q=0, gzip      |      | as gzip",
                "identity          |      | plain",
            })
    void goes_out_in_the_smallest_form_that_is_understood(String accepted, String encoding, String content) {
        var answer = get(SCRIPT, accepted, "");
        assertThat(answer.getResponseHeaders().getFirst("Content-Encoding")).isEqualTo(encoding);
        assertThat(new String(answer.getResponseBody())).contains(content);
        assertThat(answer.getResponseHeaders().getVary()).contains("Accept-Encoding");
        assertThat(answer.getResponseHeaders().getContentType().toString()).startsWith("text/javascript");
    }

    @Test
    void a_file_below_a_hash_is_kept_for_ever_and_a_page_is_asked_for_again() {
        assertThat(get(SCRIPT, "", "").getResponseHeaders().getCacheControl()).contains("immutable");
        assertThat(get("/sample/", "", "").getResponseHeaders().getCacheControl())
                .isEqualTo("no-cache");
    }

    @Test
    void a_page_is_found_with_and_without_its_slash() {
        for (String path : List.of("/sample", "/sample/", "/sample/index.html")) {
            assertThat(new String(get(path, "", "").getResponseBody())).contains("Sample");
        }
    }

    @Test
    void what_the_browser_has_is_not_sent_again() {
        String tag = get(SCRIPT, "", "").getResponseHeaders().getETag();
        var again = get(SCRIPT, "", tag);
        assertThat(again.getStatus().value()).isEqualTo(304);
        assertThat(again.getResponseBody()).isNull();
    }

    @Test
    void nothing_outside_of_the_folder_is_served() {
        for (String path :
                List.of("/application.yaml", "/settings.yaml", "/META-INF/spring.factories", "/app/henk/Henk.class")) {
            assertThat(get(path, "", "").getStatus().value()).as(path).isEqualTo(404);
        }
    }

    @Test
    void the_api_is_documented() {
        http.get().uri("/docs").exchange().expectStatus().is3xxRedirection();
    }

    private EntityExchangeResult<byte[]> get(String path, String accepted, String tag) {
        return http.get()
                .uri(path)
                .headers(headers -> {
                    headers.set("Accept-Encoding", accepted);
                    if (!tag.isEmpty()) {
                        headers.set("If-None-Match", tag);
                    }
                })
                .exchange()
                .expectBody()
                .returnResult();
    }
}
