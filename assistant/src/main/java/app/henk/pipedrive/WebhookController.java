package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where Pipedrive says that something has changed. Whoever knows the address and the credentials may say so; what changed
 * is read afterwards, so nothing that stands in the body is believed. Kept before it is answered.
 */
@Hidden
@RestController
@RequestMapping("/api/pipedrive/webhooks")
class WebhookController {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConnectionStore connections;
    private final NewsStore news;
    private final Seal seal;

    WebhookController(ConnectionStore connections, NewsStore news, Seal seal) {
        this.connections = connections;
        this.news = news;
        this.seal = seal;
    }

    @PostMapping("/{key}")
    Mono<Void> heard(
            @PathVariable String key,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestBody(required = false) Mono<byte[]> body) {
        return connections
                .ofWebhook(key)
                .flatMap(connections::find)
                // one answer for an address that is none and for credentials that are wrong
                .filterWhen(connection -> authorized(connection, authorization))
                .switchIfEmpty(Mono.error(WebhookController::refused))
                .flatMap(connection -> body.defaultIfEmpty(new byte[0]).flatMap(bytes -> keep(connection, bytes)));
    }

    private Mono<Boolean> authorized(Connection connection, String authorization) {
        return seal.open(connection.tenant(), connection.webhookSecret()).map(secret -> {
            String expected = "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static Problem refused() {
        return new Problem(
                HttpStatus.UNAUTHORIZED, "webhook-unknown", "This address or these credentials are not known.");
    }

    /** What makes no sense is answered like the rest: the same again would make none either. */
    private Mono<Void> keep(Connection connection, byte[] body) {
        JsonNode meta;
        try {
            meta = JSON.readTree(body).path("meta");
        } catch (JacksonException e) {
            return Mono.empty();
        }
        String id = meta.path("entity_id").asString("");
        Optional<Remote> kind = Remote.of(meta.path("entity").asString(""));
        boolean another = !meta.path("company_id")
                .asString(Long.toString(connection.company()))
                .equals(Long.toString(connection.company()));
        if (kind.isEmpty() || another || !id.matches("[0-9a-fA-F-]{1,60}")) {
            return Mono.empty();
        }
        return note(connection, new Link(kind.get(), id), meta);
    }

    private Mono<Void> note(Connection connection, Link link, JsonNode meta) {
        TenantId tenant = connection.tenant();
        boolean byProgram = meta.path("change_source").asString("").equals("api");
        boolean ourselves = byProgram && meta.path("user_id").asString("").equals(Long.toString(connection.user()));
        String into = meta.path("merged_to_id").asString("");
        return ourselves && into.isEmpty()
                ? news.heardOfOurselves(tenant, link)
                : news.heard(tenant, link, Optional.of(into).filter(word -> word.matches("\\d{1,18}")), !byProgram);
    }
}
