package app.henk.pipedrive.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One request.
 *
 * @param path from {@code /api/} on
 * @param tokens what it takes off the day's budget
 */
public record Call(Method method, String path, Map<String, String> query, Optional<JsonNode> body, int tokens) {

    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    public static Call get(String path, int tokens) {
        return new Call(Method.GET, path, Map.of(), Optional.empty(), tokens);
    }

    public static Call post(String path, JsonNode body, int tokens) {
        return new Call(Method.POST, path, Map.of(), Optional.of(body), tokens);
    }

    public static Call put(String path, JsonNode body, int tokens) {
        return new Call(Method.PUT, path, Map.of(), Optional.of(body), tokens);
    }

    public static Call patch(String path, JsonNode body, int tokens) {
        return new Call(Method.PATCH, path, Map.of(), Optional.of(body), tokens);
    }

    public static Call delete(String path, int tokens) {
        return new Call(Method.DELETE, path, Map.of(), Optional.empty(), tokens);
    }

    public Call with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new Call(method, path, more, body, tokens);
    }

    /** Counted apart by Pipedrive: ten in two seconds, on every plan. */
    boolean search() {
        return path.endsWith("/search");
    }

    /** Whether the same again does no harm. A POST makes a second record. */
    boolean repeatable() {
        return method != Method.POST;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
