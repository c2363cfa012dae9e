package app.henk.fakes;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a tool declaration may contain. */
final class FakeSchemaRules {

    private static final Set<String> DECLARATION =
            Set.of("name", "description", "parameters", "parametersJsonSchema", "response", "responseJsonSchema");
    private static final Set<String> SCHEMA = Set.of(
            "type",
            "format",
            "title",
            "description",
            "nullable",
            "enum",
            "items",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "properties",
            "minProperties",
            "maxProperties",
            "required",
            "propertyOrdering",
            "anyOf",
            "default",
            "example");
    private static final Set<String> TYPES =
            Set.of("STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL");
    private static final int MAX_DEPTH = 5;

    private FakeSchemaRules() {}

    static void check(JsonNode tools) {
        Set<String> names = new HashSet<>();
        for (int t = 0; t < tools.size(); t++) {
            FakeRules.knownFields(tools.get(t), Set.of("functionDeclarations"), "tools[" + t + "]");
            JsonNode declarations = tools.get(t).path("functionDeclarations");
            for (int d = 0; d < declarations.size(); d++) {
                String place = "tools[" + t + "].function_declarations[" + d + "]";
                declaration(declarations.get(d), place);
                if (!names.add(declarations.get(d).path("name").asString(""))) {
                    throw Rejection.invalid("Duplicate function declaration found: "
                            + declarations.get(d).path("name").asString(""));
                }
            }
        }
    }

    private static void declaration(JsonNode declaration, String place) {
        FakeRules.knownFields(declaration, DECLARATION, place);
        if (!declaration.path("name").asString("").matches("[A-Za-z_][A-Za-z0-9_.:-]{0,127}")) {
            throw Rejection.invalid("Invalid function name at " + place + ".name");
        }
        if (declaration.has("parameters") && declaration.has("parametersJsonSchema")) {
            throw Rejection.invalid("parameters and parameters_json_schema are mutually exclusive.");
        }
        if (declaration.has("parameters")) {
            schema(declaration.get("parameters"), place + ".parameters", 1);
        }
    }

    private static void schema(JsonNode schema, String place, int depth) {
        FakeRules.knownFields(schema, SCHEMA, place);
        if (depth > MAX_DEPTH) {
            throw Rejection.invalid("The schema at " + place + " exceeds the maximum allowed nesting depth.");
        }
        String type = schema.path("type").asString("").toUpperCase(Locale.ROOT);
        if (!schema.has("anyOf") && !TYPES.contains(type)) {
            throw Rejection.invalid("Invalid value at '" + place + ".type'");
        }
        if (type.equals("ARRAY") && !schema.has("items")) {
            throw Rejection.invalid(place + ".items: missing field.");
        }
        if (type.equals("OBJECT") && schema.path("properties").isEmpty()) {
            throw Rejection.invalid(place + ".properties: should be non-empty for OBJECT type");
        }
        enumeration(schema, type, place);
        if (schema.has("items")) {
            schema(schema.get("items"), place + ".items", depth + 1);
        }
        schema.path("anyOf").forEach(option -> schema(option, place + ".any_of", depth + 1));
        properties(schema, place, depth);
    }

    private static void properties(JsonNode schema, String place, int depth) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (!property.getKey().matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
                throw Rejection.invalid("Invalid property name " + property.getKey() + " at " + place);
            }
            schema(property.getValue(), place + ".properties[" + property.getKey() + "]", depth + 1);
        }
        schema.path("required").forEach(name -> {
            if (!schema.path("properties").has(name.asString())) {
                throw Rejection.invalid(place + ".required: property is not defined: " + name.asString());
            }
        });
    }

    private static void enumeration(JsonNode schema, String type, String place) {
        JsonNode values = schema.path("enum");
        for (int i = 0; i < values.size(); i++) {
            if (!type.equals("STRING") || !values.get(i).isString()) {
                throw Rejection.invalid(place + ".enum: only allowed for STRING type");
            }
            if (values.get(i).asString().isEmpty()) {
                throw Rejection.invalid(place + ".enum[" + i + "]: cannot be empty");
            }
        }
    }
}
