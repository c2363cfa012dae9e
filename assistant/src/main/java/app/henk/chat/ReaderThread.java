package app.henk.chat;

import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The thread that writes to the one who asks. A turn that begins there has its model's stream read there as well, so a
 * piece of text goes from socket to socket without waking another thread.
 */
final class ReaderThread {

    private ReaderThread() {}

    /** Without a connection, for instance in a test without a server: whichever thread it is. */
    static Scheduler of(ServerWebExchange exchange) {
        Object request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        if (!(request instanceof HttpServerRequest http)) {
            return Schedulers.immediate();
        }
        Scheduler[] found = {Schedulers.immediate()};
        http.withConnection(connection ->
                found[0] = Schedulers.fromExecutor(connection.channel().eventLoop()));
        return found[0];
    }
}
