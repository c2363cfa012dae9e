package app.henk.chat;

import app.henk.platform.Ids;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What opens a link: the link's id, by which it is found, and 128 random bits, of which only a hash is stored.
 *
 * @param hash of the secret
 * @param wire as it stands in the link
 */
@SuppressWarnings("ArrayRecordComponent") // compared by the database only
record LinkToken(UUID id, byte[] hash, String wire) {

    private static final String PREFIX = "hl_";
    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 16;
    private static final int LONGEST = 60;
    private static final SecureRandom RANDOM = new SecureRandom();

    static LinkToken fresh() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        UUID id = Ids.next();
        byte[] bytes = ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(secret)
                .array();
        return new LinkToken(
                id,
                sha256(secret),
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty for what never was one. */
    static Optional<LinkToken> parse(String wire) {
        if (!wire.startsWith(PREFIX) || wire.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(wire.substring(PREFIX.length()));
            if (bytes.length != ID_BYTES + SECRET_BYTES) {
                return Optional.empty();
            }
            ByteBuffer read = ByteBuffer.wrap(bytes);
            UUID id = new UUID(read.getLong(), read.getLong());
            byte[] secret = new byte[SECRET_BYTES];
            read.get(secret);
            return Optional.of(new LinkToken(id, sha256(secret), wire));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Without the secret: a record's own text would put it into logs. */
    @Override
    public String toString() {
        return "LinkToken[" + id + "]";
    }
}
