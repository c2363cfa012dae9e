package app.henk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

/** Whatever is sent, the answer is a problem document that says what to mend, and never our fault. */
@HenkTest
class BadInputTests {

    @Autowired
    WebTestClient http;

    static Stream<Arguments> bodies() {
        return Stream.of(
                body("nothing", "", 400, "body-missing"),
                body("not JSON", "hello", 400, "json-malformed"),
                body("cut short", "{\"email\":\"a@b.de\",", 400, "json-malformed"),
                body(
                        "two values",
                        "{\"email\":\"a@b.de\",\"password\":\"x\"} {}",
                        400,
                        "json-malformed|wrong-type|unreadable"),
                body("a list", "[]", 400, "wrong-type"),
                body("a number", "7", 400, "wrong-type"),
                body("null", "null", 400, "body-missing|wrong-type|unreadable"),
                body("an unknown field", "{\"email\":\"a@b.de\",\"pasword\":\"x\"}", 400, "unknown-field"),
                body("a number for a text", "{\"email\":7,\"password\":\"x\"}", 400, "invalid-fields"),
                body("an object for a text", "{\"email\":{},\"password\":\"x\"}", 400, "invalid-fields"),
                body("a list for a text", "{\"email\":[\"a@b.de\"],\"password\":\"x\"}", 400, "invalid-fields"),
                body("null for a text", "{\"email\":null,\"password\":\"x\"}", 400, "invalid-fields"),
                body("nothing that is needed", "{}", 400, "invalid-fields"),
                body(
                        "a field twice",
                        "{\"email\":\"a@b.de\",\"email\":\"c@d.de\",\"password\":\"x\"}",
                        400,
                        "json-duplicate"),
                body("the null character", "{\"email\":\"a\\u0000@b.de\",\"password\":\"x\"}", 400, "text-invalid"),
                body("half a surrogate pair", "{\"email\":\"a@b.de\",\"password\":\"\\ud83d\"}", 400, "text-invalid"),
                body("the other half", "{\"email\":\"a@b.de\",\"password\":\"\\ude00x\"}", 400, "text-invalid"),
                body(
                        "a raw control character",
                        "{\"email\":\"a\u0001@b.de\",\"password\":\"x\"}",
                        400,
                        "json-malformed"),
                body("a byte order mark", "\uFEFF{\"email\":\"a@b.de\",\"password\":\"x\"}", 400, "text-invalid"),
                body("an infinite number", "{\"email\":NaN}", 400, "json-malformed"),
                body(
                        "a number without end",
                        "{\"email\":" + "9".repeat(5000) + "}",
                        400,
                        "json-too-large|invalid-fields"),
                body(
                        "ten thousand levels",
                        "{\"email\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                        400,
                        "json-too-large|invalid-fields"),
                body("a very long name", "{\"" + "x".repeat(70_000) + "\":1}", 400, "json-too-large|unknown-field"),
                body("not an e-mail", "{\"email\":\"anna\",\"password\":\"x\"}", 400, "invalid-fields"),
                body("two megabytes", "{\"email\":\"" + "x".repeat(2_000_000) + "\"}", 413, "body-too-large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void refuses(String name, String body, int status, String types) {
        check(post(body.getBytes(StandardCharsets.UTF_8)), status, types);
    }

    @Test
    void refuses_bytes_that_are_not_utf_8() {
        byte[] body = "{\"email\":\"aX@b.de\",\"password\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        body[11] = (byte) 0xED;
        check(post(body), 400, "text-invalid");
    }

    @Test
    void refuses_a_surrogate_that_is_written_as_bytes() {
        byte[] head = "{\"email\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOf(head, head.length + 5);
        System.arraycopy(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'}, 0, body, head.length, 5);
        check(post(body), 400, "text-invalid");
    }

    @Test
    void counts_a_body_that_does_not_say_its_length() {
        byte[] piece = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
        Flux<DataBuffer> endless = Flux.range(0, 40).map(i -> DefaultDataBufferFactory.sharedInstance.wrap(piece));
        check(
                http.post()
                        .uri("/api/auth/login")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(BodyInserters.fromDataBuffers(endless))
                        .exchange()
                        .expectBody()
                        .returnResult(),
                413,
                "body-too-large");
    }

    @Test
    void says_which_fields_are_wrong_and_does_not_repeat_a_secret() {
        var answer = post("{\"email\":\"\",\"password\":{\"a\":\"s3cret-value\"}}".getBytes(StandardCharsets.UTF_8));
        check(answer, 400, "invalid-fields");
        assertThat(text(answer))
                .contains("\"field\":\"password\"")
                .contains("must be a text")
                .doesNotContain("s3cret");
    }

    @Test
    void names_the_unknown_field_and_those_that_exist() {
        var answer = post("{\"email\":\"a@b.de\",\"pasword\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(text(answer)).contains("pasword").contains("email, is_beta_user, password");
    }

    @Test
    void says_where_json_goes_wrong_without_words_of_the_parser() {
        String answer = text(post("{\n \"email\": oops}".getBytes(StandardCharsets.UTF_8)));
        assertThat(answer).contains("line 2").doesNotContain("tools.jackson").doesNotContain("Exception");
    }

    @Test
    void is_said_in_the_language_that_is_asked_for() {
        assertThat(refusedSignIn("fr-CH, fr;q=0.9")).contains("L’e-mail et le mot de passe ne correspondent pas.");
        assertThat(refusedSignIn("de")).contains("E-Mail und Passwort passen nicht zusammen.");
        assertThat(refusedSignIn("en")).contains("E-mail and password do not belong to an account here.");
    }

    private String refusedSignIn(String language) {
        return text(http.post()
                .uri("/api/auth/login")
                .header("Accept-Language", language)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("email", "nobody@henk.example", "password", "wrong-for-sure"))
                .exchange()
                .expectBody()
                .returnResult());
    }

    @Test
    void refuses_other_media_types() {
        check(
                http.post()
                        .uri("/api/auth/login")
                        .contentType(MediaType.TEXT_XML)
                        .bodyValue("<a/>")
                        .exchange()
                        .expectBody()
                        .returnResult(),
                415,
                "media-type");
    }

    @Test
    void refuses_other_alphabets() {
        check(
                http.post()
                        .uri("/api/auth/login")
                        .header("Content-Type", "application/json;charset=utf-16")
                        .bodyValue("{}".getBytes(StandardCharsets.UTF_16))
                        .exchange()
                        .expectBody()
                        .returnResult(),
                415,
                "charset");
    }

    @Test
    void refuses_a_compressed_body_so_that_none_can_be_a_bomb() {
        check(
                http.post()
                        .uri("/api/auth/login")
                        .header("Content-Encoding", "gzip")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(new byte[] {31, -117, 8})
                        .exchange()
                        .expectBody()
                        .returnResult(),
                415,
                "body-compressed");
    }

    @Test
    void a_wrong_method_names_the_right_one() {
        var answer =
                http.delete().uri("/api/auth/login").exchange().expectBody().returnResult();
        check(answer, 405, "method-not-allowed");
        assertThat(answer.getResponseHeaders().getFirst("Allow")).contains("POST");
    }

    @Test
    void an_unknown_address_is_a_problem_document_too() {
        check(http.get().uri("/nothing/here").exchange().expectBody().returnResult(), 404, "not-found");
        check(http.get().uri("/api/auth/nothing").exchange().expectBody().returnResult(), 401, "sign-in-needed");
    }

    @Test
    void the_null_character_in_an_address_is_refused() {
        check(get("/api/chat/a%00b/messages"), 400, "text-invalid");
        check(get("/api/fabrics/search?style=%00"), 400, "text-invalid");
    }

    @Test
    void an_ambiguous_path_is_refused() {
        check(get("/api//auth/me"), 400, "address-ambiguous");
        check(get("/api/chat/..%2f..%2fauth/me"), 400, "address-ambiguous");
    }

    private EntityExchangeResult<byte[]> get(String rawUri) {
        var builder = new org.springframework.web.util.DefaultUriBuilderFactory();
        builder.setEncodingMode(org.springframework.web.util.DefaultUriBuilderFactory.EncodingMode.NONE);
        return http.mutate()
                .uriBuilderFactory(builder)
                .build()
                .get()
                .uri(java.net.URI.create(base() + rawUri))
                .exchange()
                .expectBody()
                .returnResult();
    }

    @org.springframework.boot.test.web.server.LocalServerPort
    int port;

    private String base() {
        return "http://127.0.0.1:" + port;
    }

    private EntityExchangeResult<byte[]> post(byte[] body) {
        return http.post()
                .uri("/api/auth/login")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static void check(EntityExchangeResult<byte[]> answer, int status, String types) {
        assertThat(answer.getStatus().value()).as(text(answer)).isEqualTo(status);
        assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        Map<?, ?> document = new tools.jackson.databind.json.JsonMapper().readValue(text(answer), Map.class);
        assertThat(document.get("status")).isEqualTo(status);
        assertThat((String) document.get("detail")).isNotBlank();
        assertThat(((String) document.get("type")).substring(ProblemHandler.TYPE.length()))
                .as(text(answer))
                .matches(types);
        assertThat(text(answer)).doesNotContain("Exception", "app.henk", "\tat ");
    }

    private static String text(EntityExchangeResult<byte[]> answer) {
        byte[] body = answer.getResponseBody();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    private static Arguments body(String name, String body, int status, String types) {
        return Arguments.of(name, body, status, types);
    }
}
