package app.henk.identity;

import app.henk.platform.Problem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import reactor.core.publisher.Mono;

/** Who may call which address. Whatever is not listed as open needs a valid token; controllers ask for the role. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    /** For everybody; who brings a token all the same is the one that it names. */
    static final String[] OPEN = {
        "/api/auth/register",
        "/api/auth/login",
        "/api/auth/refresh",
        "/api/auth/logout",
        "/api/setup",
        "/api/chat/**",
        "/api/events",
        "/api/groups/**",
        "/api/knowledge/questions",
        "/api/widget/**",
        "/api/fabrics/**",
        "/api/products/**",
        "/api/appointments/**",
        "/api/promises",
        "/api/me/export/*",
        "/api/pipedrive/webhooks/*",
        "/api/pipedrive/oauth/callback"
    };

    @Bean
    SecurityWebFilterChain api(ServerHttpSecurity http, TokenAuthentication tokens, TokenOfRequest tokenOfRequest) {
        return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/api/**", "/mcp/**"))
                .authorizeExchange(rules ->
                        rules.pathMatchers(OPEN).permitAll().anyExchange().authenticated())
                .oauth2ResourceServer(server -> server.bearerTokenConverter(tokenOfRequest)
                        .authenticationManagerResolver(exchange -> Mono.just(tokens))
                        .authenticationEntryPoint(entryPoint())
                        .accessDeniedHandler(denied()))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(entryPoint()).accessDeniedHandler(denied()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                // our own: CsrfGuard also knows bearer tokens; SecurityHeaders also serves what is not below /api
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .build();
    }

    private static ServerAuthenticationEntryPoint entryPoint() {
        return (exchange, cause) ->
                Mono.error(cause instanceof InvalidBearerTokenException ? invalidToken() : Identity.signInNeeded());
    }

    private static ServerAccessDeniedHandler denied() {
        return (exchange, cause) -> Mono.error(Problem.forbidden("Your account may not do this."));
    }

    // one sentence for every kind of bad token: which check failed is nobody's business
    private static Problem invalidToken() {
        return new Problem(
                HttpStatus.UNAUTHORIZED,
                "token-invalid",
                "The access token is expired or not valid here. Refresh it, or sign in again.");
    }
}
