package app.henk.chat;

import app.henk.chat.ChatRequest.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;

/**
 * How one reader hears a run: its dialect and the names by which it knows thread and run. First and last event carry
 * those names, hence they are made for each reader and never stored: a session's id is a secret.
 */
record Wire(
        Dialect dialect, String thread, String runName, UUID run, boolean speaksVersion1, DataBufferFactory buffers) {

    private static final int FRAME_OVERHEAD = 56;
    private static final int HEAD = 320;

    FrameLog.Renderer renderer(LiveRun live, boolean fromStart) {
        Out out = new Out(fromStart);
        return (from, to, last) -> {
            int bytes = HEAD;
            for (int number = from; number <= to; number++) {
                bytes += live.log().frame(number).length + FRAME_OVERHEAD;
            }
            SseWriter sse = new SseWriter(buffers, bytes);
            out.head(sse);
            for (int number = from; number <= to; number++) {
                out.frame(sse, number, live.log().frame(number));
            }
            if (last) {
                out.end(sse, Math.max(from, to + 1), live.ending());
            } else if (to < from) {
                sse.ping();
            }
            return sse.buffer();
        };
    }

    /** @param after number of the last frame that the reader has, 0 for none */
    Stored stored(int after, boolean fromStart) {
        return new Stored(after, fromStart);
    }

    /** Renders what the database has, again and again, each frame once. */
    final class Stored {

        private final Out out;
        private int sent;
        private boolean done;

        Stored(int after, boolean fromStart) {
            this.out = new Out(fromStart);
            this.sent = after;
        }

        DataBuffer render(List<byte[]> frames, Optional<Ending> ending) {
            SseWriter sse = new SseWriter(buffers, HEAD);
            out.head(sse);
            while (sent < frames.size()) {
                sent++;
                out.frame(sse, sent, frames.get(sent - 1));
            }
            ending.ifPresent(how -> {
                // nobody has more frames than there are
                out.end(sse, Math.min(sent, frames.size()) + 1, how);
                done = true;
            });
            return sse.buffer();
        }

        boolean isDone() {
            return done;
        }
    }

    private final class Out {

        private final byte[] idPrefix = (run + ":").getBytes(StandardCharsets.US_ASCII);
        private final AiSdkFrames aiSdk = new AiSdkFrames();
        private boolean headDue;

        /** @param fromStart false for a reader that comes back: it has seen the beginning */
        Out(boolean fromStart) {
            this.headDue = fromStart;
        }

        void head(SseWriter sse) {
            if (headDue) {
                headDue = false;
                frame(sse, 0, AgUiFrames.started(thread, runName));
                frame(sse, 0, AgUiFrames.session(thread));
            }
        }

        void frame(SseWriter sse, int number, byte[] json) {
            switch (dialect) {
                case HENK, AG_UI -> sse.event(idPrefix, number, json);
                case AI_SDK -> aiSdk.translate(json).forEach(sse::event);
            }
        }

        void end(SseWriter sse, int number, Ending ending) {
            frame(sse, number, AgUiFrames.ended(ending, thread, runName, speaksVersion1));
        }
    }
}
