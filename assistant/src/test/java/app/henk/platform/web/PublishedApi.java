package app.henk.platform.web;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the API as it is published, read as any program gets it. */
public record PublishedApi(JsonNode document) {

    /** Asked for on this thread: the first time springdoc reads classes, which no event loop may do in a test. */
    public static PublishedApi of(OpenApiWebfluxResource published) {
        try {
            byte[] document = published
                    .openapiJson(MockServerHttpRequest.get("/v3/api-docs").build(), "/v3/api-docs", Locale.ENGLISH)
                    .block();
            return new PublishedApi(JsonMapper.shared().readTree(document));
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    /** @param path as it is called, or as it is published */
    public JsonNode operation(HttpMethod method, String path) {
        JsonNode paths = document.path("paths");
        String named = paths.has(path) ? path : pattern(path);
        return paths.path(named).path(method.name().toLowerCase(Locale.ROOT));
    }

    public List<String> statuses(HttpMethod method, String path) {
        return operation(method, path)
                .path("responses")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
    }

    public List<String> queryParameters(HttpMethod method, String path) {
        return operation(method, path)
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    private String pattern(String path) {
        PathContainer called = PathContainer.parsePath(path.split("\\?", 2)[0]);
        return document.path("paths")
                .propertyStream()
                .map(entry -> PathPatternParser.defaultInstance.parse(entry.getKey()))
                .filter(pattern -> pattern.matches(called))
                .min(Comparator.naturalOrder())
                .map(PathPattern::getPatternString)
                .orElse("");
    }
}
