package app.henk.platform;

import java.net.InetSocketAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Metrics tell how business goes: only this machine reads them, unless the operator opens them. A request that a proxy
 * on this machine passes on comes from elsewhere.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class MetricsAccess implements WebFilter {

    private final boolean open;

    MetricsAccess(@Value("${henk.metrics-public:false}") boolean open) {
        this.open = open;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean metrics = exchange.getRequest().getPath().value().startsWith("/metrics");
        if (!metrics || open || fromThisMachine(exchange)) {
            return chain.filter(exchange);
        }
        // as if there were none
        exchange.getResponse().setStatusCode(HttpStatus.NOT_FOUND);
        return exchange.getResponse().setComplete();
    }

    private static boolean fromThisMachine(ServerWebExchange exchange) {
        var headers = exchange.getRequest().getHeaders();
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote != null
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress()
                && !headers.containsHeader("X-Forwarded-For")
                && !headers.containsHeader("Forwarded");
    }
}
