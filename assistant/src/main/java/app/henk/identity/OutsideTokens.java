package app.henk.identity;

import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tokens of an outside OpenID Connect issuer, when one is set. Its people belong to one tenant; an account is made when
 * somebody first comes, and follows the role that the issuer says.
 */
@Component
class OutsideTokens {

    private static final Logger log = LoggerFactory.getLogger(OutsideTokens.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int RETRY_AFTER = 5;

    private final IdentitySettings.Oidc settings;
    private final ReactiveJwtDecoder decoder;
    private final Map<Role, String> roles;
    private final TenantStore tenants;
    private final OutsideAccounts accounts;
    // said once, not with every request that has to wait
    private final AtomicBoolean away = new AtomicBoolean();

    OutsideTokens(IdentitySettings settings, TenantStore tenants, OutsideAccounts accounts) {
        this.settings = settings.oidc();
        this.tenants = tenants;
        this.accounts = accounts;
        // fetched at the first use: an issuer that is down must not keep Henk from starting
        this.decoder = new SupplierReactiveJwtDecoder(this::decoder);
        this.roles = this.settings.mapped();
    }

    /** Whether the token says that it comes from the outside issuer. Proves nothing; picks who is to verify it. */
    boolean isTheirs(String token) {
        return !settings.issuer().isEmpty() && issuer(token).equals(settings.issuer());
    }

    /** Fails with {@link BadJwtException} for a token that is not valid, with a problem when the issuer cannot be asked. */
    Mono<Account> account(String token) {
        return verified(token).flatMap(jwt -> tenant().flatMap(tenant -> accounts.of(person(tenant, jwt))));
    }

    /** Whatever fails here and does not lie in the token lies with the issuer: its keys are the only thing asked for. */
    private Mono<Jwt> verified(String token) {
        return decoder.decode(token)
                .timeout(PATIENCE)
                .doOnNext(jwt -> answers())
                .onErrorMap(failure -> !(failure instanceof BadJwtException), this::isAway);
    }

    private void answers() {
        if (away.compareAndSet(true, false)) {
            log.info("{} answers again", settings.issuer());
        }
    }

    private Problem isAway(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            log.warn(
                    "{} cannot be asked for its keys, so its people wait: {}",
                    settings.issuer(),
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
        }
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "issuer-unavailable",
                        "The service that you signed in at cannot be asked at this moment. Try again in a few seconds.")
                .with("retry_after", RETRY_AFTER);
    }

    private ReactiveJwtDecoder decoder() {
        NimbusReactiveJwtDecoder nimbus = NimbusReactiveJwtDecoder.withIssuerLocation(settings.issuer())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setAllowEmptyExpiryClaim(false);
        nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<Collection<String>>(
                        "aud", audience -> audience != null && audience.contains(settings.audience()))));
        return nimbus;
    }

    private Mono<TenantId> tenant() {
        return tenants.all()
                .filter(named ->
                        settings.tenant().isEmpty() || settings.tenant().equals(named.slug()))
                .next()
                .map(TenantStore.Named::id);
    }

    private OutsideAccounts.Person person(TenantId tenant, Jwt jwt) {
        Email email = Optional.ofNullable(jwt.getClaimAsString("email"))
                .flatMap(Email::of)
                .orElseThrow(() -> new BadJwtException("no e-mail in the token"));
        String name = Optional.ofNullable(jwt.getClaimAsString("name")).orElse(email.value());
        return new OutsideAccounts.Person(
                tenant,
                jwt.getClaimAsString("iss") + "|" + jwt.getSubject(),
                email.value(),
                Boolean.TRUE.equals(jwt.getClaims().get("email_verified")),
                name,
                role(jwt));
    }

    /** The highest of the roles that are mapped; a customer when none is. */
    private Role role(Jwt jwt) {
        Object claim = jwt.getClaims().getOrDefault(settings.roleClaim(), List.of());
        Collection<?> theirs = claim instanceof Collection<?> many ? many : List.of(claim);
        return roles.entrySet().stream()
                .filter(ours -> theirs.contains(ours.getValue()))
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .orElse(Role.CUSTOMER);
    }

    private static String issuer(String token) {
        try {
            return Objects.requireNonNullElse(
                    JWTParser.parse(token).getJWTClaimsSet().getIssuer(), "");
        } catch (ParseException | NullPointerException e) {
            return "";
        }
    }
}
