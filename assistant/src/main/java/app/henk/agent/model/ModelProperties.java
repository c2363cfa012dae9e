package app.henk.agent.model;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which models speak and how long they may take. The table of what each model can do stands in {@code model.yaml}.
 *
 * @param apiKey of Gemini; without one only the offline engine speaks. Never printed.
 * @param baseUrl without path, for a proxy or a stand-in
 * @param apiVersion the first part of the path
 * @param primary asked first
 * @param second asked when the first fails; the same name or an empty one for none
 * @param offline true: only the offline engine, key or not
 * @param capabilities by model name; a model that is not listed gets those of {@code default}
 */
@ConfigurationProperties("henk.model")
public record ModelProperties(
        @DefaultValue("") String apiKey,

        @DefaultValue("https://generativelanguage.googleapis.com")
        URI baseUrl,

        @DefaultValue("v1beta") String apiVersion,
        @DefaultValue("gemini-3.8-flash") String primary,
        @DefaultValue("gemini-3.5-flash-lite") String second,
        @DefaultValue("false") boolean offline,
        @DefaultValue Timeouts timeouts,
        @DefaultValue Retries retries,
        @DefaultValue Breaker breaker,
        @DefaultValue Embeddings embeddings,
        @DefaultValue("4000") int maxConnections,
        @DefaultValue Map<String, ModelCapabilities> capabilities) {

    public ModelProperties {
        apiKey = apiKey.strip();
        capabilities = Map.copyOf(capabilities);
        boolean web = "http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme());
        if (!web || baseUrl.getHost() == null || baseUrl.getQuery() != null) {
            throw new IllegalArgumentException("GEMINI_BASE_URL must be an address like https://host, was " + baseUrl);
        }
        if (apiKey.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("GEMINI_API_KEY contains characters that no key has");
        }
        if (!primary.matches("[a-zA-Z0-9._-]+")) {
            throw new IllegalArgumentException("HENK_MODEL must be the name of a model, was \"" + primary + "\"");
        }
        if (!second.matches("[a-zA-Z0-9._-]*")) {
            throw new IllegalArgumentException("HENK_MODEL_SECOND must be the name of a model or empty, was " + second);
        }
    }

    /** Whether Gemini may be asked at all. */
    public boolean online() {
        return !offline && !apiKey.isEmpty();
    }

    ModelCapabilities capabilitiesOf(String model) {
        return capabilities.getOrDefault(model, capabilities.getOrDefault("default", ModelCapabilities.UNKNOWN));
    }

    /** Address and version, without a slash at the end. */
    String apiUrl() {
        String base = baseUrl.toString();
        return (base.endsWith("/") ? base : base + "/") + apiVersion;
    }

    String url(String model, String method) {
        return apiUrl() + "/models/" + model + ":" + method;
    }

    @Override
    public String toString() {
        return "ModelProperties[" + baseUrl + ", " + primary + ", " + second + ", offline=" + offline + "]";
    }

    /**
     * How long a call may take.
     *
     * @param connect until the connection stands
     * @param firstEvent until one attempt gives its first event
     * @param idle silence between two events
     * @param handover from the start: who has not begun to speak by then is left for the offline engine
     * @param total from the start until the last signal
     */
    public record Timeouts(
            @DefaultValue("2s") Duration connect,
            @DefaultValue("6s") Duration firstEvent,
            @DefaultValue("5s") Duration idle,
            @DefaultValue("9s") Duration handover,
            @DefaultValue("14s") Duration total) {}

    /**
     * When the same model is asked again.
     *
     * @param max further attempts
     * @param within from the start of the call; a longer wait is not worth a person's patience
     * @param backoff before the first repetition when the service names no delay; doubles
     */
    public record Retries(
            @DefaultValue("2") int max,
            @DefaultValue("4s") Duration within,
            @DefaultValue("300ms") Duration backoff) {}

    /**
     * When a model is left alone.
     *
     * @param window calls that are looked at, half of which must fail
     * @param pause until it is tried again
     */
    public record Breaker(
            @DefaultValue("10") int window,
            @DefaultValue("20s") Duration pause) {}

    /** Changing either makes every stored vector worthless. */
    public record Embeddings(
            @DefaultValue("gemini-embedding-2") String model,
            @DefaultValue("768") int dimension) {}
}
