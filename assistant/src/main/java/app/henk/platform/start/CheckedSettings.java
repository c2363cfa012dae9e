package app.henk.platform.start;

import app.henk.platform.StartRefused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Looks at every setting before anything starts, so that a wrong one costs no time and is named by its own name. */
class CheckedSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        forgetEmpty(environment);
        List<String> faults = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        for (Setting setting : Setting.all()) {
            String value = environment.getProperty(setting.name(), "").strip();
            if (!value.isEmpty() && !setting.accepts(value)) {
                faults.add(setting.name() + " must be " + setting.kind().description() + ", not \"" + value + "\".");
                examples.add(setting.name() + "=" + setting.example());
            }
        }
        if (!faults.isEmpty()) {
            throw new StartRefused(
                    String.join("\n", faults),
                    "For instance " + String.join(" ", examples) + ". The README lists every setting.");
        }
    }

    /** An empty variable counts as none: compose files and shells set them so. */
    private static void forgetEmpty(ConfigurableEnvironment environment) {
        var set = new LinkedHashMap<String, Object>(environment.getSystemEnvironment());
        set.values().removeIf(value -> value.toString().isBlank());
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, set));
    }
}
