package app.henk.pipedrive;

import app.henk.identity.SharedKeys;
import app.henk.pipedrive.wire.Access;
import app.henk.pipedrive.wire.Failure;
import app.henk.pipedrive.wire.TokenEndpoint;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Connecting without typing a token: an administrator consents at Pipedrive, which sends them back with a code. What
 * comes back is bound to who set out by a signed state.
 */
@Component
class OAuth {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TO_COME_BACK = Duration.ofMinutes(15);
    private static final Duration MARGIN = Duration.ofMinutes(2);
    private static final String PURPOSE = "oauth state of pipedrive";

    private final PipedriveSettings settings;
    private final TokenEndpoint endpoint;
    private final SharedKeys keys;
    private final ConnectionStore store;
    private final Seal seal;
    private final Clock clock;

    OAuth(
            PipedriveSettings settings,
            TokenEndpoint endpoint,
            SharedKeys keys,
            ConnectionStore store,
            Seal seal,
            Clock clock) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.keys = keys;
        this.store = store;
        this.seal = seal;
        this.clock = clock;
    }

    /** What Pipedrive gave. */
    record Tokens(String access, String refresh, Instant until, String apiDomain) {

        String json() {
            return JSON.createObjectNode()
                    .put("access", access)
                    .put("refresh", refresh)
                    .put("until", until.toString())
                    .put("domain", apiDomain)
                    .toString();
        }

        static Tokens of(String json) {
            JsonNode read = JSON.readTree(json);
            return new Tokens(
                    read.path("access").asString(),
                    read.path("refresh").asString(),
                    Instant.parse(read.path("until").asString()),
                    read.path("domain").asString());
        }
    }

    /** Whom a state speaks for. */
    record State(TenantId tenant, UUID administrator) {}

    /** Where the administrator consents. */
    Mono<String> consentPage(State who, String callback) {
        requireSettings();
        String content = who.tenant() + " " + who.administrator() + " "
                + clock.instant().plus(TO_COME_BACK).getEpochSecond();
        return signature(content)
                .map(signed -> UriComponentsBuilder.fromUriString(settings.oauthUrl())
                        .path("/oauth/authorize")
                        .queryParam("client_id", "{client}")
                        .queryParam("redirect_uri", "{callback}")
                        .queryParam("state", "{state}")
                        .encode()
                        .buildAndExpand(
                                settings.clientId(),
                                callback,
                                base64(content.getBytes(StandardCharsets.UTF_8)) + "." + signed)
                        .toUriString());
    }

    /** Empty for a state that we did not give, or that is too old. */
    Mono<State> read(String state) {
        String[] parts = state.split("\\.", 2);
        if (parts.length < 2 || state.length() > 400) {
            return Mono.empty();
        }
        String content;
        try {
            content = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Mono.empty();
        }
        return signature(content)
                .filter(expected -> MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), parts[1].getBytes(StandardCharsets.UTF_8)))
                .map(signed -> content.split(" "))
                .filter(words -> Long.parseLong(words[2]) >= clock.instant().getEpochSecond())
                .map(words -> new State(new TenantId(UUID.fromString(words[0])), UUID.fromString(words[1])));
    }

    Mono<Tokens> exchange(String code, String callback) {
        requireSettings();
        return endpoint.exchange(settings.oauthUrl(), settings.clientId(), settings.clientSecret(), code, callback)
                .map(this::tokens);
    }

    /** With a token that is valid for a while: fetches and keeps a new one when it is not. */
    Mono<Access> access(Connection connection, String secret) {
        Tokens tokens = Tokens.of(secret);
        if (tokens.until().isAfter(clock.instant().plus(MARGIN))) {
            return Mono.just(access(connection.tenant(), tokens));
        }
        // two instances that refresh at once harm nobody: the refresh token stays the same
        return endpoint.refresh(settings.oauthUrl(), settings.clientId(), settings.clientSecret(), tokens.refresh())
                .map(this::tokens)
                .delayUntil(fresh -> seal.close(connection.tenant(), fresh.json())
                        .flatMap(kept -> store.secret(connection.tenant(), kept)))
                .map(fresh -> access(connection.tenant(), fresh));
    }

    Access access(TenantId tenant, Tokens tokens) {
        return new Access(tenant, tokens.apiDomain(), tokens.access(), true);
    }

    private Tokens tokens(JsonNode json) {
        String access = json.path("access_token").asString("");
        String domain = json.path("api_domain").asString("");
        if (access.isEmpty() || !domain.startsWith("http")) {
            throw Failure.of(Failure.Kind.UNAUTHORIZED, "Pipedrive gave no token");
        }
        return new Tokens(
                access,
                json.path("refresh_token").asString(""),
                clock.instant().plusSeconds(json.path("expires_in").asLong(3_600)),
                domain);
    }

    private void requireSettings() {
        if (!settings.hasOAuth()) {
            throw Problem.conflict(
                    "oauth-not-set-up",
                    "OAuth needs PIPEDRIVE_CLIENT_ID and PIPEDRIVE_CLIENT_SECRET of your app at Pipedrive. Connect with an"
                            + " API token instead, or set both.");
        }
    }

    private Mono<String> signature(String content) {
        return keys.key(PURPOSE).map(key -> base64(mac(key, content)));
    }

    private static byte[] mac(SecretKey key, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
