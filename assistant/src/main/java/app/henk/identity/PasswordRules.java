package app.henk.identity;

import app.henk.platform.FieldErrors.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What a new password must be: long enough and not what everybody tries first. No rule about kinds of characters. */
@Component
class PasswordRules {

    static final int SHORTEST = 8;
    static final int LONGEST = 256;

    private final Set<String> common;

    PasswordRules() {
        try (InputStream in = new ClassPathResource("identity/common-passwords.txt").getInputStream()) {
            this.common = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same password typed on another keyboard may be composed differently. Nothing is cut off. */
    static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** What is wrong with it; empty when it will do. */
    Optional<FieldError> refusal(String password, String email, String name) {
        int length = password.codePointCount(0, password.length());
        String lower = password.toLowerCase(Locale.ROOT);
        if (length < SHORTEST) {
            return wrong("must have at least " + SHORTEST + " characters", "password_short", Map.of("least", SHORTEST));
        }
        if (length > LONGEST) {
            return wrong("must have at most " + LONGEST + " characters", "password_long", Map.of("most", LONGEST));
        }
        if (lower.equals(email)
                || lower.equals(name.toLowerCase(Locale.ROOT))
                || lower.chars().distinct().count() < 3) {
            return wrong("must not be the name, the e-mail or a repeated character", "password_obvious", Map.of());
        }
        return common.contains(lower)
                ? wrong("is one of the passwords that are tried first; choose another", "password_common", Map.of())
                : Optional.empty();
    }

    private static Optional<FieldError> wrong(String message, String rule, Map<String, Object> values) {
        return Optional.of(new FieldError("password", message).breaking(rule, values));
    }
}
