package app.henk.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Another company's sign-in service, at an address that is known before it answers there. */
final class OutsideIssuer implements AutoCloseable {

    private final RSAKey key = newKey();
    private final int port = freePort();
    private final MockWebServer server = new MockWebServer();
    private volatile boolean broken;

    String address() {
        return "http://localhost:" + port + "/realm";
    }

    OutsideIssuer start() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (broken) {
                    return new MockResponse.Builder().code(500).build();
                }
                String body = request.getTarget().contains("openid-configuration")
                        ? "{\"issuer\":\"" + address() + "\",\"jwks_uri\":\"" + address() + "/keys\","
                                + "\"subject_types_supported\":[\"public\"]}"
                        : new JWKSet(key.toPublicJWK()).toString();
                return new MockResponse.Builder()
                        .addHeader("Content-Type", "application/json")
                        .body(body)
                        .build();
            }
        });
        try {
            server.start(port);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Answers, but nothing of use. */
    void isBroken(boolean broken) {
        this.broken = broken;
    }

    /** Of somebody new, unless changed. */
    String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(key, change.apply(claims()).build());
    }

    /** With the right key's name. */
    String tokenOfAStranger() {
        return sign(newKey(), claims().build());
    }

    @Override
    public void close() {
        server.close();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(address())
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
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
