package app.henk.agent.tools;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a person was asked to confirm, as it stands in the card's token: signed, so that it comes back as it was asked.
 *
 * @param editable arguments that the person may change while confirming
 * @param expires seconds of the epoch
 */
record SignedQuestion(
        String id,
        String tenant,
        String actor,
        String conversation,
        String tool,
        String arguments,
        List<String> editable,
        long expires) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    String sign(SecretKey key) {
        String payload = TO_TEXT.encodeToString(JSON.writeValueAsBytes(this));
        return payload + "." + TO_TEXT.encodeToString(mac(payload, key));
    }

    /** Empty for what this key has not signed. */
    static Optional<SignedQuestion> verify(String token, SecretKey key) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String payload = token.substring(0, dot);
        try {
            byte[] claimed = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (MessageDigest.isEqual(claimed, mac(payload, key))) {
                return Optional.of(JSON.readValue(Base64.getUrlDecoder().decode(payload), SignedQuestion.class));
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
