package app.henk.chat;

import app.henk.platform.Ids;
import app.henk.platform.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The unguessable id by which a client names its conversation. Ours carries the conversation's id and 128 random bits;
 * only a hash of those is stored. Clients of other protocols bring a thread id of their own, which then is the secret.
 *
 * @param conversation the internal id
 * @param hash of the secret; absent for a conversation that belongs to an account, where the account is the key
 * @param wire as the client knows it
 */
record SessionKey(UUID conversation, Optional<byte[]> hash, String wire, Kind kind) {

    enum Kind {
        /** Made just now: the conversation does not exist yet. */
        NEW,
        /** Made by us earlier: the conversation must exist. */
        OURS,
        /** Made by the client: the first message creates the conversation. */
        FOREIGN,
        /** The conversation of an account. */
        ACCOUNT
    }

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern FOREIGN = Pattern.compile("[A-Za-z0-9_.:-]{16,128}");
    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 16;

    static SessionKey forVisitor() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        UUID conversation = Ids.next();
        String wire = "hs_" + BASE64.encodeToString(bytes(conversation, secret));
        return new SessionKey(conversation, Optional.of(sha256(secret)), wire, Kind.NEW);
    }

    /** One more key to a conversation that is there. */
    static SessionKey anew(UUID conversation) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        String wire = "hs_" + BASE64.encodeToString(bytes(conversation, secret));
        return new SessionKey(conversation, Optional.of(sha256(secret)), wire, Kind.OURS);
    }

    /**
     * For a visitor's first message that may come again, because the connection broke before the answer named the
     * session: the client's own unguessable id of the message leads to the same conversation each time.
     */
    static SessionKey forFirstMessage(String messageId) {
        byte[] hash = sha256(("first:" + messageId).getBytes(StandardCharsets.UTF_8));
        UUID conversation = derivedId(hash);
        byte[] secret = Arrays.copyOfRange(hash, ID_BYTES, ID_BYTES + SECRET_BYTES);
        String wire = "hs_" + BASE64.encodeToString(bytes(conversation, secret));
        return new SessionKey(conversation, Optional.of(sha256(secret)), wire, Kind.FOREIGN);
    }

    /** Whether nobody could have thought of this id before it was used. */
    static boolean isUnguessable(String id) {
        return id.length() >= 32 && FOREIGN.matcher(id).matches();
    }

    static SessionKey forAccount() {
        UUID conversation = Ids.next();
        return new SessionKey(conversation, Optional.empty(), accountWire(conversation), Kind.NEW);
    }

    /** The id under which an account finds a conversation, also one that it took over from a visitor. */
    static String accountWire(UUID conversation) {
        return "hc_" + BASE64.encodeToString(bytes(conversation, new byte[0]));
    }

    /** Fails with a not-found problem for what cannot be a session's id, as for one that does not exist. */
    static SessionKey parse(String wire) {
        if (wire.startsWith("hs_")) {
            ByteBuffer bytes = decode(wire, ID_BYTES + SECRET_BYTES);
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            byte[] secret = new byte[SECRET_BYTES];
            bytes.get(secret);
            return new SessionKey(id, Optional.of(sha256(secret)), wire, Kind.OURS);
        }
        if (wire.startsWith("hc_")) {
            ByteBuffer bytes = decode(wire, ID_BYTES);
            return new SessionKey(new UUID(bytes.getLong(), bytes.getLong()), Optional.empty(), wire, Kind.ACCOUNT);
        }
        if (!FOREIGN.matcher(wire).matches()) {
            throw unknown();
        }
        byte[] hash = sha256(("thread:" + wire).getBytes(StandardCharsets.UTF_8));
        return new SessionKey(derivedId(hash), Optional.of(sha256(hash)), wire, Kind.FOREIGN);
    }

    /** From half of a hash, so that it can be found; the whole hash must match to open it. UUID version 8. */
    private static UUID derivedId(byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(hash, ID_BYTES));
        long high = bytes.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x8000L;
        long low = bytes.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    static Problem unknown() {
        return Problem.notFound("conversation");
    }

    private static ByteBuffer decode(String wire, int length) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(wire.substring(3));
            if (bytes.length == length) {
                return ByteBuffer.wrap(bytes);
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through: indistinguishable from an id that never existed
        }
        throw unknown();
    }

    private static byte[] bytes(UUID id, byte[] secret) {
        return ByteBuffer.allocate(ID_BYTES + secret.length)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(secret)
                .array();
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
        return "SessionKey[" + conversation + ", " + kind + "]";
    }
}
