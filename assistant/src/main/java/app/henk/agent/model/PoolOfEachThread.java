package app.henk.agent.model;

import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.TransportConfig;

/**
 * A pool of connections for each event loop, and one for all other threads. Who asks on a loop gets a connection of the
 * same loop, and each piece that comes is handed on without waking another thread.
 */
final class PoolOfEachThread implements ConnectionProvider {

    private final Supplier<ConnectionProvider> maker;
    private final ConnectionProvider others;
    private final Map<Thread, ConnectionProvider> ofLoops = new ConcurrentHashMap<>();

    PoolOfEachThread(Supplier<ConnectionProvider> maker) {
        this.maker = maker;
        this.others = maker.get();
    }

    @Override
    public Mono<? extends Connection> acquire(
            TransportConfig config,
            ConnectionObserver observer,
            @Nullable Supplier<? extends SocketAddress> remote,
            @Nullable AddressResolverGroup<?> resolver) {
        Thread current = Thread.currentThread();
        // event loops are few and live long
        ConnectionProvider pool = current instanceof FastThreadLocalThread
                ? ofLoops.computeIfAbsent(current, thread -> maker.get())
                : others;
        return pool.acquire(config, observer, remote, resolver);
    }

    @Override
    public Mono<Void> disposeLater() {
        return Flux.concat(
                        others.disposeLater(),
                        Flux.fromIterable(ofLoops.values()).flatMap(ConnectionProvider::disposeLater))
                .then();
    }

    @Override
    public void dispose() {
        others.dispose();
        ofLoops.values().forEach(ConnectionProvider::dispose);
    }

    @Override
    public int maxConnections() {
        return others.maxConnections();
    }
}
