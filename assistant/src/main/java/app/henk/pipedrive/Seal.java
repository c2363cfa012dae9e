package app.henk.pipedrive;

import app.henk.identity.SharedKeys;
import app.henk.platform.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Closes secrets before they are kept and opens them again: AES-GCM, with a key that all instances have and the database
 * has not. What was sealed for one tenant does not open for another.
 */
@Component
class Seal {

    private static final String PURPOSE = "secrets of pipedrive";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SharedKeys keys;
    private final SecureRandom random = new SecureRandom();

    Seal(SharedKeys keys) {
        this.keys = keys;
    }

    Mono<byte[]> close(TenantId tenant, String secret) {
        return keys.key(PURPOSE).map(key -> {
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            byte[] closed = apply(Cipher.ENCRYPT_MODE, key, tenant, nonce, secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
        });
    }

    /** Fails when it was sealed with another key, as after a change of {@code HENK_JWT_SECRET}. */
    Mono<String> open(TenantId tenant, byte[] sealed) {
        return keys.key(PURPOSE).map(key -> {
            byte[] nonce = Arrays.copyOf(sealed, NONCE);
            byte[] closed = Arrays.copyOfRange(sealed, NONCE, sealed.length);
            return new String(apply(Cipher.DECRYPT_MODE, key, tenant, nonce, closed), StandardCharsets.UTF_8);
        });
    }

    private static byte[] apply(int mode, SecretKey key, TenantId tenant, byte[] nonce, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(key.getEncoded(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(tenant.toString().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret of Pipedrive cannot be sealed or opened", e);
        }
    }
}
