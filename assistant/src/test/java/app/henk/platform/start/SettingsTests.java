package app.henk.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class SettingsTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)(:[^}]*)?}");

    @Test
    void every_variable_that_is_read_is_described_and_the_other_way_round() throws IOException {
        var read = new TreeSet<String>();
        try (var files = Files.list(Path.of("src/main/resources"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                VARIABLE.matcher(Files.readString(file)).results().forEach(match -> read.add(match.group(1)));
            }
        }

        assertThat(Setting.all().stream().map(Setting::name)).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void the_readme_lists_every_setting() throws IOException {
        String table = Setting.all().stream()
                .map(setting -> "| `%s` | %s | %s |".formatted(setting.name(), setting.standard(), setting.meaning()))
                .collect(Collectors.joining("\n", "| Variable | Default | Meaning |\n|---|---|---|\n", "\n"));

        assertThat(Files.readString(ROOT.resolve("README.md")))
                .as("assistant/scripts/settings-table renders settings.yaml into the README")
                .contains(table);
    }

    @Test
    void every_example_would_be_accepted() {
        assertThat(Setting.all())
                .allSatisfy(setting -> assertThat(setting.accepts(setting.example()))
                        .as(setting.name())
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, eighty, 'PORT must be a port number from 0 to 65535, not \"eighty\".', PORT=8081",
        "PORT, 70000, 'PORT must be a port number from 0 to 65535, not \"70000\".', PORT=8081",
        "HENK_OFFLINE, ja, 'HENK_OFFLINE must be true or false, not \"ja\".', HENK_OFFLINE=true",
        "GEMINI_BASE_URL, localhost, 'GEMINI_BASE_URL must be an address that begins with http:// or https://,"
                + " not \"localhost\".', GEMINI_BASE_URL=http"
    })
    void a_wrong_value_is_refused_by_the_name_of_its_variable(
            String variable, String value, String fault, String example) {
        assertThatThrownBy(() -> check(Map.of(variable, value))).isInstanceOfSatisfying(StartRefused.class, refused -> {
            assertThat(refused).hasMessage(fault);
            assertThat(refused.remedy()).contains(example);
        });
    }

    @Test
    void an_empty_variable_counts_as_none() {
        assertThatCode(() -> check(Map.of("HENK_DEMO", "", "PORT", ""))).doesNotThrowAnyException();
    }

    @Test
    void several_wrong_values_are_named_together() {
        assertThatThrownBy(() -> check(Map.of("PORT", "x", "HENK_DEMO", "x")))
                .hasMessageContaining("PORT must be")
                .hasMessageContaining("HENK_DEMO must be");
    }

    @Test
    void a_misspelt_variable_is_pointed_out_with_the_one_that_was_meant() {
        assertThat(UnknownSettings.among(List.of("HENK_OFLINE", "HENK_HOME", "HOME", "PORT")))
                .containsExactly("HENK_OFLINE is not a setting of Henk and has no effect; did you mean HENK_OFFLINE?");
    }

    private static void check(Map<String, Object> settings) {
        var context = new GenericApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings));
        new CheckedSettings().initialize(context);
    }
}
