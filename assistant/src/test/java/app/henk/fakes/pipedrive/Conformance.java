package app.henk.fakes.pipedrive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Holds every request against the vendor's OpenAPI files, where there are any. */
final class Conformance {

    private static final Path SPECS = specs();
    private static final Optional<Spec> V1 = Spec.of(SPECS.resolve("pipedrive-openapi-v1.yaml"));
    private static final Optional<Spec> V2 = Spec.of(SPECS.resolve("pipedrive-openapi-v2-strict.yaml"));

    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicLong checked = new AtomicLong();

    /** The vendor's files are not ours to pass on: they are looked for beside the checkout. */
    private static Path specs() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/apis"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/apis");
    }

    static boolean possible() {
        return V1.isPresent() && V2.isPresent();
    }

    void check(String method, String path, Map<String, String> query, JsonNode body) {
        (path.startsWith("/api/v2/") ? V2 : V1).ifPresent(spec -> {
            checked.incrementAndGet();
            spec.violations(method, path.replaceFirst("/(api/)?v[12]", ""), query, body)
                    .forEach(wrong -> violations.add(method + " " + path + ": " + wrong));
        });
    }

    void violated(String how) {
        violations.add(how);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    long checked() {
        return checked.get();
    }
}
