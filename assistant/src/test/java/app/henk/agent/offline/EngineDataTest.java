package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.platform.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.dataformat.yaml.YAMLMapper;

class EngineDataTest {

    @Test
    void every_intent_has_twenty_five_phrases_in_each_language() throws IOException {
        for (String language : EngineData.LANGUAGES) {
            Set<String> seen = new HashSet<>();
            for (String file : List.of("", "-services")) {
                String path = "prompts/engine/intents/" + language + file + ".yaml";
                try (var in = new ClassPathResource(path).getInputStream()) {
                    new YAMLMapper().readTree(in).properties().forEach(intent -> {
                        Set<String> phrases = new HashSet<>();
                        intent.getValue().forEach(phrase -> phrases.addAll(Phrases.expand(phrase.asString())));
                        assertThat(phrases.size())
                                .as(language + " " + intent.getKey())
                                .isGreaterThanOrEqualTo(25);
                        seen.add(intent.getKey());
                    });
                }
            }
            for (Intent intent : Intent.values()) {
                assertThat(seen).as(language).contains(intent.name().toLowerCase(java.util.Locale.ROOT));
            }
        }
    }

    @Test
    void every_question_is_recognised_as_what_it_asks() {
        Wording wording = Rehearsal.wording();
        List<String> wrong = new ArrayList<>();
        for (String language : EngineData.LANGUAGES) {
            for (String key : wording.keys(language)) {
                if (key.matches("offline\\.(\\w+\\.)?ask\\.\\w+")) {
                    String slot = key.substring(key.lastIndexOf('.') + 1)
                            .replace("contact_data", "contact")
                            .replace("pick_one", "pick");
                    for (int i = 0; i < wording.variants(key, language); i++) {
                        String text = wording.say(key, language, i, Map.of());
                        String told = Rehearsal.model().asked(text, language);
                        if (!told.equals(slot)) {
                            wrong.add(language + " " + slot + " is taken for '" + told + "': " + text);
                        }
                    }
                }
            }
            String consent = wording.say("agent.consent.question", language, Map.of("company", "HENK"));
            assertThat(Rehearsal.model().asked(consent, language)).isEqualTo("consent");
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_language_words_the_same_things() {
        Wording wording = Rehearsal.wording();
        Set<String> german = offline(wording, "de");
        assertThat(offline(wording, "fr")).isEqualTo(german);
        Set<String> english = offline(wording, "en");
        assertThat(english).containsAll(german);
    }

    private static Set<String> offline(Wording wording, String language) {
        Set<String> keys = new HashSet<>(wording.keys(language));
        keys.removeIf(key -> !key.startsWith("offline.") || key.startsWith("offline.machines."));
        return keys;
    }
}
