package app.henk.agent.offline;

import app.henk.identity.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The thesaurus of each tenant's trade, read once. */
@Component
class TradeWords {

    private final Map<String, Concepts> byTenant = new ConcurrentHashMap<>();

    Concepts of(Tenant tenant) {
        return byTenant.computeIfAbsent(tenant.slug(), TradeWords::read);
    }

    private static Concepts read(String slug) {
        ClassPathResource file = new ClassPathResource("demo/" + slug + "/thesaurus.yaml");
        if (!file.exists()) {
            return new Concepts(Map.of());
        }
        try (InputStream in = file.getInputStream()) {
            return new Concepts(forms(new YAMLMapper().readTree(in)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(file.getPath() + " cannot be read", e);
        }
    }

    private static Map<String, Map<String, List<String>>> forms(JsonNode root) {
        Map<String, Map<String, List<String>>> forms = new LinkedHashMap<>();
        for (JsonNode concept : root.path("concepts")) {
            Map<String, List<String>> byLanguage =
                    forms.computeIfAbsent(concept.path("id").asString(""), k -> new LinkedHashMap<>());
            for (String language : EngineData.LANGUAGES) {
                concept.path(language)
                        .forEach(word -> byLanguage
                                .computeIfAbsent(language, l -> new ArrayList<>())
                                .add(word.asString()));
            }
        }
        return forms;
    }
}
