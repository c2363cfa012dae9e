package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The words of one language by which the engine reads dates, amounts, negation, yes and no, from
 * {@code prompts/engine/words/<language>.yaml}. A path names a list (each word means itself), or a map from a meaning
 * to its words.
 */
public final class Words {

    private static final Lookup NONE = new Lookup();

    private final String language;
    private final JsonNode root;
    private final Map<String, Lookup> lookups = new HashMap<>();

    Words(String language, JsonNode root) {
        this.language = language;
        this.root = root;
        root.properties().forEach(entry -> read(entry.getKey(), entry.getValue()));
    }

    String language() {
        return language;
    }

    /** Words with their meanings; nothing matches when the file has no such path. */
    public Lookup of(String path) {
        return lookups.getOrDefault(path, NONE);
    }

    /** A list as it stands in the file. */
    List<String> list(String path) {
        List<String> values = new ArrayList<>();
        JsonNode node = root;
        for (String key : path.split("\\.")) {
            node = node.path(key);
        }
        node.forEach(value -> values.add(value.asString("")));
        return values;
    }

    /** Every single word of this language that the file mentions; none of them is a name or a misspelling. */
    void eachWord(Consumer<String> consumer) {
        lookups.values()
                .forEach(lookup -> lookup.phrases()
                        .forEach(phrase -> List.of(phrase.split(" ")).forEach(consumer)));
    }

    private void read(String path, JsonNode node) {
        Lookup lookup = lookups.computeIfAbsent(path, p -> new Lookup());
        if (node.isArray()) {
            node.forEach(word -> lookup.put(word.asString(), Token.fold(word.asString())));
            return;
        }
        for (var entry : node.properties()) {
            if (entry.getValue().isArray()) {
                entry.getValue().forEach(word -> lookup.put(word.asString(), entry.getKey()));
                read(path + "." + entry.getKey(), entry.getValue());
            } else if (entry.getValue().isObject()) {
                read(path + "." + entry.getKey(), entry.getValue());
            } else {
                lookup.put(entry.getKey(), entry.getValue().asString());
            }
        }
    }
}
