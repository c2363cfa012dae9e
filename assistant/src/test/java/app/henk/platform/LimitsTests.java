package app.henk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class LimitsTests {

    private final Limits limits = new Limits(List.of("sign-in=3"));

    @Test
    void the_one_too_many_is_told_how_long_to_wait() {
        for (int i = 0; i < 3; i++) {
            limits.check(Limit.SIGN_IN, "a").block();
        }
        assertThatThrownBy(() -> limits.check(Limit.SIGN_IN, "a").block())
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status().value()).isEqualTo(429);
                    // three in five minutes are one in a hundred seconds
                    assertThat((Long) problem.extensions().get("retry_after")).isBetween(90L, 100L);
                });
    }

    @Test
    void keys_and_kinds_are_counted_apart() {
        for (int i = 0; i < 3; i++) {
            limits.check(Limit.SIGN_IN, "a").block();
        }
        limits.check(Limit.SIGN_IN, "b").block();
        limits.check(Limit.REFRESH, "a").block();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-in", "sign-in=many", "sing-in=3"})
    void a_wrong_setting_is_refused_by_its_name(String setting) {
        assertThatThrownBy(() -> new Limits(List.of(setting)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("HENK_LIMITS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no proxy is trusted      |              | 203.0.113.9 | 1.2.3.4                 | 203.0.113.9",
                "the peer is no proxy     | 10.0.0.0/8   | 203.0.113.9 | 1.2.3.4                 | 203.0.113.9",
                "one proxy                | 10.0.0.0/8   | 10.0.0.1    | 1.2.3.4                 | 1.2.3.4",
                "a forged hop before      | 10.0.0.0/8   | 10.0.0.1    | 6.6.6.6, 1.2.3.4        | 1.2.3.4",
                "two proxies              | 10.0.0.0/8   | 10.0.0.1    | 6.6.6.6, 1.2.3.4, 10.1.1.1 | 1.2.3.4",
                "a forged hop of ours     | 10.0.0.0/8   | 10.0.0.1    | 10.9.9.9, 1.2.3.4       | 1.2.3.4",
                "nonsense                 | 10.0.0.0/8   | 10.0.0.1    | nonsense                | 10.0.0.1",
                "a host name              | 10.0.0.0/8   | 10.0.0.1    | localhost               | 10.0.0.1",
                "only proxies             | 10.0.0.0/8   | 10.0.0.1    | 10.0.0.2                | 10.0.0.2",
                "an address of six        | fd00::/8     | fd00::1     | 2001:db8:1:2:3:4:5:6    | 20010db800010002/64",
                "the same network         | fd00::/8     | fd00::1     | 2001:db8:1:2:ffff::1    | 20010db800010002/64",
                "another version          | 10.0.0.0/8   | ::1         | 1.2.3.4                 | 0000000000000000/64",
            })
    void an_address_is_the_nearest_that_no_trusted_proxy_has(
            String name, String trusted, String peer, String forwarded, String expected) throws Exception {
        var clients = new ClientAddress(trusted == null ? List.of() : List.of(trusted));
        var request = MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 1234))
                .header("X-Forwarded-For", forwarded)
                .build();
        assertThat(clients.of(request)).as(name).isEqualTo(expected);
    }

    @Test
    void a_rotating_header_of_a_stranger_is_always_the_same_stranger() {
        var clients = new ClientAddress(List.of());
        for (int i = 0; i < 3; i++) {
            limits.check(Limit.SIGN_IN, clients.of(from("1.1.1." + i))).block();
        }
        assertThatThrownBy(() -> limits.check(Limit.SIGN_IN, clients.of(from("1.1.1.99")))
                        .block())
                .isInstanceOf(Problem.class);
    }

    private static MockServerHttpRequest from(String forwarded) {
        return MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))
                .header("X-Forwarded-For", forwarded)
                .build();
    }
}
