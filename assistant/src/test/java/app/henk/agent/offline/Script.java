package app.henk.agent.offline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A written conversation: whoever speaks, with what goal, every line with what must be true after it, and how the
 * database must stand at the end.
 */
record Script(String name, JsonNode root) {

    /** @param folder below {@code dialogues/}, empty for those that lie there themselves */
    static List<Script> in(String folder) {
        String place = "classpath*:dialogues/" + (folder.isEmpty() ? "" : folder + "/") + "*.yaml";
        Map<String, Script> scripts = new TreeMap<>();
        try {
            for (Resource found : new PathMatchingResourcePatternResolver().getResources(place)) {
                try (var in = found.getInputStream()) {
                    String file = String.valueOf(found.getFilename());
                    String name = file.substring(0, file.lastIndexOf('.'));
                    scripts.putIfAbsent(name, new Script(name, new YAMLMapper().readTree(in)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(scripts.values());
    }

    String tenant() {
        return root.path("tenant").asString("henk");
    }

    /** Of the speaker's browser. */
    String language() {
        return root.path("language").asString("de");
    }

    /** Under which a report counts it. */
    String group() {
        return name.substring(0, 2);
    }

    boolean isCustomer() {
        return root.path("speaker").asString("visitor").equals("customer");
    }

    List<JsonNode> turns() {
        List<JsonNode> turns = new ArrayList<>();
        root.path("turns").forEach(turns::add);
        return turns;
    }

    JsonNode end() {
        return root.path("end");
    }

    @Override
    public String toString() {
        return name;
    }
}
