package app.henk.platform.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * A file of ours, in memory: there are few and they are small.
 *
 * @param brotli the same content compressed, when the build made that
 * @param tag differs whenever the content does
 */
record StaticFile(byte[] content, byte @Nullable [] brotli, byte @Nullable [] gzip, MediaType type, String tag) {

    /** How a client wants it. */
    record Encoded(byte[] bytes, Optional<String> encoding) {}

    static StaticFile of(String path, byte[] content, byte @Nullable [] brotli, byte @Nullable [] gzip) {
        return new StaticFile(content, brotli, gzip, type(path), tag(content));
    }

    boolean hasVariants() {
        return brotli != null || gzip != null;
    }

    /** The smallest form among those that the header {@code Accept-Encoding} names without refusing it. */
    Encoded accepted(String acceptEncoding) {
        if (brotli != null && names(acceptEncoding, "br")) {
            return new Encoded(brotli, Optional.of("br"));
        }
        if (gzip != null && names(acceptEncoding, "gzip")) {
            return new Encoded(gzip, Optional.of("gzip"));
        }
        return new Encoded(content, Optional.empty());
    }

    private static boolean names(String acceptEncoding, String coding) {
        for (String part : acceptEncoding.split(",")) {
            String[] weighted = part.strip().split("\\s*;\\s*", 2);
            if (weighted[0].equalsIgnoreCase(coding)) {
                return weighted.length == 1 || !weighted[1].matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    private static MediaType type(String path) {
        MediaType type = MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
        boolean text = type.getType().equals("text");
        return text ? new MediaType(type, java.nio.charset.StandardCharsets.UTF_8) : type;
    }

    private static String tag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(hash, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
