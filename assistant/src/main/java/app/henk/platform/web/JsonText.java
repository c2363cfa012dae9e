package app.henk.platform.web;

import app.henk.platform.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses text that JSON can spell and that nobody can store or show: U+0000, which PostgreSQL has no place for, halves
 * of surrogate pairs, and bytes that are not UTF-8. Done once for the whole body, whatever type it is read into.
 */
final class JsonText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private JsonText() {}

    static void check(byte[] body) {
        CharSequence text = decode(body);
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            throw refused("The body begins with a byte order mark; JSON has none.");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i = afterEscape(text, i);
            }
        }
    }

    /** The index of the escape's last character. */
    private static int afterEscape(CharSequence text, int backslash) {
        int unit = unit(text, backslash);
        if (unit < 0) {
            return backslash + 1;
        }
        if (unit == 0) {
            throw refused("The body contains the character U+0000 (\\u0000), which no text may contain. Remove it.");
        }
        if (Character.isHighSurrogate((char) unit)) {
            int next = unit(text, backslash + 6);
            if (next >= 0 && Character.isLowSurrogate((char) next)) {
                return backslash + 11;
            }
        }
        if (Character.isSurrogate((char) unit)) {
            throw refused("The body contains half of a surrogate pair (\\u" + Integer.toHexString(unit)
                    + "), which is no character. Send whole characters.");
        }
        return backslash + 5;
    }

    /** The UTF-16 unit that an escape at this index spells; negative when there is none. */
    private static int unit(CharSequence text, int at) {
        if (at + 5 >= text.length() || text.charAt(at) != '\\' || text.charAt(at + 1) != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }

    private static CharBuffer decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw refused("The body is not valid UTF-8.");
        }
    }

    private static Problem refused(String detail) {
        return Problem.badRequest("text-invalid", detail);
    }
}
