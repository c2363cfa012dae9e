package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.ClientAddress;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import app.henk.platform.web.OwnOrigin;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** Cookies, forged requests and pages of other origins. */
@HenkTest
class BrowserTests {

    private static final String SHOP = "https://shop.example";

    @Autowired
    WebTestClient http;

    @Autowired
    TenantStore tenants;

    @Autowired
    TenantOfRequest cached;

    @Autowired
    ApplicationContext context;

    @LocalServerPort
    int port;

    private Client client;
    private String own;

    @BeforeEach
    void client() {
        client = new Client(http);
        own = "http://localhost:" + port;
        var works = tenants.all().filter(named -> named.slug().equals("works")).blockFirst();
        tenants.allowKey(works.id(), "pk_test_shop", List.of(SHOP, "http://localhost:*"))
                .block();
        cached.forget();
    }

    @Test
    void our_own_page_gets_cookies_and_no_tokens() {
        var answer = signIn();

        assertThat(answer.getResponseBody()).doesNotContainKeys("access_token", "refresh_token");
        ResponseCookie access = answer.getResponseCookies().getFirst("henk_access");
        ResponseCookie refresh = answer.getResponseCookies().getFirst("henk_refresh");
        ResponseCookie csrf = answer.getResponseCookies().getFirst("henk_csrf");
        assertThat(access.isHttpOnly() && refresh.isHttpOnly()).isTrue();
        assertThat(csrf.isHttpOnly()).isFalse();
        assertThat(refresh.getPath()).isEqualTo("/api/auth");
        assertThat(List.of(access.getSameSite(), refresh.getSameSite(), csrf.getSameSite()))
                .containsOnly("Lax");
    }

    @Test
    void cookies_are_for_https_only_where_the_visitor_uses_it() {
        assertThat(signIn().getResponseCookies().getFirst("henk_access").isSecure())
                .isFalse();
        // a header that nobody trusts does not change that
        var forged = client.post("/api/auth/login", demo(), headers -> {
            headers.set("Sec-Fetch-Site", "same-origin");
            headers.set("X-Forwarded-Proto", "https");
        });
        assertThat(forged.getResponseCookies().getFirst("henk_access").isSecure())
                .isFalse();
    }

