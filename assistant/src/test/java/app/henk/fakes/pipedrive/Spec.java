package app.henk.fakes.pipedrive;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One of the vendor's OpenAPI files, against which requests are held: path, parameters, body. */
final class Spec {

    private record Operation(Pattern path, JsonNode described) {}

    /**
     * Nullable according to the vendor's newer library, whose descriptions are ahead of these files; a deal's day is not
     * described so anywhere, and tried all the same.
     */
    private static final Set<String> NULLABLE_BY_NOW = Set.of("person_id", "org_id", "expected_close_date");

    private final Map<String, List<Operation>> operations = new HashMap<>();
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());

    private Spec(JsonNode document) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations
                                .computeIfAbsent(
                                        operation.getKey().toUpperCase(Locale.ROOT), method -> new ArrayList<>())
                                .add(new Operation(
                                        Pattern.compile(path.getKey().replaceAll("\\{[^}]+}", "[^/]+")),
                                        operation.getValue()))));
    }

    static Optional<Spec> of(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            var factory = YAMLFactory.builder().build();
            return Optional.of(new Spec(new YAMLMapper(factory).readTree(file.toFile())));
        } catch (RuntimeException e) {
            throw new IllegalStateException("The file " + file + " cannot be read", e);
        }
    }

    /** @param path below the version's prefix */
    List<String> violations(String method, String path, Map<String, String> query, JsonNode body) {
        Optional<JsonNode> operation = operations.getOrDefault(method, List.of()).stream()
                .filter(known -> known.path().matcher(path).matches())
                // the one that names more of the path
                .max(Comparator.comparingInt(
                        known -> known.path().pattern().replace("[^/]+", "").length()))
                .map(Operation::described);
        if (operation.isEmpty()) {
            return List.of("no such operation: " + method + " " + path);
        }
        List<String> wrong = new ArrayList<>();
        parameters(operation.get(), query, wrong);
        JsonNode sent = withoutNewNulls(method, body);
        JsonNode schema = operation
                .get()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        if (!schema.isMissingNode()) {
            schema(schema)
                    .validate(sent.toString(), InputFormat.JSON)
                    .forEach(error -> wrong.add("body" + error.getInstanceLocation() + ": " + error.getMessage()));
        } else if (!body.isMissingNode()) {
            wrong.add("a body where none belongs");
        }
        return wrong;
    }

    private static JsonNode withoutNewNulls(String method, JsonNode body) {
        if (!method.equals("PATCH") || !(body.deepCopy() instanceof ObjectNode copy)) {
            return body;
        }
        NULLABLE_BY_NOW.stream().filter(key -> copy.path(key).isNull()).forEach(copy::remove);
        return copy;
    }

    private void parameters(JsonNode operation, Map<String, String> query, List<String> wrong) {
        Map<String, JsonNode> known = new HashMap<>();
        operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .forEach(parameter -> known.put(parameter.path("name").asString(), parameter));
        query.forEach((name, value) -> {
            JsonNode parameter = known.get(name);
            if (parameter == null) {
                wrong.add("unknown parameter " + name);
                return;
            }
            JsonNode schema = parameter.path("schema");
            String type = schema.path("type").asString("string");
            String json = type.equals("string") ? Company.JSON.writeValueAsString(value) : value;
            // several of an enumeration are written with commas
            if (schema.has("enum") && type.equals("string")) {
                // the sorting mode is described in words only
                for (String one : value.replaceAll(" (ASC|DESC)\\b", "").split(",")) {
                    if (schema.path("enum")
                            .valueStream()
                            .noneMatch(option -> option.asString().equals(one))) {
                        wrong.add("parameter " + name + ": " + one);
                    }
                }
                return;
            }
            schema(schema)
                    .validate(json, InputFormat.JSON)
                    .forEach(error -> wrong.add("parameter " + name + ": " + error.getMessage()));
        });
        known.values().stream()
                .filter(parameter -> parameter.path("required").asBoolean(false))
                .filter(parameter -> !query.containsKey(parameter.path("name").asString()))
                .forEach(parameter ->
                        wrong.add("parameter " + parameter.path("name").asString() + " is missing"));
    }

    private Schema schema(JsonNode described) {
        return schemas.computeIfAbsent(described, node -> registry.getSchema(withoutExamples(node)));
    }

    private static JsonNode withoutExamples(JsonNode node) {
        JsonNode copy = node.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove("example");
        }
        return copy;
    }
}
