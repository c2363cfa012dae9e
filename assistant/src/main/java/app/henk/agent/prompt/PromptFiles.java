package app.henk.agent.prompt;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The files under {@code prompts/model}, each a Mustache template that may include another as {@code {{>name}}}. A
 * folder {@code model} inside {@code HENK_PROMPTS} replaces single files without a rebuild.
 */
@Component
public class PromptFiles {

    private final Map<String, String> files = new TreeMap<>();
    private final Mustache.Compiler compiler;

    public PromptFiles(@Value("${henk.prompts:}") String overrides) throws IOException {
        for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:prompts/model/*.*")) {
            files.put(String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8));
        }
        Path folder = Path.of(overrides, "model");
        if (!overrides.isBlank() && Files.isDirectory(folder)) {
            try (var own = Files.list(folder)) {
                for (Path file : own.filter(Files::isRegularFile).toList()) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        compiler = Mustache.compiler()
                .escapeHTML(false)
                .emptyStringIsFalse(true)
                .withLoader(name -> new StringReader(text(name + ".md")));
    }

    /** A template that fails on rendering when a value that it names is missing: a prompt with a hole is a fault. */
    public Template template(String name) {
        return compiler.compile(text(name + ".md"));
    }

    /** A sentence that stands in a data file. */
    public Template inline(String text) {
        return compiler.compile(text);
    }

    public JsonNode data(String name) {
        return new YAMLMapper().readTree(text(name + ".yaml"));
    }

    public Set<String> names() {
        return Set.copyOf(files.keySet());
    }

    private String text(String file) {
        String text = files.get(file);
        if (text == null) {
            throw new IllegalArgumentException("No prompt file " + file + "; there are " + files.keySet());
        }
        return text;
    }
}
