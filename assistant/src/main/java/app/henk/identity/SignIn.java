package app.henk.identity;

import app.henk.platform.Problem;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Proving who one is, by password or by refresh token, and ending it. */
@Component
class SignIn {

    /**
     * @param tenant the only one to look in, when the request says which
     * @param sessionKey of the conversation that was led as a visitor
     */
    record Attempt(Email email, String password, Optional<String> tenant, Optional<String> sessionKey) {}

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final AccountStore store;
    private final Accounts accounts;
    private final Passwords passwords;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Tenants tenants;
    private final ObjectProvider<SignInListener> listeners;

    SignIn(
            AccountStore store,
            Accounts accounts,
            Passwords passwords,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Tenants tenants,
            ObjectProvider<SignInListener> listeners) {
        this.store = store;
        this.accounts = accounts;
        this.passwords = passwords;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.tenants = tenants;
        this.listeners = listeners;
    }

    Mono<Session> with(Attempt attempt) {
        String password = PasswordRules.normalized(attempt.password());
        return store.ofEmail(attempt.email().value(), attempt.tenant())
                .concatMap(store::findWithHash)
                .collectList()
                .flatMap(candidates -> proven(candidates, password))
                .flatMap(account -> begin(account, attempt.sessionKey()));
    }

    /** Opens a session for an account that has just been proved or made. */
    Mono<Session> begin(Account account, Optional<String> sessionKey) {
        return refreshTokens
                .begin(account)
                .flatMap(refresh -> session(account, refresh))
                .flatMap(session -> adopt(account, sessionKey)
                        .map(session::withConversation)
                        .defaultIfEmpty(session));
    }

    Mono<Session> renew(String refreshToken) {
        return refreshTokens.rotate(refreshToken).flatMap(rotation -> switch (rotation) {
            case RefreshTokens.Rotation.Renewed(AccountStore.Key owner, String token) ->
                accounts.active(owner)
                        .flatMap(account -> session(account, token))
                        .switchIfEmpty(refreshTokens.endAll(owner).then(Mono.error(SignIn::signInAgain)));
            case RefreshTokens.Rotation.Refused refused -> Mono.error(signInAgain());
            case RefreshTokens.Rotation.Stolen(AccountStore.Key owner) -> {
                LOG.warn("A refresh token was used twice; its sign-in is ended. account={}", owner.account());
                yield Mono.error(signInAgain());
            }
        });
    }

    Mono<Void> end(String refreshToken) {
        return refreshTokens.end(refreshToken);
    }

    private Mono<Account> proven(List<AccountStore.WithHash> candidates, String password) {
        if (candidates.isEmpty()) {
            return passwords.matchesNobody(password).then(Mono.error(SignIn::wrong));
        }
        return Flux.fromIterable(candidates)
                .filterWhen(found -> passwords.matches(password, found.hash()))
                .map(AccountStore.WithHash::account)
                .collectList()
                .flatMap(this::theOne);
    }

    private Mono<Account> theOne(List<Account> proven) {
        return switch (proven.size()) {
            case 0 -> Mono.error(wrong());
            case 1 -> Mono.just(proven.getFirst());
            default ->
                Flux.fromIterable(proven)
                        .concatMap(account -> tenants.tenant(account.tenant()))
                        .map(Tenant::slug)
                        .collectList()
                        .flatMap(slugs -> Mono.error(Problem.conflict(
                                        "tenant-ambiguous",
                                        "You have an account at several companies: say which one in the field tenant.")
                                .with("tenants", slugs)));
        };
    }

    private Mono<Session> session(Account account, String refreshToken) {
        return Mono.zip(accessTokens.issue(account), tenants.tenant(account.tenant()))
                .map(both -> new Session(
                        account,
                        both.getT2(),
                        both.getT1(),
                        accessTokens.life().toSeconds(),
                        refreshToken,
                        Optional.empty()));
    }

    private Mono<String> adopt(Account account, Optional<String> sessionKey) {
        Principal who = account.principal();
        return Mono.justOrEmpty(sessionKey)
                .flatMap(key -> Flux.fromStream(listeners.orderedStream())
                        .concatMap(listener -> listener.signedIn(who, key))
                        .next())
                .onErrorResume(cause -> {
                    LOG.error("A visitor's conversation could not be moved to account {}", account.id(), cause);
                    return Mono.empty();
                });
    }

    private static Problem wrong() {
        return new Problem(
                HttpStatus.UNAUTHORIZED, "credentials-wrong", "E-mail and password do not belong to an account here.");
    }

    private static Problem signInAgain() {
        return new Problem(
                HttpStatus.UNAUTHORIZED, "sign-in-again", "This sign-in has ended. Sign in with e-mail and password.");
    }
}
