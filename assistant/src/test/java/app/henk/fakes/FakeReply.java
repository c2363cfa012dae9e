package app.henk.fakes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the fake answers to one request, said step by step: {@code text("Hal", "lo").call("search", Map.of()).finish()}.
 * Without an explicit end an answer finishes with STOP.
 */
public final class FakeReply {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One thing that goes over the wire. */
    sealed interface Step {
        record Text(String text) implements Step {}

        record Texts(List<String> parts) implements Step {}

        record Thought(String text) implements Step {}

        record Calls(List<Call> calls) implements Step {}

        record Finish(String reason, String message) implements Step {}

        record BlockedPrompt(String reason) implements Step {}

        record Error(JsonNode body, boolean framed) implements Step {}

        record Raw(byte[] bytes) implements Step {}

        record Pause(Duration length) implements Step {}

        record Hang() implements Step {}

        record Cut(boolean hard) implements Step {}
    }

    record Call(String name, JsonNode arguments) {}

    final List<Step> steps = new ArrayList<>();
    int status = 200;
    byte[] body = new byte[0];
    String contentType = "application/json; charset=UTF-8";
    String retryAfter = "";
    String delimiter = "\r\n\r\n";
    int cutEvery = 0;
    Duration pace = Duration.ZERO;
    boolean silent = false;
    boolean resets = false;

    private FakeReply() {}

    /** Each piece is an event of its own. */
    public static FakeReply text(String... pieces) {
        return new FakeReply().thenText(pieces);
    }

    public static FakeReply call(String tool, Map<String, ?> arguments) {
        return new FakeReply().thenCall(tool, arguments);
    }

    public static FakeReply thought(String thought) {
        FakeReply reply = new FakeReply();
        reply.steps.add(new Step.Thought(thought));
        return reply;
    }

    /** No parts at all, only this reason. */
    public static FakeReply nothing(String finishReason) {
        return new FakeReply().finish(finishReason);
    }

    public static FakeReply malformedCall() {
        FakeReply reply = new FakeReply();
        reply.steps.add(new Step.Finish("MALFORMED_FUNCTION_CALL", "Malformed function call: print(search(x="));
        return reply;
    }

    public static FakeReply blockedPrompt(String reason) {
        FakeReply reply = new FakeReply();
        reply.steps.add(new Step.BlockedPrompt(reason));
        return reply;
    }

    public static FakeReply rateLimited(String retryDelay) {
        Rejection rejection = exhausted();
        quota(rejection, "GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
        rejection.detail("google.rpc.RetryInfo").put("retryDelay", retryDelay);
        return error(rejection);
    }

    public static FakeReply dayQuotaSpent() {
        Rejection rejection = exhausted();
        quota(rejection, "GenerateRequestsPerDayPerProjectPerModel-FreeTier");
        return error(rejection);
    }

    public static FakeReply rateLimitedWithoutDetails() {
        return error(Rejection.of(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."));
    }

    public static FakeReply overloaded() {
        return error(Rejection.of(503, "UNAVAILABLE", "The model is overloaded. Please try again later."));
    }

    public static FakeReply internal() {
        return error(Rejection.of(500, "INTERNAL", "An internal error has occurred."));
    }

    public static FakeReply unknownModel() {
        return error(Rejection.of(404, "NOT_FOUND", "models/x is not found for API version v1beta."));
    }

    public static FakeReply badKey() {
        Rejection rejection = Rejection.invalid("API key not valid. Please pass a valid API key.");
        rejection
                .detail("google.rpc.ErrorInfo")
                .put("reason", "API_KEY_INVALID")
                .put("domain", "googleapis.com");
        return error(rejection);
    }

    public static FakeReply badRequest(String message) {
        return error(Rejection.invalid(message));
    }

    /** What a proxy says when nobody is behind it. */
    public static FakeReply html(int status) {
        FakeReply reply = new FakeReply();
        reply.status = status;
        reply.contentType = "text/html";
        reply.body = "<html><h1>Bad Gateway</h1></html>".getBytes(StandardCharsets.UTF_8);
        return reply;
    }

    /** Accepts the request and says nothing, not even headers. */
    public static FakeReply hangs() {
        FakeReply reply = new FakeReply();
        reply.silent = true;
        return reply;
    }

    /** Accepts the request and closes the connection. */
    public static FakeReply resets() {
        FakeReply reply = new FakeReply();
        reply.resets = true;
        return reply;
    }

    static FakeReply error(Rejection rejection) {
        FakeReply reply = new FakeReply();
        reply.status = rejection.code();
        reply.body = JSON.writeValueAsBytes(rejection.body());
        return reply;
    }

    public FakeReply thenText(String... pieces) {
        for (String piece : pieces) {
            steps.add(new Step.Text(piece));
        }
        return this;
    }

    /** Several text parts in one event. */
    public FakeReply thenParts(String... parts) {
        steps.add(new Step.Texts(List.of(parts)));
        return this;
    }

    public FakeReply thenCall(String tool, Map<String, ?> arguments) {
        steps.add(new Step.Calls(List.of(new Call(tool, JSON.valueToTree(arguments)))));
        return this;
    }

    /** Parallel calls in one event; only the first is signed. */
    public FakeReply thenCalls(Map<String, Map<String, ?>> calls) {
        steps.add(new Step.Calls(calls.entrySet().stream()
                .map(call -> new Call(call.getKey(), JSON.valueToTree(call.getValue())))
                .toList()));
        return this;
    }

    public FakeReply finish(String reason) {
        steps.add(new Step.Finish(reason, ""));
        return this;
    }

    /** An error inside the stream, after {@code data:} or bare. */
    public FakeReply thenError(int code, String status, boolean framed) {
        steps.add(new Step.Error(Rejection.of(code, status, "it broke").body(), framed));
        return this;
    }

    public FakeReply thenRaw(String bytes) {
        steps.add(new Step.Raw(bytes.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    public FakeReply thenPause(Duration length) {
        steps.add(new Step.Pause(length));
        return this;
    }

    public FakeReply thenHang() {
        steps.add(new Step.Hang());
        return this;
    }

    /** Ends the body here, in order but without a finish reason. */
    public FakeReply thenCut() {
        steps.add(new Step.Cut(false));
        return this;
    }

    /** Tears the connection here. */
    public FakeReply thenReset() {
        steps.add(new Step.Cut(true));
        return this;
    }

    /** Waits this long before every event. */
    public FakeReply paced(Duration pace) {
        this.pace = pace;
        return this;
    }

    /** What stands between two events; really CR LF CR LF. */
    public FakeReply delimitedBy(String delimiter) {
        this.delimiter = delimiter;
        return this;
    }

    /** Sends the bytes in portions of this size, across characters and line ends. */
    public FakeReply cutEvery(int bytes) {
        this.cutEvery = bytes;
        return this;
    }

    public FakeReply retryAfter(String header) {
        this.retryAfter = header;
        return this;
    }

    private static Rejection exhausted() {
        return Rejection.of(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota. Please retry later.");
    }

    private static void quota(Rejection rejection, String quotaId) {
        rejection
                .detail("google.rpc.QuotaFailure")
                .putArray("violations")
                .addObject()
                .put("quotaMetric", "generativelanguage.googleapis.com/generate_content_free_tier_requests")
                .put("quotaId", quotaId)
                .put("quotaValue", "10");
    }
}
