package app.henk.platform.start;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/** Which environment variable sets a property: the operator knows only the variable. */
record SettingNames(Environment environment) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(:.*)?}");

    /** As {@code application.yaml} maps it, else by Spring Boot's own rule. */
    String variableFor(String property) {
        if (environment instanceof ConfigurableEnvironment configurable) {
            for (PropertySource<?> source : configurable.getPropertySources()) {
                Matcher placeholder = PLACEHOLDER.matcher(String.valueOf(source.getProperty(property)));
                if (placeholder.matches()) {
                    return placeholder.group(1);
                }
            }
        }
        return property.replace("-", "").replaceAll("[.\\[\\]]+", "_").toUpperCase(Locale.ROOT);
    }
}
