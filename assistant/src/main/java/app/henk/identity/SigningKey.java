package app.henk.identity;

import app.henk.platform.Row;
import app.henk.platform.StartRefused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The key of our own access tokens, the same in all instances: {@code HENK_JWT_SECRET}, or a random one that the first
 * instance leaves in the database. HMAC, because nobody but Henk verifies these tokens and every request does.
 */
@Component
class SigningKey {

    static final int BYTES = 32;

    private final Mono<SecretKey> key;

    SigningKey(IdentitySettings settings, DatabaseClient database) {
        Mono<SecretKey> found =
                settings.jwtSecret().isBlank() ? kept(database) : Mono.just(ofSecret(settings.jwtSecret()));
        this.key = found.cache(k -> Duration.ofDays(3650), error -> Duration.ZERO, () -> Duration.ZERO);
    }

    Mono<SecretKey> key() {
        return key;
    }

    /** Names the key in a token's header without telling anything of it. */
    static String id(SecretKey key) {
        return HexFormat.of().formatHex(sha256(key.getEncoded()), 0, 6);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKey ofSecret(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < BYTES) {
            throw new StartRefused(
                    "HENK_JWT_SECRET has " + bytes.length + " bytes, which is too few.",
                    "It needs " + BYTES + " or more, for instance from: openssl rand -hex 32");
        }
        return secretKey(sha256(bytes));
    }

    private static Mono<SecretKey> kept(DatabaseClient database) {
        return Mono.defer(() -> {
            byte[] proposal = new byte[BYTES];
            new SecureRandom().nextBytes(proposal);
            return database.sql("select henk.signing_key($1) as secret")
                    .bind(0, ByteBuffer.wrap(proposal))
                    .map(row -> Row.value(row, "secret", ByteBuffer.class))
                    .one()
                    .map(SigningKey::bytes)
                    .map(SigningKey::secretKey);
        });
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static SecretKey secretKey(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
