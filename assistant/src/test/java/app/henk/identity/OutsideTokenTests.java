package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import com.nimbusds.jwt.JWTClaimsSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
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

    private final OutsideIssuer issuer = new OutsideIssuer();
    private OutsideTokens tokens;

    @BeforeEach
    void start() {
        issuer.start();
        String address = issuer.address();
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
        Account account = tokens.account(issuer.token(c -> c.claim("groups", List.of("shop", "other"))))
                .block();
        assertThat(account.role()).isEqualTo(Role.SALES);
        assertThat(account.principal()).isInstanceOf(Principal.Staff.class);
    }

    @Test
    void the_highest_role_counts_and_no_role_is_a_customer() {
        assertThat(tokens.account(issuer.token(c -> c.claim("groups", List.of("shop", "bosses"))))
                        .block()
                        .role())
                .isEqualTo(Role.ADMIN);
        assertThat(tokens.account(issuer.token(c -> c.claim("groups", List.of("admin"))))
                        .block()
                        .role())
                .isEqualTo(Role.CUSTOMER);
    }

    @Test
    void the_same_subject_is_the_same_account_and_follows_its_role() {
        String subject = UUID.randomUUID().toString();
        String email = Client.unused();
        UnaryOperator<JWTClaimsSet.Builder> person = c -> c.subject(subject).claim("email", email);
        Account before = tokens.account(issuer.token(c -> person.apply(c).claim("groups", "bosses")))
                .block();
        Account after = tokens.account(issuer.token(c -> person.apply(c).claim("groups", "shop")))
                .block();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.role()).isEqualTo(Role.SALES);
    }

    @Test
    void an_unproved_e_mail_does_not_lead_to_somebody_elses_account() {
        assertThat(tokens.account(issuer.token(c -> c.claim("email", "manager@works.example")))
                        .block())
                .isNull();
    }

    @Test
    void refuses_tokens_that_are_not_for_us_or_not_theirs() {
        for (String bad : List.of(
                issuer.token(c -> c.audience("somebody-else")),
                issuer.token(c -> c.issuer(issuer.address() + "/other")),
                issuer.token(c -> c.expirationTime(new Date(0))),
                issuer.token(c -> c.expirationTime(null)),
                issuer.token(c -> c.claim("email", null)),
                issuer.tokenOfAStranger())) {
            assertThatThrownBy(() -> tokens.account(bad).block()).isInstanceOf(BadJwtException.class);
        }
    }

    @Test
    void our_own_tokens_and_nonsense_are_not_theirs() {
        assertThat(tokens.isTheirs(issuer.token(c -> c))).isTrue();
        assertThat(tokens.isTheirs(issuer.token(c -> c.issuer(AccessTokens.ISSUER))))
                .isFalse();
        assertThat(tokens.isTheirs("nonsense")).isFalse();
    }
}
