package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
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

    private static final Logger log = LoggerFactory.getLogger(WebhookController.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** No event that says something is as long. */
    private static final int MOST_BYTES = 256 * 1024;

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
            ServerHttpRequest request) {
        return connections
                .ofWebhook(key)
                .flatMap(connections::find)
                // one answer for an address that is none and for credentials that are wrong
                .filterWhen(connection -> authorized(connection, authorization))
                .switchIfEmpty(Mono.error(WebhookController::refused))
                .flatMap(connection -> read(request.getBody()).flatMap(body -> keep(connection, body)));
    }

    /** Empty where it is too large. */
    private static Mono<Optional<byte[]>> read(Flux<DataBuffer> parts) {
        return parts.reduceWith(ByteArrayOutputStream::new, (kept, part) -> {
                    byte[] bytes = new byte[part.readableByteCount()];
                    part.read(bytes);
                    DataBufferUtils.release(part);
                    // one byte more than may be kept says that there are more
                    kept.write(bytes, 0, Math.min(bytes.length, MOST_BYTES + 1 - kept.size()));
                    return kept;
                })
                .map(kept -> Optional.of(kept.toByteArray()).filter(bytes -> bytes.length <= MOST_BYTES));
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

    /**
     * What is too large or makes no sense is answered like the rest: the same again would be no better, and whoever refuses
     * too often is told nothing any more. What was too large is found by comparing.
     */
    private Mono<Void> keep(Connection connection, Optional<byte[]> body) {
        return body.map(bytes -> keep(connection, bytes)).orElseGet(() -> {
            log.warn("A message of Pipedrive's to {} was too large; it is looked up by comparing", connection.tenant());
            return connections.missed(connection.tenant());
        });
    }

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
        Optional<String> into = merged(meta, "merged_to_id");
        Mono<Void> itself = ourselves && into.isEmpty()
                ? news.heardOfOurselves(tenant, link)
                : news.heard(tenant, link, into, !byProgram);
        // said of both, and each of the two may be lost
        Mono<Void> other = Mono.justOrEmpty(merged(meta, "merged_from_id"))
                .flatMap(gone -> news.heard(tenant, new Link(link.kind(), gone), Optional.of(link.id()), !byProgram));
        return itself.then(other);
    }

    private static Optional<String> merged(JsonNode meta, String which) {
        return Optional.of(meta.path(which).asString("")).filter(id -> id.matches("\\d{1,18}"));
    }
}
