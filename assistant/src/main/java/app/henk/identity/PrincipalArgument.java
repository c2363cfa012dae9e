package app.henk.identity;

import app.henk.platform.Problem;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controllers the {@link Principal} they declare: 401 when nobody signed in, 403 when it is the wrong kind. */
@Configuration(proxyBeanMethods = false)
class PrincipalArgument implements WebFluxConfigurer, HandlerMethodArgumentResolver {

    private final Identity identity;

    PrincipalArgument(Identity identity) {
        this.identity = identity;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return Principal.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return identity.principal(exchange)
                .switchIfEmpty(Mono.error(Identity::signInNeeded))
                .flatMap(principal -> parameter.getParameterType().isInstance(principal)
                        ? Mono.just(principal)
                        : Mono.error(Problem.forbidden("Your account is not of the kind that may do this.")));
    }
}
