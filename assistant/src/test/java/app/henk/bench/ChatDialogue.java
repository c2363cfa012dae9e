package app.henk.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A visitor who asks Henk, and compares every byte of every answer with what the model said. Looks at the bytes where
 * they lie: whoever measures must cost less than what is measured.
 */
final class ChatDialogue implements Dialogue {

    private static final byte[] END_OF_FRAME = bytes("\n\n");
    private static final byte[] DATA = bytes("data: {\"type\":\"");
    private static final byte[] CONTENT = bytes("TEXT_MESSAGE_CONTENT\"");
    private static final byte[] FINISHED = bytes("RUN_FINISHED\"");
    private static final byte[] ERROR = bytes("RUN_ERROR\"");
    private static final byte[] CUSTOM = bytes("CUSTOM\"");
    private static final byte[] DELTA = bytes("\"delta\":\"");
    private static final byte[] SESSION = bytes("\"session_id\":\"");

    private final byte[] expected;
    private final int messages;
    private byte[] buffer = new byte[16 * 1024];
    private int filled;
    private int matched;
    private long firstText;
    private int message;
    private String session = "";
    private boolean finished;
    private String trouble = "";

    /**
     * @param answer what the model says, each time
     * @param messages of one conversation before the next one begins
     */
    ChatDialogue(String answer, int messages) {
        this.expected = JsonStringEncoder.getInstance().quoteAsUTF8(answer);
        this.messages = messages;
    }

    @Override
    public String path() {
        return "/api/chat";
    }

    @Override
    public String next() {
        if (message == messages) {
            message = 0;
            session = "";
        }
        message++;
        filled = 0;
        matched = 0;
        firstText = 0;
        finished = false;
        trouble = "";
        String name = session.isEmpty() ? "" : ",\"session_id\":\"" + session + "\"";
        return "{\"message\":\"Welches Tuch passt zu einer Feier im Sommer?\",\"disclosed\":true,\"message_id\":\""
                + UUID.randomUUID() + "\"" + name + "}";
    }

    @Override
    public void read(ByteBuf body) {
        int length = body.readableBytes();
        if (filled + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, filled + length));
        }
        body.getBytes(body.readerIndex(), buffer, filled, length);
        filled += length;
        int from = 0;
        for (int end = find(END_OF_FRAME, from, filled); end >= 0; end = find(END_OF_FRAME, from, filled)) {
            frame(from, end);
            from = end + END_OF_FRAME.length;
        }
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
    }

    private void frame(int from, int end) {
        int type = find(DATA, from, end) + DATA.length;
        if (type < DATA.length) {
            return;
        }
        if (isAt(CONTENT, type, end)) {
            content(type, end);
        } else if (isAt(FINISHED, type, end)) {
            finished = true;
        } else if (isAt(ERROR, type, end)) {
            trouble = text(type, end);
        } else if (session.isEmpty() && isAt(CUSTOM, type, end)) {
            int start = find(SESSION, type, end) + SESSION.length;
            if (start >= SESSION.length) {
                session = text(start, find(bytes("\""), start, end));
            }
        }
    }

    private void content(int from, int end) {
        if (firstText == 0) {
            firstText = System.nanoTime();
        }
        int start = find(DELTA, from, end) + DELTA.length;
        int length = end - 2 - start;
        boolean same = matched + length <= expected.length
                && Arrays.equals(buffer, start, start + length, expected, matched, matched + length);
        matched += length;
        if (!same && trouble.isEmpty()) {
            trouble = "another text than the model's: " + text(start, start + length);
        }
    }

    @Override
    public long firstText() {
        return firstText;
    }

    @Override
    public Turn ended() {
        if (trouble.isEmpty() && !finished) {
            trouble = "ended without RUN_FINISHED " + text(0, Math.min(filled, 300));
        }
        if (trouble.isEmpty() && matched != expected.length) {
            trouble = "only " + matched + " of " + expected.length + " bytes of text";
        }
        return trouble.isEmpty() ? new Turn.Whole(message) : new Turn.Broken(trouble);
    }

    private boolean isAt(byte[] word, int at, int end) {
        return at + word.length <= end && Arrays.equals(buffer, at, at + word.length, word, 0, word.length);
    }

    private int find(byte[] word, int from, int end) {
        for (int i = from; i <= end - word.length; i++) {
            if (buffer[i] == word[0] && isAt(word, i, end)) {
                return i;
            }
        }
        return -1;
    }

    private String text(int from, int end) {
        return new String(buffer, from, Math.max(0, end - from), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
