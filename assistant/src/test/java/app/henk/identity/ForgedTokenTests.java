package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Each of these tokens lacks exactly one thing that a true one has. */
@HenkTest
class ForgedTokenTests {

    private static final SecretKey STRANGER = new SecretKeySpec(new byte[32], "HmacSHA256");

    @Autowired
    WebTestClient http;

    @Autowired
    SigningKey signingKey;

    @Autowired
    AccountStore accounts;

    private SecretKey key;
    private String keyId;
    private AccountStore.Key owner;

    @TestFactory
    List<DynamicTest> refuses() throws Exception {
        prepare();
        Map<String, String> forged = new LinkedHashMap<>();
        headers(forged);
        claims(forged);
        signatures(forged);
        pieces(forged);
        assertThat(forged).hasSizeGreaterThanOrEqualTo(30);
        return forged.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> refused(entry.getValue())))
                .toList();
    }

    @Test
    void accepts_the_token_that_the_forged_ones_are_made_from() throws Exception {
        prepare();
        http.get()
                .uri("/api/auth/me")
                .header("Authorization", "Bearer " + signed(header(), claims(), key))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void refuses_other_ways_to_bring_a_token() throws Exception {
        prepare();
        String good = signed(header(), claims(), key);
        for (String value :
                List.of("Basic YTpi", "Bearer", "Bearer ", good, "Token " + good, "Bearer " + good + " " + good)) {
            http.get()
                    .uri("/api/auth/me")
                    .header("Authorization", value)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }
        http.get()
                .uri("/api/auth/me")
                .header("Authorization", "Bearer " + good, "Bearer " + good)
                .exchange()
                .expectStatus()
                .isUnauthorized();
        http.get()
                .uri("/api/auth/me?access_token=" + good)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void a_forged_token_is_refused_on_open_addresses_too() {
        http.post()
                .uri("/api/chat")
                .header("Authorization", "Bearer nonsense")
                .bodyValue(Map.of("message", "hello"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private void headers(Map<String, String> forged) {
        forged.put(
                "no type",
                signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId).build(), claims(), key));
        forged.put("type JWT", signed(typed("JWT"), claims(), key));
        forged.put("type refresh", signed(typed("refresh+jwt"), claims(), key));
        forged.put(
                "no key id",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType("at+jwt"))
                                .build(),
                        claims(),
                        key));
        forged.put(
                "another key id",
                signed(new JWSHeader.Builder(header()).keyID("0".repeat(12)).build(), claims(), key));
        forged.put("algorithm HS384", signed(algorithm(JWSAlgorithm.HS384), claims(), longer()));
        forged.put("algorithm HS512", signed(algorithm(JWSAlgorithm.HS512), claims(), longer()));
        forged.put(
                "an unknown critical header",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType("at+jwt"))
                                .keyID(keyId)
                                .criticalParams(java.util.Set.of("x"))
                                .customParam("x", 1)
                                .build(),
                        claims(),
                        key));
        forged.put("its own key in the header", embeddedKey());
    }

    private void claims(Map<String, String> forged) {
        forged.put("expired a minute ago", with(c -> c.expirationTime(at(-60))));
        forged.put("expired a year ago", with(c -> c.expirationTime(at(-31_536_000))));
        forged.put("expired at the epoch", with(c -> c.expirationTime(new Date(0))));
        forged.put("never expiring", with(c -> c.expirationTime(null)));
        forged.put("not valid yet", with(c -> c.notBeforeTime(at(600))));
        forged.put("no issuer", with(c -> c.issuer(null)));
        forged.put("another issuer", with(c -> c.issuer("https://evil.example")));
        forged.put("an issuer with a slash more", with(c -> c.issuer(AccessTokens.ISSUER + "/")));
        forged.put("no audience", with(c -> c.audience((String) null)));
        forged.put("another audience", with(c -> c.audience("somebody-else")));
        forged.put("our audience among others", with(c -> c.audience(List.of(AccessTokens.AUDIENCE, "somebody-else"))));
        forged.put("no subject", with(c -> c.subject(null)));
        forged.put("a subject that is no id", with(c -> c.subject("admin")));
        forged.put("an unknown account", with(c -> c.subject(UUID.randomUUID().toString())));
        forged.put("no tenant", with(c -> c.claim(AccessTokens.TENANT, null)));
        forged.put(
                "an unknown tenant",
                with(c -> c.claim(AccessTokens.TENANT, UUID.randomUUID().toString())));
        forged.put("a tenant that is no id", with(c -> c.claim(AccessTokens.TENANT, "henk")));
        forged.put(
                "a list for a tenant",
                with(c -> c.claim(AccessTokens.TENANT, List.of(owner.tenant().toString()))));
    }

    private void signatures(Map<String, String> forged) throws Exception {
        String good = signed(header(), claims(), key);
        String[] parts = good.split("\\.");
        forged.put("signed by a stranger", signed(header(), claims(), STRANGER));
        forged.put("no signature", parts[0] + "." + parts[1] + ".");
        forged.put(
                "another token's signature",
                parts[0] + "." + parts[1] + "."
                        + signed(header(), claims(), STRANGER).split("\\.")[2]);
        forged.put(
                "a changed signature",
                good.substring(0, good.length() - 4) + (good.endsWith("AAAA") ? "BBBB" : "AAAA"));
        forged.put("changed claims", parts[0] + "." + encode("{\"sub\":\"x\"}") + "." + parts[2]);
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            forged.put(
                    "algorithm " + none,
                    encode("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\",\"kid\":\"" + keyId + "\"}") + "." + parts[1]
                            + ".");
        }
        RSAKey rsa = new RSAKeyGenerator(2048).generate();
        forged.put("algorithm RS256", sign(algorithm(JWSAlgorithm.RS256), claims(), new RSASSASigner(rsa)));
        forged.put("algorithm PS256", sign(algorithm(JWSAlgorithm.PS256), claims(), new RSASSASigner(rsa)));
        forged.put(
                "algorithm ES256",
                sign(
                        algorithm(JWSAlgorithm.ES256),
                        claims(),
                        new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate())));
        // the classic: a public key that everybody has, used as if it were the secret
        forged.put(
                "a public key as the secret",
                signed(
                        header(),
                        claims(),
                        new SecretKeySpec(rsa.toRSAPublicKey().getEncoded(), "HmacSHA256")));
    }

    private void pieces(Map<String, String> forged) {
        String good = signed(header(), claims(), key);
        forged.put("cut in half", good.substring(0, good.length() / 2));
        forged.put("without its last character", good.substring(0, good.length() - 1));
        forged.put("one part only", good.split("\\.")[0]);
        forged.put("five parts", good + ".a.b");
        forged.put("dots only", "..");
        forged.put("nonsense", "nonsense");
        forged.put("very long", "a".repeat(7000));
        forged.put("a refresh token", "henk_r_" + "a".repeat(43));
    }

    private void refused(String token) {
        http.get()
                .uri("/api/auth/me")
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer")
                .expectBody()
                // which of the checks failed is nobody's business
                .jsonPath("$.type")
                .isEqualTo("https://henk.app/problems/token-invalid");
    }

    private void prepare() {
        key = signingKey.key().block();
        keyId = SigningKey.id(key);
        owner = accounts.ofEmail("sales@henk.example", Optional.empty()).blockFirst();
    }

    private JWSHeader header() {
        return new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(keyId)
                .build();
    }

    private JWSHeader typed(String type) {
        return new JWSHeader.Builder(header()).type(new JOSEObjectType(type)).build();
    }

    private JWSHeader algorithm(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(keyId)
                .build();
    }

    private JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(AccessTokens.ISSUER)
                .audience(AccessTokens.AUDIENCE)
                .subject(owner.account().toString())
                .claim(AccessTokens.TENANT, owner.tenant().toString())
                .issueTime(at(0))
                .expirationTime(at(300))
                .build();
    }

    private String with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(header(), change.apply(new JWTClaimsSet.Builder(claims())).build(), key);
    }

    private SecretKey longer() {
        byte[] bytes = java.util.Arrays.copyOf(key.getEncoded(), 64);
        return new SecretKeySpec(bytes, "HmacSHA512");
    }

    private String embeddedKey() {
        OctetSequenceKey stranger = new OctetSequenceKey.Builder(STRANGER).build();
        String header = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"" + keyId + "\",\"jwk\":"
                + stranger.toJSONString() + "}";
        String[] parts = signed(header(), claims(), STRANGER).split("\\.");
        return encode(header) + "." + parts[1] + "." + parts[2];
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, SecretKey key) {
        try {
            return sign(header, claims, new MACSigner(key));
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Date at(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