    @Test
    void an_api_client_gets_tokens_and_no_cookies() {
        var answer = client.post("/api/auth/login", demo());
        assertThat(answer.getResponseBody()).containsKeys("access_token", "refresh_token", "expires_in");
        assertThat(answer.getResponseCookies()).isEmpty();
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                Arguments.of("our page with the token", "same-origin", "own", "right", true),
                Arguments.of("a browser without fetch metadata", null, "own", "right", true),
                Arguments.of("a client that is no browser", null, null, "right", true),
                Arguments.of("no token", "same-origin", "own", null, false),
                Arguments.of("an empty token", "same-origin", "own", "", false),
                Arguments.of("another token", "same-origin", "own", "wrong", false),
                Arguments.of("another site with the token", "cross-site", SHOP, "right", false),
                Arguments.of("another site that hides its origin", "cross-site", null, "right", false),
                Arguments.of("a sub-domain", "same-site", "http://evil.localhost", "right", false),
                Arguments.of("the null origin", null, "null", "right", false),
                Arguments.of("another port", null, "http://localhost:1", "right", false),
                Arguments.of("https for http", null, "https://localhost", "right", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void a_change_by_cookie_needs_our_page_and_its_token(
            String name, String site, String origin, String token, boolean allowed) {
        var cookies = signIn().getResponseCookies();
        String csrf = cookies.getFirst("henk_csrf").getValue();
        var answer = http.post()
                .uri("/api/auth/refresh")
                .cookie("henk_refresh", cookies.getFirst("henk_refresh").getValue())
                .cookie("henk_access", cookies.getFirst("henk_access").getValue())
                .cookie("henk_csrf", csrf)
                .headers(headers -> {
                    set(headers, "Sec-Fetch-Site", site);
                    set(headers, "Origin", "own".equals(origin) ? own : origin);
                    set(headers, "X-CSRF-Token", "right".equals(token) ? csrf : token);
                })
                .exchange()
                .expectBody()
                .returnResult();
        assertThat(answer.getStatus().value()).as(name).isEqualTo(allowed ? 200 : 403);
    }

    /** Not over HTTP: the limits of the application under test let everything through. */
    @Test
    void who_refreshes_too_often_waits_and_stays_signed_in() {
        AuthController strict = new AuthController(
                context.getBean(SignIn.class),
                context.getBean(Registration.class),
                context.getBean(AuthRequests.class),
                context.getBean(Tenants.class),
                context.getBean(SessionCookies.class),
                context.getBean(OwnOrigin.class),
                new Limits(List.of("refresh=1")),
                context.getBean(ClientAddress.class));
        var first = refresh();
        var second = refresh();

        assertThat(refused(strict, first)).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(refused(strict, second)).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);

        assertThat(first.getResponse().getCookies()).containsKey("henk_refresh");
        assertThat(second.getResponse().getCookies()).isEmpty();
    }

    private static MockServerWebExchange refresh() {
        return MockServerWebExchange.from(
                MockServerHttpRequest.post("/api/auth/refresh").cookie(new HttpCookie("henk_refresh", "nobody's")));
    }

    private static HttpStatus refused(AuthController controller, MockServerWebExchange exchange) {
        return controller
                .refresh(null, exchange)
                .map(answer -> HttpStatus.OK)
                .onErrorResume(Problem.class, problem -> Mono.just(problem.status()))
                .block();
    }

    @Test
    void a_refresh_token_that_is_none_any_more_takes_the_cookies_away() {
        var cookies = new LinkedMultiValueMap<>(signIn().getResponseCookies());
        cookies.set(
                "henk_refresh", ResponseCookie.from("henk_refresh", "nobody's").build());

        var refused = refresh(cookies);

        assertThat(refused.getStatus().value()).isEqualTo(401);
        assertThat(refused.getResponseCookies().getFirst("henk_refresh").getMaxAge())
                .isZero();
    }

    private EntityExchangeResult<byte[]> refresh(MultiValueMap<String, ResponseCookie> cookies) {
        String csrf = cookies.getFirst("henk_csrf").getValue();
        return http.post()
                .uri("/api/auth/refresh")
                .cookie("henk_refresh", cookies.getFirst("henk_refresh").getValue())
                .cookie("henk_csrf", csrf)
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-CSRF-Token", csrf)
                .exchange()
                .expectBody()
                .returnResult();
    }

    @Test
    void a_cookie_reads_without_a_token() {
        var cookies = signIn().getResponseCookies();
        http.get()
                .uri("/api/auth/me")
                .cookie("henk_access", cookies.getFirst("henk_access").getValue())
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void a_bearer_token_needs_no_csrf_token() {
        Map<?, ?> session = client.demo("customer@works.example");
        http.post()
                .uri("/api/auth/logout")
                .headers(headers -> headers.setBearerAuth(Client.access(session)))
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    static Stream<Arguments> origins() {
        return Stream.of(
                Arguments.of("the shop", SHOP, "pk_test_shop", true),
                Arguments.of("any port of this machine", "http://localhost:5173", "pk_test_shop", true),
                Arguments.of("a sub-domain", "https://www.shop.example", "pk_test_shop", false),
                Arguments.of("the parent", "https://example", "pk_test_shop", false),
                Arguments.of("a look-alike", "https://shop.example.evil.example", "pk_test_shop", false),
                Arguments.of("another end", "https://evilshop.example", "pk_test_shop", false),
                Arguments.of("http for https", "http://shop.example", "pk_test_shop", false),
                Arguments.of("another port", "https://shop.example:444", "pk_test_shop", false),
                Arguments.of("null", "null", "pk_test_shop", false),
                Arguments.of("capitals that no browser sends", "HTTPS://SHOP.EXAMPLE", "pk_test_shop", false),
                Arguments.of("text behind the port", "http://localhost:1@evil.example", "pk_test_shop", false),
                Arguments.of("another tenant's key", SHOP, "pk_henk_demo", false),
                Arguments.of("an unknown key", SHOP, "pk_unknown", false),
                Arguments.of("no key", SHOP, null, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("origins")
    void a_page_speaks_only_for_a_tenant_that_allows_its_origin(
            String name, String origin, String key, boolean allowed) {
        var answer = client.post(
                "/api/auth/register",
                Map.of("email", Client.unused(), "username", "Anna", "password", Client.PASSWORD),
                headers -> {
                    headers.set("Origin", origin);
                    headers.set("Sec-Fetch-Site", "cross-site");
                    set(headers, "X-Henk-Key", key);
                });
        assertThat(answer.getStatus().value()).as(name).isEqualTo(allowed ? 201 : 403);
        assertThat(answer.getResponseHeaders().getAccessControlAllowOrigin()).isEqualTo(allowed ? origin : null);
        assertThat(answer.getResponseHeaders().getFirst("Access-Control-Allow-Credentials"))
                .isNull();
        assertThat(answer.getResponseCookies()).isEmpty();
    }

    @Test
    void a_preflight_is_answered_for_origins_that_some_tenant_allows() {
        assertThat(preflight(SHOP).getStatus().value()).isEqualTo(204);
        assertThat(preflight(SHOP).getResponseHeaders().getAccessControlAllowOrigin())
                .isEqualTo(SHOP);
        assertThat(preflight("https://evil.example").getStatus().value()).isEqualTo(403);
        assertThat(preflight("https://evil.example").getResponseHeaders().getAccessControlAllowOrigin())
                .isNull();
    }

    @Test
    void every_answer_says_what_may_run() {
        for (String path : List.of("/", "/api/auth/me", "/setup", "/nothing")) {
            var headers =
                    http.get().uri(path).exchange().expectBody().returnResult().getResponseHeaders();
            assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(headers.getFirst("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
        assertThat(http.get()
                        .uri("/setup")
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseHeaders()
                        .getFirst("Content-Security-Policy"))
                .contains("require-trusted-types-for 'script'");
    }

    private EntityExchangeResult<byte[]> preflight(String origin) {
        return http.method(HttpMethod.OPTIONS)
                .uri("/api/chat")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,x-henk-key")
                .exchange()
                .expectBody()
                .returnResult();
    }

    private EntityExchangeResult<Map> signIn() {
        return client.post("/api/auth/login", demo(), headers -> headers.set("Sec-Fetch-Site", "same-origin"));
    }

    private static Map<String, String> demo() {
        return Map.of("email", "customer@works.example", "password", "henk-demo");
    }

    private static void set(HttpHeaders headers, String name, String value) {
        if (value != null) {
            headers.set(name, value);
        }
    }
}
