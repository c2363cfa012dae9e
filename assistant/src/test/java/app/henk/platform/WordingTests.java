package app.henk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sentence that a person may read, in every language. */
class WordingTests {

    /** Knows every name that a sentence may ask for. */
    private static final Map<String, Object> ANYTHING = new AbstractMap<>() {
        @Override
        public boolean containsKey(Object name) {
            return true;
        }

        @Override
        public Object get(Object name) {
            return "Wort";
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return Set.of();
        }
    };

    private final Wording wording = new Wording("");

    WordingTests() throws IOException {}

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "fr"})
    void every_sentence_can_be_said(String language) {
        assertThat(wording.keys(language)).hasSizeGreaterThan(100);
        for (String key : wording.keys(language)) {
            for (int variant = 0; variant < wording.variants(key, language); variant++) {
                String said = wording.say(key, language, variant, ANYTHING);
                assertThat(said).as(language + " " + key).isNotBlank().doesNotContain("{{", "}}", "null");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr"})
    void no_sentence_is_missing_in_a_language(String language) {
        Set<String> missing = new TreeSet<>(wording.keys("en"));
        missing.removeAll(wording.keys(language));
        // what a trade says that speaks English alone
        missing.removeIf(key ->
                key.startsWith("suggestions.works") || key.contains("machines") || key.startsWith("offline.fact."));

        assertThat(missing).isEmpty();
    }

    @Test
    void a_folder_overrides_single_sentences(@TempDir Path folder) throws IOException {
        Path file = Files.createDirectories(folder.resolve("de")).resolve("chat.yaml");
        Files.writeString(file, "welcome: Moin, {{name}} hier.\n");

        var overridden = new Wording(folder.toString());

        assertThat(overridden.say("chat.welcome", "de", Map.of("name", "Ada"))).isEqualTo("Moin, Ada hier.");
        assertThat(overridden.say("chat.welcome", "en")).isEqualTo(wording.say("chat.welcome", "en"));
    }
}
