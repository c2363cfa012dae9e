package app.henk.platform;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Every sentence that the product says, from {@code prompts/<language>/<area>.yaml}: nested keys joined by dots behind
 * the area's name, each one Mustache template or a list of variants. A folder named by {@code HENK_PROMPTS} with the
 * same layout overrides single keys without a rebuild.
 */
@Component
public class Wording {

    private final Map<String, Map<String, List<Template>>> byLanguage = new LinkedHashMap<>();
    private final Mustache.Compiler compiler =
            Mustache.compiler().escapeHTML(false).defaultValue("");

    public Wording(@Value("${henk.prompts:}") String overrides) throws IOException {
        for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:prompts/??/*.yaml")) {
            String[] path = resource.getURL().getPath().split("/");
            try (InputStream in = resource.getInputStream()) {
                load(path[path.length - 2], path[path.length - 1], in);
            }
        }
        if (!overrides.isBlank()) {
            loadFolder(Path.of(overrides));
        }
    }

    /**
     * @param variant which of several wordings to take, modulo their number: the caller varies it by turn so that no
     *     sentence repeats itself
     * @throws IllegalArgumentException when neither this language nor English has the key: a mistake in the code
     */
    public String say(String key, String language, int variant, Map<String, ?> values) {
        List<Template> templates = find(key, language);
        return templates
                .get(Math.floorMod(variant, templates.size()))
                .execute(values)
                .strip();
    }

    public String say(String key, String language, Map<String, ?> values) {
        return say(key, language, 0, values);
    }

    public String say(String key, String language) {
        return say(key, language, 0, Map.of());
    }

    public boolean has(String key, String language) {
        return byLanguage.getOrDefault(language, Map.of()).containsKey(key);
    }

    /** How many wordings there are of a sentence in this language. */
    public int variants(String key, String language) {
        return find(key, language).size();
    }

    public Set<String> keys(String language) {
        return Set.copyOf(byLanguage.getOrDefault(language, Map.of()).keySet());
    }

    private List<Template> find(String key, String language) {
        List<Template> own = byLanguage.getOrDefault(language, Map.of()).get(key);
        List<Template> found =
                own != null ? own : byLanguage.getOrDefault("en", Map.of()).get(key);
        if (found == null) {
            throw new IllegalArgumentException("No wording for " + key + " in " + language);
        }
        return found;
    }

    private void loadFolder(Path root) throws IOException {
        try (var files = Files.walk(root, 2)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                Path within = root.relativize(file);
                if (within.getNameCount() == 2) {
                    try (InputStream in = Files.newInputStream(file)) {
                        load(within.getName(0).toString(), within.getName(1).toString(), in);
                    }
                }
            }
        }
    }

    private void load(String language, String file, InputStream in) {
        String area = file.substring(0, file.lastIndexOf('.'));
        flatten(area, new YAMLMapper().readTree(in), byLanguage.computeIfAbsent(language, l -> new LinkedHashMap<>()));
    }

    private void flatten(String key, JsonNode node, Map<String, List<Template>> into) {
        if (node.isObject()) {
            node.properties().forEach(child -> flatten(key + "." + child.getKey(), child.getValue(), into));
            return;
        }
        List<Template> templates = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(variant -> templates.add(compiler.compile(variant.asString())));
        } else {
            templates.add(compiler.compile(node.asString()));
        }
        into.put(key, List.copyOf(templates));
    }
}
