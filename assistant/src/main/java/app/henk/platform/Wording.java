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
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Every sentence that the product says, from {@code prompts/<language>/<area>.yaml}: nested keys joined by dots behind
 * the area's name, each one Mustache template or a list of variants. A folder in a language's folder is an area of areas
 * ({@code mail/magic-link.yaml}: {@code mail.magic-link.subject}). A folder named by {@code HENK_PROMPTS} with the
 * same layout overrides single keys without a rebuild.
 */
@Component
public class Wording {

    private static final String ROOT = "/prompts/";
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}/");
    private static final int DEEPEST = 4;

    private final Map<String, Map<String, List<Template>>> byLanguage = new LinkedHashMap<>();
    private final Mustache.Compiler compiler =
            Mustache.compiler().escapeHTML(false).defaultValue("");

    public Wording(@Value("${henk.prompts:}") String overrides) throws IOException {
        for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:prompts/??/**/*.yaml")) {
            String path = resource.getURL().getPath();
            try (InputStream in = resource.getInputStream()) {
                load(path.substring(path.lastIndexOf(ROOT) + ROOT.length()), in);
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
        try (var files = Files.walk(root, DEEPEST)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                String within = root.relativize(file).toString().replace('\\', '/');
                if (LANGUAGE.matcher(within).lookingAt()) {
                    try (InputStream in = Files.newInputStream(file)) {
                        load(within, in);
                    }
                }
            }
        }
    }

    /** @param path below {@code prompts}: {@code de/mail/magic-link.yaml} */
    private void load(String path, InputStream in) {
        int slash = path.indexOf('/');
        String language = path.substring(0, slash);
        String area = path.substring(slash + 1, path.lastIndexOf('.')).replace('/', '.');
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
