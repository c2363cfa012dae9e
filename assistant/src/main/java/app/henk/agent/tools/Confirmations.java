package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a person before a guarded tool runs. What is confirmed is what was asked: tool, arguments, speaker and
 * conversation stand signed in the token, which is good for one use and a few minutes.
 */
@Component
class Confirmations {

    /** What was asked and is now confirmed. */
    record Asked(
            String id, String tenant, String actor, String conversation, String tool, String arguments, long expires) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final Cache<String, Boolean> used;
    private final ToolProperties limits;
    private final Wording wording;
    private final Clock clock;

    @Autowired
    Confirmations(ToolProperties limits, Wording wording) {
        this(limits, wording, Clock.systemUTC());
    }

    Confirmations(ToolProperties limits, Wording wording, Clock clock) {
        // of this process: a confirmation that is open while the program restarts is asked for again
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.used =
                Caffeine.newBuilder().expireAfterWrite(limits.confirmWithin()).build();
        this.limits = limits;
        this.wording = wording;
        this.clock = clock;
    }

    /** Does nothing but ask: the result waits, the card carries the token. */
    Mono<ToolResult> ask(ToolContext context, ToolDefinition tool, Arguments arguments) {
        Instant expires = clock.instant().plus(limits.confirmWithin());
        String token = sign(new Asked(
                Ids.next().toString(),
                context.tenant().id().toString(),
                context.principal().scope().actor().toString(),
                context.conversation().toString(),
                tool.name(),
                arguments.json(),
                expires.getEpochSecond()));
        String message = wording.say("agent.confirm.message", context.language(), Map.of("tool", tool.name()));
        Map<String, Object> content = Map.of(
                "v", 1,
                "title", wording.say("agent.confirm.title", context.language()),
                "fallback", message,
                "tool", tool.name(),
                "arguments", arguments.json(),
                "interrupt", Map.of("id", token, "reason", "confirmation", "expiresAt", expires.toString()));
        return Mono.just(
                ToolResult.done(Map.of("status", "waiting", "note", "The person must confirm this on the card."))
                        .with(List.of(new Card(Ids.next().toString(), "confirm", content)))
                        .as(ToolResult.Status.WAITING));
    }

    /** Empty unless the token is ours, in time, unused, and this speaker's in this conversation. */
    Optional<Asked> redeem(String token, ToolContext context) {
        return verify(token)
                .filter(asked -> asked.expires() >= clock.instant().getEpochSecond())
                .filter(asked -> asked.tenant().equals(context.tenant().id().toString()))
                .filter(asked ->
                        asked.actor().equals(context.principal().scope().actor().toString()))
                .filter(asked ->
                        asked.conversation().equals(context.conversation().toString()))
                .filter(asked -> used.asMap().putIfAbsent(asked.id(), true) == null);
    }

    private String sign(Asked asked) {
        String payload = TO_TEXT.encodeToString(JSON.writeValueAsBytes(asked));
        return payload + "." + TO_TEXT.encodeToString(mac(payload));
    }

    private Optional<Asked> verify(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String payload = token.substring(0, dot);
        try {
            byte[] claimed = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (MessageDigest.isEqual(claimed, mac(payload))) {
                return Optional.of(JSON.readValue(Base64.getUrlDecoder().decode(payload), Asked.class));
            }
        } catch (IllegalArgumentException | JacksonException forged) {
            // not even readable
        }
        return Optional.empty();
    }

    private byte[] mac(String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(payload.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }
}
