package app.henk.fakes.pipedrive;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** @param tokens what it cost; fault what went wrong with it */
public record Seen(
        String method,
        String path,
        Map<String, String> query,
        JsonNode body,
        int status,
        int tokens,
        Optional<Fault> fault) {

    public String call() {
        return method + " " + path;
    }
}
