package app.henk.pipedrive.wire;

import app.henk.pipedrive.wire.Failure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientForm;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Where OAuth's tokens come from: a form, with the client's own credentials. */
@Component
public class TokenEndpoint {

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.create().disableRetry(true).followRedirect(false).proxyWithSystemProperties();

    public Mono<JsonNode> exchange(String base, String client, String secret, String code, String callback) {
        return ask(
                base,
                client,
                secret,
                form -> form.attr("grant_type", "authorization_code")
                        .attr("code", code)
                        .attr("redirect_uri", callback));
    }

    public Mono<JsonNode> refresh(String base, String client, String secret, String refreshToken) {
        return ask(
                base,
                client,
                secret,
                form -> form.attr("grant_type", "refresh_token").attr("refresh_token", refreshToken));
    }

    private Mono<JsonNode> ask(String base, String client, String secret, Consumer<HttpClientForm> fields) {
        String credentials =
                Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return http.headers(headers ->
                        headers.set("Authorization", "Basic " + credentials).set("Accept", "application/json"))
                .post()
                .uri(base + "/oauth/token")
                .sendForm((request, form) -> fields.accept(form.multipart(false)))
                .responseSingle((response, body) -> body.asByteArray()
                        .defaultIfEmpty(new byte[0])
                        .map(bytes -> answer(response.status().code(), bytes)))
                .timeout(LONGEST)
                .onErrorMap(failure -> failure instanceof Failure
                        ? failure
                        : Failure.of(Kind.UNREACHABLE, "Pipedrive's OAuth host is silent"));
    }

    private static JsonNode answer(int status, byte[] bytes) {
        if (status >= 500) {
            throw Failure.of(Kind.UNREACHABLE, "Pipedrive's OAuth host answers " + status);
        }
        if (status / 100 != 2) {
            throw Failure.of(Kind.UNAUTHORIZED, "Pipedrive takes the consent back or never gave it");
        }
        try {
            return Http.JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw Failure.of(Kind.UNREACHABLE, "Pipedrive's OAuth host answers no JSON");
        }
    }
}
