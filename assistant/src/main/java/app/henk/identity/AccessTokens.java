package app.henk.identity;

import app.henk.platform.Ids;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Our own access tokens: short-lived, for one audience, of one type, with one algorithm. */
@Component
class AccessTokens {

    static final String ISSUER = "https://henk.app";
    static final String AUDIENCE = "henk-api";
    static final String TYPE = "at+jwt";
    static final String TENANT = "tenant";
    // instances' clocks differ a little
    private static final Duration SKEW = Duration.ofSeconds(5);

    private record Both(JwtEncoder encoder, ReactiveJwtDecoder decoder, String keyId) {}

    private final Mono<Both> both;
    private final Duration life;

    AccessTokens(SigningKey key, IdentitySettings settings) {
        this.life = settings.accessTokenLife();
        this.both = key.key()
                .map(AccessTokens::both)
                .cache(b -> Duration.ofDays(3650), error -> Duration.ZERO, () -> Duration.ZERO);
    }

    Duration life() {
        return life;
    }

    Mono<String> issue(Account account) {
        return both.map(b -> {
            JwsHeader header =
                    JwsHeader.with(MacAlgorithm.HS256).type(TYPE).keyId(b.keyId).build();
            Instant now = Instant.now();
            JwtClaimsSet claims = JwtClaimsSet.builder()
                    .issuer(ISSUER)
                    .audience(List.of(AUDIENCE))
                    .subject(account.id().toString())
                    .claim(TENANT, account.tenant().toString())
                    .id(Ids.next().toString())
                    .issuedAt(now)
                    .expiresAt(now.plus(life))
                    .build();
            return b.encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
        });
    }

    Mono<Jwt> verify(String token) {
        return both.flatMap(b -> b.decoder.decode(token));
    }

    /** Whose token it is. Only for one that {@link #verify} let pass. */
    static AccountStore.Key owner(Jwt token) {
        try {
            return new AccountStore.Key(
                    new app.henk.platform.TenantId(
                            UUID.fromString(Objects.requireNonNullElse(token.getClaimAsString(TENANT), ""))),
                    UUID.fromString(Objects.requireNonNullElse(token.getSubject(), "")));
        } catch (IllegalArgumentException e) {
            throw new BadJwtException("no account in the token", e);
        }
    }

    private static Both both(SecretKey key) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .validateType(false)
                .build();
        decoder.setJwtValidator(validator(SigningKey.id(key)));
        return new Both(
                new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(new OctetSequenceKey.Builder(key)
                        .keyID(SigningKey.id(key))
                        .algorithm(JWSAlgorithm.HS256)
                        .build()))),
                decoder,
                SigningKey.id(key));
    }

    private static OAuth2TokenValidator<Jwt> validator(String keyId) {
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        times.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTypeValidator(TYPE),
                new HeaderValidator("kid", keyId),
                times,
                new JwtIssuerValidator(ISSUER),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> List.of(AUDIENCE).equals(audience)));
    }
}
