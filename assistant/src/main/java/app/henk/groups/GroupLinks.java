package app.henk.groups;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Links that let people into a group: nobody guesses one, and it says nothing of the group. */
@Component
class GroupLinks {

    static final String PATH = "/g/";
    private static final int BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private final String address;

    GroupLinks(@Value("${henk.public-url:}") String publicUrl, @Value("${server.port:8080}") int port) {
        this.address = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceFirst("/$", "");
    }

    byte[] fresh() {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return key;
    }

    String of(byte[] key) {
        return address + PATH + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** The key in a link or in its last part; empty for what cannot be one. */
    Optional<byte[]> key(String link) {
        String last = link.substring(link.lastIndexOf('/') + 1);
        try {
            byte[] key = Base64.getUrlDecoder().decode(last);
            return key.length == BYTES ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
