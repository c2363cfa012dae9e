package app.henk.platform.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One environment variable, as {@code settings.yaml} describes it. */
record Setting(String name, Kind kind, String standard, String example, String meaning) {

    /** What a value must look like. */
    enum Kind {
        TEXT("text", ".*"),
        BOOLEAN("true or false", "(?i)true|false"),
        NUMBER("a whole number", "\\d{1,9}"),
        PORT("a port number from 0 to 65535", "\\d{1,4}|[1-5]\\d{4}|6([0-4]\\d{3}|5([0-4]\\d{2}|5([0-2]\\d|3[0-5])))"),
        URL("an address that begins with http:// or https://", "https?://[^\\s/]+.*");

        private final String description;
        private final Pattern pattern;

        Kind(String description, String pattern) {
            this.description = description;
            this.pattern = Pattern.compile(pattern);
        }

        String description() {
            return description;
        }
    }

    boolean accepts(String value) {
        return kind.pattern.matcher(value).matches();
    }

    static List<Setting> all() {
        try (InputStream in = new ClassPathResource("settings.yaml").getInputStream()) {
            return StreamSupport.stream(new YAMLMapper().readTree(in).spliterator(), false)
                    .map(node -> new Setting(
                            node.required("name").asString(),
                            Kind.valueOf(node.path("kind").asString("text").toUpperCase(Locale.ROOT)),
                            node.required("default").asString(),
                            node.required("example").asString(),
                            node.required("meaning").asString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Setting> named(String name) {
        return all().stream().filter(setting -> setting.name().equals(name)).findFirst();
    }
}
