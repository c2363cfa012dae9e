package app.henk.fakes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a brain wants to know of a request. */
record FakeRequest(JsonNode body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}(?:[.’ ]\\d{3})+|\\d+");
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");

    /** What the person said last. */
    String lastWords() {
        String words = "";
        for (JsonNode content : body.path("contents")) {
            if (content.path("role").asString("user").equals("user")) {
                for (JsonNode part : content.path("parts")) {
                    words = part.has("text") ? part.get("text").asString() : words;
                }
            }
        }
        return words;
    }

    /** Results of the tools that ran last; empty when the person has spoken since. */
    List<JsonNode> results() {
        JsonNode contents = body.path("contents");
        List<JsonNode> results = new ArrayList<>();
        contents.path(contents.size() - 1).path("parts").forEach(part -> {
            if (part.has("functionResponse")) {
                results.add(part.at("/functionResponse/response"));
            }
        });
        return results;
    }

    /** How many steps the current turn has had. */
    int steps() {
        int steps = 0;
        for (JsonNode content : body.path("contents")) {
            if (content.path("parts").path(0).has("functionResponse")) {
                steps++;
            } else if (content.path("role").asString("user").equals("user")) {
                steps = 0;
            }
        }
        return steps;
    }

    List<String> tools() {
        List<String> names = new ArrayList<>();
        declarations().forEach(tool -> names.add(tool.path("name").asString("")));
        return names;
    }

    Optional<String> email() {
        Matcher matcher = EMAIL.matcher(lastWords());
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    String language() {
        String words = " " + lastWords().toLowerCase(Locale.ROOT) + " ";
        if (words.matches(".*\\b(the|for|what|how|need|would|please|suit|wedding)\\b.*")) {
            return "en";
        }
        return words.matches(".*\\b(je|pour|vous|quel|quelle|combien|bonjour|mariage|costume)\\b.*") ? "fr" : "de";
    }

    /** Arguments as a plain model would fill them: the words where words belong, a number where a sum does. */
    Map<String, Object> argumentsFor(String tool) {
        Map<String, Object> arguments = new HashMap<>();
        for (JsonNode declaration : declarations()) {
            if (declaration.path("name").asString("").equals(tool)) {
                JsonNode parameters = declaration.path("parameters");
                List<String> required = new ArrayList<>();
                parameters.path("required").forEach(name -> required.add(name.asString()));
                parameters
                        .path("properties")
                        .properties()
                        .forEach(property -> argument(
                                        property.getKey(), property.getValue(), required.contains(property.getKey()))
                                .ifPresent(value -> arguments.put(property.getKey(), value)));
            }
        }
        return arguments;
    }

    private Optional<Object> argument(String name, JsonNode schema, boolean required) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("mail")) {
            return email().map(Object.class::cast);
        }
        if (lower.equals("language")) {
            return Optional.of(language());
        }
        if (schema.has("enum")) {
            return required ? Optional.of(schema.get("enum").get(0).asString()) : Optional.empty();
        }
        return switch (schema.path("type").asString("").toUpperCase(Locale.ROOT)) {
            case "STRING" ->
                lower.matches("query|question|text|wish|summary|words") || required
                        ? Optional.of(lastWords())
                        : Optional.empty();
            case "INTEGER", "NUMBER" -> lower.matches(".*(budget|price|max).*") ? number() : Optional.empty();
            case "BOOLEAN" -> required ? Optional.of(false) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Object> number() {
        Matcher matcher = NUMBER.matcher(lastWords());
        return matcher.find() ? Optional.of(Long.parseLong(matcher.group().replaceAll("\\D", ""))) : Optional.empty();
    }

    private Iterable<JsonNode> declarations() {
        return body.path("tools").path(0).path("functionDeclarations");
    }

    static JsonNode parse(String json) {
        return JSON.readTree(json);
    }
}
