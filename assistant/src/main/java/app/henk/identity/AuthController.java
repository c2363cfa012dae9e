package app.henk.identity;

import app.henk.platform.ClientAddress;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import app.henk.platform.web.OwnOrigin;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing in and out. Our own pages get cookies, everybody else gets tokens. */
@Tag(name = "Sign-in")
@RestController
@RequestMapping("/api/auth")
class AuthController {

    private final SignIn signIn;
    private final Registration registration;
    private final AuthRequests requests;
    private final Tenants tenants;
    private final SessionCookies cookies;
    private final OwnOrigin own;
    private final Limits limits;
    private final ClientAddress clients;

    AuthController(
            SignIn signIn,
            Registration registration,
            AuthRequests requests,
            Tenants tenants,
            SessionCookies cookies,
            OwnOrigin own,
            Limits limits,
            ClientAddress clients) {
        this.signIn = signIn;
        this.registration = registration;
        this.requests = requests;
        this.tenants = tenants;
        this.cookies = cookies;
        this.own = own;
        this.limits = limits;
        this.clients = clients;
    }

    @Operation(summary = "Opens an account, or with a company a tenant with this person as its administrator")
    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<AuthAnswer>> register(
            @Valid @RequestBody AuthRequests.Register body, ServerWebExchange exchange) {
        Registration.Person person = requests.person(body);
        return limits.check(Limit.REGISTER, clients.of(exchange.getRequest()))
                .then(Mono.defer(() -> body.company()
                        .map(company -> registration.company(company.strip(), person, body.language()))
                        .orElseGet(() -> tenants.ofRequest(exchange)
                                .flatMap(tenant -> registration.customer(tenant.id(), person)))))
                .flatMap(account -> signIn.begin(account, body.session_id()))
                .map(session -> answer(exchange, session, HttpStatus.CREATED));
    }

    @Operation(summary = "Signs in with e-mail and password")
    @PostMapping("/login")
    Mono<ResponseEntity<AuthAnswer>> login(@Valid @RequestBody AuthRequests.Login body, ServerWebExchange exchange) {
        Email email = requests.email(body.email());
        return limits.check(Limit.SIGN_IN, clients.of(exchange.getRequest()))
                .then(limits.check(Limit.SIGN_IN_ACCOUNT, email.value()))
                .then(slug(exchange, body.tenant()))
                .flatMap(slug -> signIn.with(new SignIn.Attempt(email, body.password(), slug, body.session_id())))
                .map(session -> answer(exchange, session, HttpStatus.OK));
    }

    @Operation(summary = "Trades a refresh token for new tokens; each one works once")
    @PostMapping("/refresh")
    Mono<ResponseEntity<AuthAnswer>> refresh(
            @Valid @RequestBody(required = false) AuthRequests.@org.jspecify.annotations.Nullable Refresh body,
            ServerWebExchange exchange) {
        return limits.check(Limit.REFRESH, clients.of(exchange.getRequest()))
                .then(Mono.defer(() -> signIn.renew(token(body, exchange)
                        .orElseThrow(() -> Problem.badRequest(
                                "refresh-token-missing", "Send the refresh token in the field refresh_token.")))))
                .map(session -> answer(exchange, session, HttpStatus.OK))
                // who comes too often, or at a bad moment, is still signed in
                .doOnError(Problem.class, refused -> {
                    if (refused.status() == HttpStatus.UNAUTHORIZED) {
                        cookies.clear(exchange);
                    }
                });
    }

    @Operation(summary = "Ends this sign-in; harmless when there is none")
    @PostMapping("/logout")
    Mono<ResponseEntity<Void>> logout(
            @Valid @RequestBody(required = false) AuthRequests.@org.jspecify.annotations.Nullable Refresh body,
            ServerWebExchange exchange) {
        return Mono.justOrEmpty(token(body, exchange)).flatMap(signIn::end).then(Mono.fromSupplier(() -> {
            cookies.clear(exchange);
            return ResponseEntity.noContent().build();
        }));
    }

    @Operation(summary = "Who is signed in")
    @GetMapping("/me")
    Mono<AuthAnswer.User> me(Principal principal) {
        return tenants.tenant(principal.tenant()).map(tenant -> AuthAnswer.User.of(principal, tenant));
    }

    /** A page that carries a widget key means that key's tenant; its origin is checked on the way. */
    private Mono<Optional<String>> slug(ServerWebExchange exchange, Optional<String> named) {
        boolean bound = TenantOfRequest.key(exchange.getRequest()).isPresent() || own.isForeign(exchange.getRequest());
        return bound ? tenants.ofRequest(exchange).map(tenant -> Optional.of(tenant.slug())) : Mono.just(named);
    }

    private static Optional<String> token(
            AuthRequests.@org.jspecify.annotations.Nullable Refresh body, ServerWebExchange exchange) {
        return Optional.ofNullable(body)
                .flatMap(AuthRequests.Refresh::refresh_token)
                .or(() -> SessionCookies.read(exchange.getRequest(), SessionCookies.REFRESH));
    }

    private ResponseEntity<AuthAnswer> answer(ServerWebExchange exchange, Session session, HttpStatus status) {
        boolean browser = own.isOwnPage(exchange.getRequest());
        if (browser) {
            cookies.set(exchange, session);
        }
        return ResponseEntity.status(status).header("Cache-Control", "no-store").body(AuthAnswer.of(session, browser));
    }
}
