package app.henk.platform.web;

import app.henk.platform.Problem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import reactor.core.publisher.Mono;

/** Requests with ambiguous paths or headers are refused like every other wrong one. */
@Configuration(proxyBeanMethods = false)
class FirewallProblems {

    @Bean
    ServerExchangeRejectedHandler rejected() {
        return (exchange, cause) -> Mono.error(
                Problem.badRequest("address-ambiguous", "The address or a header is not plain enough to be trusted."));
    }
}
