package app.henk.fakes.pipedrive;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/** Pipedrive's OAuth: gives tokens for a code and for a refresh token, to whoever knows the client's secret. */
public final class Consent {

    public static final String CLIENT = "client-of-henk";
    public static final String SECRET = "secret-of-henk";

    private static final String REFRESH = "refresh-1";

    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final Set<String> valid = ConcurrentHashMap.newKeySet();
    private final AtomicInteger given = new AtomicInteger();
    private volatile boolean revoked;

    /** An administrator says yes: what Pipedrive sends them back with. */
    public String given(String callback) {
        String code = "code-" + codes.size();
        codes.put(code, callback);
        return code;
    }

    /** An administrator takes it back: neither tokens nor the way to new ones are good any more. */
    public void revoke() {
        revoked = true;
        valid.clear();
    }

    /** Access tokens so far. */
    public int tokens() {
        return given.get();
    }

    /** The access tokens that are out are good no more; refreshing is. */
    public void expire() {
        valid.clear();
    }

    boolean accepts(String authorization) {
        return authorization.startsWith("Bearer ") && valid.contains(authorization.substring(7));
    }

    /** @param authorization of the client; empty for none */
    ObjectNode answer(String authorization, String form, String apiDomain) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (!authorization.equals(basic)) {
            throw Refusal.unauthorized();
        }
        Map<String, List<String>> fields = new QueryStringDecoder(form, false).parameters();
        boolean good = switch (one(fields, "grant_type")) {
            case "authorization_code" -> one(fields, "redirect_uri").equals(codes.remove(one(fields, "code")));
            case "refresh_token" -> !revoked && one(fields, "refresh_token").equals(REFRESH);
            default -> false;
        };
        if (!good) {
            throw Refusal.bad("invalid_grant");
        }
        String access = "access-" + given.incrementAndGet();
        valid.add(access);
        return Company.JSON
                .createObjectNode()
                .put("access_token", access)
                .put("token_type", "Bearer")
                .put("refresh_token", REFRESH)
                .put("scope", "base,deals:full,contacts:full,leads:full,activities:full,search:read,admin")
                .put("expires_in", 3_600)
                .put("api_domain", apiDomain);
    }

    private static String one(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }
}
