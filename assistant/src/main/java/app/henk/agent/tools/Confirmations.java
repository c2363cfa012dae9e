package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.identity.SharedKeys;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a person before a guarded tool runs. What is confirmed is what was asked: tool, arguments, speaker and
 * conversation stand signed in the token, which is good for one use and a few minutes, on whichever instance.
 */
@Component
class Confirmations {

    /** What was asked and is now confirmed. */
    record Asked(
            String id, String tenant, String actor, String conversation, String tool, String arguments, long expires) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Mono<SecretKey> key;
    private final UsedConfirmations used;
    private final ToolProperties limits;
    private final Wording wording;
    private final Clock clock;

    @Autowired
    Confirmations(SharedKeys keys, UsedConfirmations used, ToolProperties limits, Wording wording) {
        this(keys.key("confirmation"), used, limits, wording, Clock.systemUTC());
    }

    Confirmations(Mono<SecretKey> key, UsedConfirmations used, ToolProperties limits, Wording wording, Clock clock) {
        this.key = key;
        this.used = used;
        this.limits = limits;
        this.wording = wording;
        this.clock = clock;
    }

    /** Does nothing but ask: the result waits, the card carries the token. */
    Mono<ToolResult> ask(ToolContext context, ToolDefinition tool, Arguments arguments) {
        Instant expires = clock.instant().plus(limits.confirmWithin());
        Asked asked = new Asked(
                Ids.next().toString(),
                context.tenant().id().toString(),
                context.principal().scope().actor().toString(),
                context.conversation().toString(),
                tool.name(),
                arguments.json(),
                expires.getEpochSecond());
        return key.map(secret -> waiting(context, asked, sign(asked, secret), expires));
    }

    private ToolResult waiting(ToolContext context, Asked tool, String token, Instant expires) {
        String message = wording.say("agent.confirm.message", context.language(), Map.of("tool", tool.tool()));
        Map<String, Object> content = Map.of(
                "v", 1,
                "title", wording.say("agent.confirm.title", context.language()),
                "fallback", message,
                "tool", tool.tool(),
                "arguments", tool.arguments(),
                "interrupt", Map.of("id", token, "reason", "confirmation", "expiresAt", expires.toString()));
        return ToolResult.done(Map.of("status", "waiting", "note", "The person must confirm this on the card."))
                .with(List.of(new Card(Ids.next().toString(), "confirm", content)))
                .as(ToolResult.Status.WAITING);
    }

    /** Empty unless the token is ours, in time, unused, and this speaker's in this conversation. */
    Mono<Asked> redeem(String token, ToolContext context) {
        return key.mapNotNull(secret -> valid(token, context, secret).orElse(null))
                .filterWhen(asked -> used.use(context.tenant().id(), UUID.fromString(asked.id())));
    }

    private Optional<Asked> valid(String token, ToolContext context, SecretKey secret) {
        return verify(token, secret)
                .filter(asked -> asked.expires() >= clock.instant().getEpochSecond())
                .filter(asked -> asked.tenant().equals(context.tenant().id().toString()))
                .filter(asked ->
                        asked.actor().equals(context.principal().scope().actor().toString()))
                .filter(asked ->
                        asked.conversation().equals(context.conversation().toString()));
    }

    private static String sign(Asked asked, SecretKey key) {
        String payload = TO_TEXT.encodeToString(JSON.writeValueAsBytes(asked));
        return payload + "." + TO_TEXT.encodeToString(mac(payload, key));
    }

    private static Optional<Asked> verify(String token, SecretKey key) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String payload = token.substring(0, dot);
        try {
            byte[] claimed = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (MessageDigest.isEqual(claimed, mac(payload, key))) {
                return Optional.of(JSON.readValue(Base64.getUrlDecoder().decode(payload), Asked.class));
            }
        } catch (IllegalArgumentException | JacksonException forged) {
            // not even readable
        }
        return Optional.empty();
    }

    private static byte[] mac(String payload, SecretKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(payload.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }
}
