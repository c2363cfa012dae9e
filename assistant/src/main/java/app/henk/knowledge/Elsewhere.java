package app.henk.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Questions that are asked although the documents answer none of them: the weather, other trades, what a shop does not
 * sell. What resembles them more than anything that is answered is refused.
 */
final class Elsewhere {

    private static final Map<String, List<String>> EVERYWHERE = read();

    private final Map<Language, List<Grams.Vector>> questions = new EnumMap<>(Language.class);

    /** @param own the tenant's own ones by language, beside those of every shop */
    Elsewhere(Map<String, List<String>> own, Grams grams) {
        for (Language language : Language.values()) {
            questions.put(
                    language, of(own, language).stream().map(grams::vector).toList());
        }
    }

    static List<String> of(Map<String, List<String>> own, Language language) {
        List<String> all = new ArrayList<>(EVERYWHERE.getOrDefault(language.code(), List.of()));
        all.addAll(own.getOrDefault(language.code(), List.of()));
        return all;
    }

    Likeness to(Grams.Vector question, Language language) {
        return Likeness.of(questions.getOrDefault(language, List.of()).stream()
                .map(question::like)
                .toList());
    }

    private static Map<String, List<String>> read() {
        try (var in = new ClassPathResource("knowledge/elsewhere.yaml").getInputStream()) {
            return new YAMLMapper().readValue(in, new TypeReference<Map<String, List<String>>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
