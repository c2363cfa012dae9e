package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** People of an outside issuer, which is another company's service and therefore the one thing that is faked here. */
@HenkTest
class OutsideTokenTests {

    @Autowired
    TenantStore tenants;

    @Autowired
    OutsideAccounts accounts;

    private final MockWebServer issuer = new MockWebServer();
    private RSAKey key;
    private String address;
    private OutsideTokens tokens;

    @BeforeEach
    void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        issuer.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String body = request.getTarget().contains("openid-configuration")
                        ? "{\"issuer\":\"" + address + "\",\"jwks_uri\":\"" + address + "/keys\","
                                + "\"subject_types_supported\":[\"public\"]}"
                        : new JWKSet(key.toPublicJWK()).toString();
                return new MockResponse.Builder()
                        .addHeader("Content-Type", "application/json")
                        .body(body)
                        .build();
            }
        });
        issuer.start();
        address = issuer.url("/realm").toString();
        var oidc = new IdentitySettings.Oidc(address, "henk", "works", "groups", List.of("admin=bosses", "sales=shop"));
        tokens = new OutsideTokens(
                new IdentitySettings(
                        true, "henk", "", Duration.ZERO, Duration.ZERO, Duration.ZERO, BigDecimal.ONE, oidc),
                tenants,
                accounts);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void somebody_new_becomes_an_account_with_the_mapped_role() {
        Account account = tokens.account(token(c -> c.claim("groups", List.of("shop", "other"))))
                .block();
        assertThat(account.role()).isEqualTo(Role.SALES);
        assertThat(account.principal()).isInstanceOf(Principal.Staff.class);
    }

    @Test
    void the_highest_role_counts_and_no_role_is_a_customer() {
        assertThat(tokens.account(token(c -> c.claim("groups", List.of("shop", "bosses"))))
                        .block()
                        .role())
                .isEqualTo(Role.ADMIN);
        assertThat(tokens.account(token(c -> c.claim("groups", List.of("admin"))))
                        .block()
                        .role())
                .isEqualTo(Role.CUSTOMER);
    }

    @Test
    void the_same_subject_is_the_same_account_and_follows_its_role() {
        String subject = UUID.randomUUID().toString();
        String email = Client.unused();
        UnaryOperator<JWTClaimsSet.Builder> person = c -> c.subject(subject).claim("email", email);
        Account before = tokens.account(token(c -> person.apply(c).claim("groups", "bosses")))
                .block();
        Account after = tokens.account(token(c -> person.apply(c).claim("groups", "shop")))
                .block();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.role()).isEqualTo(Role.SALES);
    }

    @Test
    void an_unproved_e_mail_does_not_lead_to_somebody_elses_account() {
        assertThat(tokens.account(token(c -> c.claim("email", "manager@works.example")))
                        .block())
                .isNull();
    }

    @Test
    void refuses_tokens_that_are_not_for_us_or_not_theirs() throws Exception {
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("k1").generate();
        for (String bad : List.of(
                token(c -> c.audience("somebody-else")),
                token(c -> c.issuer(address + "/other")),
                token(c -> c.expirationTime(new Date(0))),
                token(c -> c.expirationTime(null)),
                token(c -> c.claim("email", null)),
                sign(stranger, claims().build()))) {
            assertThatThrownBy(() -> tokens.account(bad).block()).isInstanceOf(BadJwtException.class);
        }
    }

    @Test
    void our_own_tokens_and_nonsense_are_not_theirs() {
        assertThat(tokens.isTheirs(token(c -> c))).isTrue();
        assertThat(tokens.isTheirs(token(c -> c.issuer(AccessTokens.ISSUER)))).isFalse();
        assertThat(tokens.isTheirs("nonsense")).isFalse();
    }

    private String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(key, change.apply(claims()).build());
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(address)
                .audience("henk")
                .subject(UUID.randomUUID().toString())
                .claim("email", Client.unused())
                .claim("name", "Otto Outside")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String sign(RSAKey key, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
