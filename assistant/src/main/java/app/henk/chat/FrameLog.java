package app.henk.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The frames of one run in the order in which they were made; frame n has the number n, from 1. One writer, any number
 * of readers, each at its own pace and from its own place: a slow reader holds back nobody and costs no buffer.
 */
final class FrameLog {

    // written by one thread at a time; readers look at size first, which publishes what stands below it
    private volatile byte[][] frames = new byte[64][];
    private volatile int size;
    private volatile boolean complete;
    private final List<Tail> tails = new CopyOnWriteArrayList<>();

    void append(byte[] frame) {
        int next = size;
        byte[][] current = frames;
        if (next == current.length) {
            current = Arrays.copyOf(current, next * 2);
            frames = current;
        }
        current[next] = frame;
        size = next + 1;
    }

    /** Wakes the readers. Apart from {@link #append} so that frames that come together are sent together. */
    void flush() {
        tails.forEach(Tail::drain);
    }

    void complete() {
        complete = true;
        flush();
    }

    boolean isComplete() {
        return complete;
    }

    int size() {
        return size;
    }

    /** @param number from 1 to {@link #size} */
    byte[] frame(int number) {
        return frames[number - 1];
    }

    /** Turns frames into bytes to send. */
    @FunctionalInterface
    interface Renderer {

        /**
         * @param from number of the first frame; beyond {@code to} where there is none, for a sign of life or the end
         * @param last whether the run ends behind frame {@code to}
         */
        DataBuffer render(int from, int to, boolean last);
    }

    /** Lets every reader that has nothing else to read send a sign of life. */
    void ping() {
        tails.forEach(Tail::ping);
    }

    boolean hasReaders() {
        return !tails.isEmpty();
    }

    /**
     * Everything after the frame {@code after}, up to the end. All that is there at once comes as one buffer. A reader
     * whose frames cannot be rendered fails by itself: neither the run nor the other readers hear of it.
     *
     * @param after number of the last frame that the reader says it has, 0 for none; nobody has more than there are
     */
    Flux<DataBuffer> tail(int after, Renderer render) {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super DataBuffer> reader) {
                Tail tail = new Tail(reader, after, render);
                tails.add(tail);
                reader.onSubscribe(tail);
                tail.drain();
            }
        };
    }

    private final class Tail implements Subscription {

        private final CoreSubscriber<? super DataBuffer> reader;
        private final Renderer render;
        private final AtomicLong requested = new AtomicLong();
        private final AtomicInteger work = new AtomicInteger();
        private volatile boolean cancelled;
        private volatile boolean pinged;
        private int sent;

        Tail(CoreSubscriber<? super DataBuffer> reader, int after, Renderer render) {
            this.reader = reader;
            this.sent = Math.clamp(after, 0, size);
            this.render = render;
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n)) {
                requested.accumulateAndGet(n, (a, b) -> Operators.addCap(a, b));
                drain();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            tails.remove(this);
        }

        void ping() {
            pinged = true;
            drain();
        }

        void drain() {
            if (work.getAndIncrement() != 0) {
                return;
            }
            int missed = 1;
            do {
                step();
                missed = work.addAndGet(-missed);
            } while (missed != 0);
        }

        private void step() {
            while (!cancelled) {
                boolean last = complete;
                int available = size;
                boolean due = sent < available || last || pinged;
                if (!due || requested.get() == 0) {
                    return;
                }
                send(available, last);
                if (last && !cancelled) {
                    cancel();
                    reader.onComplete();
                }
            }
        }

        private void send(int available, boolean last) {
            pinged = false;
            int from = sent + 1;
            sent = Math.max(sent, available);
            if (requested.get() != Long.MAX_VALUE) {
                requested.decrementAndGet();
            }
            rendered(from, available, last).ifPresent(reader::onNext);
        }

        private Optional<DataBuffer> rendered(int from, int available, boolean last) {
            try {
                return Optional.of(render.render(from, available, last));
            } catch (RuntimeException broken) {
                cancel();
                reader.onError(broken);
                return Optional.empty();
            }
        }
    }
}
