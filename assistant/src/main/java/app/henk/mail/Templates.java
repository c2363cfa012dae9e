package app.henk.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The mails that there are: what each is about and which values it needs. Their words stand under {@code prompts}. */
@Component
class Templates {

    private static final Set<String> LANGUAGES = Set.of("de", "en", "fr");

    /**
     * @param needs names of the values without which its sentences make no sense
     * @param markdown values that staff wrote in Markdown; all others are text
     * @param secret values that are forgotten when the mail is sent, because they open something
     */
    record Template(
            String name,
            MailPurpose purpose,
            List<String> needs,
            List<String> may,
            List<String> markdown,
            List<String> secret) {

        Map<String, Object> checked(Map<String, Object> values) {
            List<String> missing =
                    needs.stream().filter(need -> !values.containsKey(need)).toList();
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("The mail " + name + " needs " + missing);
            }
            return values;
        }
    }

    private final Map<String, Template> byName = new HashMap<>();

    Templates() throws IOException {
        try (InputStream in = new ClassPathResource("mail/templates.yaml").getInputStream()) {
            new YAMLMapper()
                    .readTree(in)
                    .properties()
                    .forEach(entry -> byName.put(entry.getKey(), template(entry.getKey(), entry.getValue())));
        }
    }

    Template named(String name) {
        Template template = byName.get(name);
        if (template == null) {
            throw new IllegalArgumentException("There is no mail " + name);
        }
        return template;
    }

    Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** One that there are words in. */
    String language(String wanted) {
        String language = wanted.toLowerCase(Locale.ROOT);
        return LANGUAGES.contains(language) ? language : "en";
    }

    private static Template template(String name, JsonNode node) {
        return new Template(
                name,
                MailPurpose.valueOf(node.required("purpose").asString().toUpperCase(Locale.ROOT)),
                words(node.path("needs")),
                words(node.path("may")),
                words(node.path("markdown")),
                words(node.path("secret")));
    }

    private static List<String> words(JsonNode node) {
        return node.valueStream().map(JsonNode::asString).toList();
    }
}
