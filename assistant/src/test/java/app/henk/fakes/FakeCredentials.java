package app.henk.fakes;

import reactor.netty.http.server.HttpServerRequest;

/** Where the key must be: in its header and nowhere else. */
final class FakeCredentials {

    private FakeCredentials() {}

    static void check(HttpServerRequest request) {
        String key = request.requestHeaders().get("x-goog-api-key", "");
        if (request.uri().contains("key=")) {
            throw Rejection.invalid("this stand-in refuses a key in the address: it ends in logs");
        }
        if (request.requestHeaders().contains("Authorization")) {
            throw Rejection.invalid("Multiple authentication credentials received. Please pass only one.");
        }
        if (key.isEmpty()) {
            throw Rejection.of(
                    403,
                    "PERMISSION_DENIED",
                    "Method doesn't allow unregistered callers (callers without established identity).");
        }
        if (key.startsWith("AIza")) {
            Rejection rejection = Rejection.invalid("API key not valid. Please pass a valid API key.");
            rejection
                    .detail("google.rpc.ErrorInfo")
                    .put("reason", "API_KEY_INVALID")
                    .put("domain", "googleapis.com");
            throw rejection;
        }
    }
}
