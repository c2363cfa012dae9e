package app.henk.agent.offline;

import app.henk.identity.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The thesaurus of each tenant's trade, read at the start: a turn's thread must not wait for a file. */
@Component
class TradeWords {

    private static final Concepts NONE = new Concepts(Map.of());
    private static final Pattern SLUG = Pattern.compile("demo/([^/]+)/thesaurus\\.yaml$");

    private final Map<String, Concepts> byTenant = new HashMap<>();

    TradeWords() {
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:demo/*/thesaurus.yaml")) {
                Matcher slug = SLUG.matcher(file.getURL().toString());
                if (slug.find()) {
                    byTenant.put(slug.group(1), read(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the words of a trade cannot be read", e);
        }
    }

    Concepts of(Tenant tenant) {
        return byTenant.getOrDefault(tenant.slug(), NONE);
    }

    private static Concepts read(Resource file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return new Concepts(forms(new YAMLMapper().readTree(in)));
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
