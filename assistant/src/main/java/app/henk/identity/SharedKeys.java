package app.henk.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keys that all instances have: what one of them signs, every other can check. */
@Component
public class SharedKeys {

    private static final String ALGORITHM = "HmacSHA256";

    private final SigningKey signing;

    SharedKeys(SigningKey signing) {
        this.signing = signing;
    }

    /** A key of this purpose alone: it opens nothing else, and tells nothing of the one that it comes from. */
    public Mono<SecretKey> key(String purpose) {
        return signing.key().map(root -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(root);
                return new SecretKeySpec(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), ALGORITHM);
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
            }
        });
    }
}
