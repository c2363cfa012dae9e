package app.henk.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Holds a number of streams open, each asking again as soon as it has its answer. Bare Netty on one thread: it shares
 * the machine with what it measures.
 */
final class LoadClient implements AutoCloseable {

    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    /** What the streams found while they were watched, and whatever went wrong at any time. */
    record Seen(int turns, Duration during, Samples firstText, Samples whole, double message, List<String> errors) {

        double perSecond() {
            return turns / (during.toNanos() / 1e9);
        }
    }

    /** Told when the measured time begins and ends. */
    interface Watch {

        Watch NONE = of(() -> {}, () -> {});

        void begins();

        void ends();

        static Watch of(Runnable begins, Runnable ends) {
            return new Watch() {
                @Override
                public void begins() {
                    begins.run();
                }

                @Override
                public void ends() {
                    ends.run();
                }
            };
        }
    }

    /**
     * @param spread over which the streams begin, so that they are not in step
     * @param window that is measured; begins when every stream has begun
     * @param patience for the answers that are under way when it ends
     */
    Seen run(
            int port,
            int streams,
            Duration spread,
            Duration window,
            Duration patience,
            Supplier<Dialogue> dialogues,
            Watch watch)
            throws InterruptedException {
        var tally = new Tally();
        List<LoadStream> open = new ArrayList<>();
        Bootstrap bootstrap = new Bootstrap()
                .group(thread)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000);
        for (int i = 0; i < streams; i++) {
            var stream = new LoadStream(dialogues.get(), tally, port);
            open.add(stream);
            connect(bootstrap, stream, port);
            TimeUnit.NANOSECONDS.sleep(spread.toNanos() / streams);
        }
        watch.begins();
        long begin = tally.begin();
        TimeUnit.NANOSECONDS.sleep(window.toNanos());
        long end = tally.end();
        watch.ends();
        if (!tally.allIdleWithin(patience)) {
            tally.failed("some answers did not come within " + patience.toSeconds() + " s");
        }
        open.forEach(LoadStream::close);
        return tally.seen(Duration.ofNanos(end - begin));
    }

    private static void connect(Bootstrap bootstrap, LoadStream stream, int port) {
        bootstrap
                .clone()
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), stream);
                    }
                })
                .connect("127.0.0.1", port)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        stream.refused(connected.cause());
                    }
                });
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
