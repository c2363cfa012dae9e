package app.henk.mail;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Addresses of our own pages, as they stand in mails and on the terminal. */
@Component
class MailLinks {

    private static final Base64.Encoder WRITER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder READER = Base64.getUrlDecoder();

    private final String publicUrl;
    private final Environment environment;

    MailLinks(@Value("${henk.public-url:}") String publicUrl, Environment environment) {
        this.publicUrl = publicUrl.strip().replaceFirst("/+$", "");
        this.environment = environment;
    }

    URI withdrawal(byte[] key, String language) {
        return URI.create(base() + "/mail/consents/" + WRITER.encodeToString(key) + "?language=" + language);
    }

    String outbox() {
        return base() + "/outbox";
    }

    /** Empty for what cannot be a key. */
    static Optional<byte[]> key(String written) {
        try {
            return written.length() > 64 ? Optional.empty() : Optional.of(READER.decode(written));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String base() {
        return publicUrl.isEmpty()
                ? "http://localhost:" + environment.getProperty("local.server.port", "8080")
                : publicUrl;
    }
}
