package app.henk.chat;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;

/** Puts frames into the form of server-sent events: only line feeds, as the strictest client wants it. */
final class SseWriter {

    private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PING = ": \n\n".getBytes(StandardCharsets.US_ASCII);

    private final DataBuffer buffer;

    SseWriter(DataBufferFactory buffers, int sizeHint) {
        this.buffer = buffers.allocateBuffer(sizeHint);
    }

    /** @param idPrefix the run's id and a colon, as bytes */
    SseWriter event(byte[] idPrefix, int number, byte[] json) {
        buffer.write(ID).write(idPrefix);
        digits(number);
        buffer.write((byte) '\n');
        return event(json);
    }

    SseWriter event(byte[] json) {
        buffer.write(DATA).write(json).write((byte) '\n').write((byte) '\n');
        return this;
    }

    SseWriter event(String data) {
        return event(data.getBytes(StandardCharsets.UTF_8));
    }

    SseWriter ping() {
        buffer.write(PING);
        return this;
    }

    DataBuffer buffer() {
        return buffer;
    }

    private void digits(int number) {
        if (number >= 10) {
            digits(number / 10);
        }
        buffer.write((byte) ('0' + number % 10));
    }
}
