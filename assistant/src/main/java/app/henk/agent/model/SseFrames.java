package app.henk.agent.model;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Cuts a body of server-sent events into the data of its events. Lines may end in CR LF, LF or CR, and the bytes may be
 * cut anywhere, inside a line end or a character too. Each byte is copied once and looked at once.
 *
 * <p>A line that begins with a brace or bracket is data as well: an error in mid-stream comes without {@code data:}.
 */
final class SseFrames {

    /** Receives the bytes of one event; they are valid during the call only. */
    interface Sink {
        void frame(byte[] bytes, int offset, int length);
    }

    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};

    private final int maxFrameBytes;
    private final Sink sink;

    /** Everything from the first byte of the unfinished event to the last byte that came. */
    private byte[] bytes = new byte[8192];

    private int filled;
    private int lineStart;
    private int scanned;
    private boolean afterCr;
    private boolean rawFrame;

    /** The data of the unfinished event, as far as its lines are complete. */
    private int dataStart = -1;

    private int dataEnd;

    SseFrames(int maxFrameBytes, Sink sink) {
        this.maxFrameBytes = maxFrameBytes;
        this.sink = sink;
    }

    /** Takes what arrived; the caller keeps the buffer. Fails when one event is larger than the bound. */
    void feed(ByteBuf arrived) {
        int length = arrived.readableBytes();
        makeRoom(length);
        arrived.readBytes(bytes, filled, length);
        filled += length;
        scan();
        if (filled - unfinishedFrom() > maxFrameBytes) {
            throw new ModelFailure(ModelFailure.Kind.TRUNCATED, "an event of more than " + maxFrameBytes + " bytes");
        }
    }

    /** What is left when the body ends: an event that was never closed, or nothing. */
    byte[] leftover() {
        if (filled > lineStart) {
            endLine(filled);
        }
        return dataStart < 0 ? new byte[0] : Arrays.copyOfRange(bytes, dataStart, dataEnd);
    }

    private void scan() {
        byte[] b = bytes;
        int i = scanned;
        for (int end = filled; i < end; i++) {
            byte c = b[i];
            if (c != '\n' && c != '\r') {
                afterCr = false;
            } else if (c == '\n' && afterCr) {
                afterCr = false;
                lineStart = i + 1;
            } else {
                afterCr = c == '\r';
                endLine(i);
                lineStart = i + 1;
            }
        }
        scanned = i;
    }

    private void endLine(int end) {
        if (end == lineStart) {
            dispatch();
        } else if (rawFrame || bytes[lineStart] == '{' || bytes[lineStart] == '[') {
            rawFrame = true;
            append(lineStart, end);
        } else if (startsWithData(end)) {
            int from = lineStart + DATA.length;
            append(from < end && bytes[from] == ' ' ? from + 1 : from, end);
        }
    }

    /** A second line of the same event is moved next to the first, with a line feed between. */
    private void append(int from, int end) {
        if (dataStart < 0) {
            dataStart = from;
            dataEnd = end;
        } else {
            bytes[dataEnd] = '\n';
            System.arraycopy(bytes, from, bytes, dataEnd + 1, end - from);
            dataEnd += 1 + end - from;
        }
    }

    private void dispatch() {
        if (dataStart >= 0 && dataEnd > dataStart) {
            sink.frame(bytes, dataStart, dataEnd - dataStart);
        }
        dataStart = -1;
        rawFrame = false;
    }

    private boolean startsWithData(int end) {
        return end - lineStart >= DATA.length
                && Arrays.equals(bytes, lineStart, lineStart + DATA.length, DATA, 0, DATA.length);
    }

    private int unfinishedFrom() {
        return dataStart < 0 ? lineStart : dataStart;
    }

    private void makeRoom(int length) {
        int from = unfinishedFrom();
        int kept = filled - from;
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, kept);
            filled = kept;
            lineStart -= from;
            scanned -= from;
            dataEnd -= from;
            dataStart = dataStart < 0 ? -1 : 0;
        }
        if (bytes.length - filled < length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, filled + length));
        }
    }
}
