package app.henk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.platform.ClientAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** The address of this installation, in the one spelling that browsers send. */
class OwnOriginTest {

    private static final ClientAddress NO_PROXY = new ClientAddress(List.of());

    @ParameterizedTest
    @CsvSource({
        "https://henk.example.com:443, https://henk.example.com",
        "https://Henk.Example.com, https://henk.example.com",
        "https://henk.example.com/, https://henk.example.com",
        "http://henk.example.com:80, http://henk.example.com",
        "https://henk.example.com:8443, https://henk.example.com:8443",
        "http://henk.example.com:443, http://henk.example.com:443",
        "http://henk.example.com:8080, http://henk.example.com:8080",
    })
    void is_written_as_a_browser_writes_it_however_it_was_set(String set, String origin) {
        OwnOrigin own = new OwnOrigin(set, NO_PROXY);

        assertThat(own.configured()).contains(origin);
        assertThat(own.of(MockServerHttpRequest.get("/").build())).isEqualTo(origin);
        assertThat(own.isForeign(
                        MockServerHttpRequest.get("/").header("Origin", origin).build()))
                .isFalse();
    }

    @Test
    void is_understood_from_a_proxy_that_names_the_port_that_goes_without_saying() {
        OwnOrigin own = new OwnOrigin("", new ClientAddress(List.of("10.0.0.1")));

        assertThat(own.of(MockServerHttpRequest.get("/")
                        .remoteAddress(new InetSocketAddress("10.0.0.1", 5000))
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "Henk.example.com:443")
                        .build()))
                .isEqualTo("https://henk.example.com");
    }
}
