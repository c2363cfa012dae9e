package app.henk.mail;

import java.util.regex.Pattern;

/**
 * A file that goes along with a mail.
 *
 * @param name as the reader sees it; what would end a header or leave a folder is taken out
 * @param contentType such as {@code text/calendar; method=REQUEST}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that are handed on, never compared
public record Attachment(String name, String contentType, byte[] content) {

    static final int MOST_BYTES = 5 * 1024 * 1024;
    // many servers take no more, and base64 adds a third
    static final int MOST_BYTES_TOGETHER = 8 * 1024 * 1024;
    static final int MOST = 10;
    private static final int LONGEST_NAME = 120;
    private static final Pattern TYPE = Pattern.compile("[a-z]+/[A-Za-z0-9.+-]+(; ?[a-z-]+=[A-Za-z0-9_.-]+)*");

    public Attachment {
        if (!TYPE.matcher(contentType).matches()) {
            throw new IllegalArgumentException("This is no content type of an attachment: " + contentType);
        }
        if (content.length > MOST_BYTES) {
            throw new IllegalArgumentException("An attachment has at most " + MOST_BYTES + " bytes");
        }
        String plain = name.replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\\"<>:|?*]", " ").strip();
        name = plain.isEmpty() ? "attachment" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }
}
