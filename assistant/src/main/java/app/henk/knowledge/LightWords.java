package app.henk.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Words that carry a sentence and never its subject, by language. */
final class LightWords {

    private static final Map<String, String> ALL = read();

    private LightWords() {}

    /** Folded, as tokens are. */
    static Set<String> of(String language) {
        return Arrays.stream(ALL.getOrDefault(language, "").split("\\s+"))
                .map(Letters::fold)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> read() {
        try (var in = new ClassPathResource("knowledge/light-words.yaml").getInputStream()) {
            return new YAMLMapper().readValue(in, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
