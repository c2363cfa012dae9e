package app.henk.crm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is asked for.
 *
 * @param action object and verb, such as {@code deal.moved}
 * @param fingerprint the same for the same action with the same arguments
 * @param made the kind of record that the request makes
 * @param subject the record that the request is about, when it is there already
 */
record Asked(String action, String fingerprint, Optional<Entity> made, Optional<UUID> subject) {

    /** @param arguments records, collections and plain values: what they print says what they are */
    static Asked to(String action, Object... arguments) {
        return new Asked(action, hash(action, arguments), Optional.empty(), Optional.empty());
    }

    static Asked to(UUID subject, String action, Object... arguments) {
        return new Asked(
                action, hash(action, new Object[] {subject, arguments}), Optional.empty(), Optional.of(subject));
    }

    static Asked toMake(Entity made, String action, Object... arguments) {
        return new Asked(action, hash(action, arguments), Optional.of(made), Optional.empty());
    }

    /** The record that the answer is about. */
    Optional<UUID> subject(List<Change> changes) {
        return subject.or(() -> changes.stream()
                .filter(change -> made.equals(Optional.of(change.entity())))
                .map(Change::id)
                .findFirst());
    }

    private static String hash(String action, Object[] arguments) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((action + Arrays.deepToString(arguments)).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
