package app.henk.agent.model;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The connections to model services, kept and shared; on the event loops that serve our own clients. */
final class ModelConnections implements AutoCloseable {

    private static final Duration KEPT_IDLE = Duration.ofSeconds(20);

    private final ConnectionProvider pool;
    private final HttpClient http;

    ModelConnections(int maxConnections, Duration connectTimeout) {
        this.pool = new PoolOfEachThread(() -> ConnectionProvider.builder("model")
                .maxConnections(maxConnections)
                .pendingAcquireMaxCount(maxConnections)
                .pendingAcquireTimeout(connectTimeout)
                .maxIdleTime(KEPT_IDLE)
                .lifo()
                .build());
        this.http = HttpClient.create(pool)
                .protocol(HttpProtocol.HTTP11)
                .disableRetry(true)
                .proxyWithSystemProperties()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectTimeout.toMillis()))
                .doOnChannelInit((observer, channel, address) -> channel.pipeline()
                        .addBefore(NettyPipeline.ReactiveBridge, "henk.coalescing", new ReadCoalescing()));
    }

    /** A client that never asks twice by itself: whether to repeat is decided where it is known what was shown. */
    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
