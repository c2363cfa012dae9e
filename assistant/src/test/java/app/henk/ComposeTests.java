package app.henk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What can be said of the containers without an engine to run them. */
class ComposeTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");

    /** What the container itself decides. */
    private static final Set<String> OF_THE_CONTAINER = Set.of("PORT", "HENK_HOME", "DATABASE_URL");

    private final String text = read("docker-compose.yml");
    private final JsonNode compose = new YAMLMapper().readTree(text);

    @Test
    void the_assistant_waits_until_a_database_with_pgvector_is_healthy() {
        assertThat(compose.at("/services/database/image").asString()).startsWith("pgvector/pgvector:");
        assertThat(compose.at("/services/assistant/depends_on/database/condition")
                        .asString())
                .isEqualTo("service_healthy");
    }

    @Test
    void every_service_says_whether_it_is_healthy_and_comes_back_after_a_crash() {
        assertThat(compose.get("services").properties()).isNotEmpty().allSatisfy(service -> {
            assertThat(service.getValue().at("/healthcheck/test").size())
                    .as(service.getKey())
                    .isGreaterThan(1);
            assertThat(service.getValue().path("restart").asString()).isEqualTo("unless-stopped");
        });
    }

    @Test
    void what_must_survive_lies_in_volumes_that_are_declared() {
        var declared = compose.get("volumes").propertyNames();
        for (JsonNode service : compose.get("services")) {
            for (JsonNode volume : service.path("volumes")) {
                assertThat(declared).contains(volume.asString().replaceFirst(":.*", ""));
            }
        }
        assertThat(declared).hasSize(2);
    }

    @Test
    void has_no_secret_in_it_and_refuses_to_start_without_one() {
        for (JsonNode service : compose.get("services")) {
            for (var variable : service.get("environment").properties()) {
                if (variable.getKey().matches(".*(PASSWORD|KEY|SECRET|TOKEN|URL).*")) {
                    assertThat(variable.getValue().asString())
                            .as(variable.getKey())
                            .contains("${");
                }
            }
        }
        assertThat(VARIABLE.matcher(text)
                        .results()
                        .filter(match -> match.group(1).endsWith("PASSWORD")))
                .isNotEmpty()
                .allSatisfy(match -> assertThat(text.substring(match.end())).startsWith(":?"));
    }

    @Test
    void every_variable_is_explained_in_the_readme() {
        String readme = read("README.md");
        var variables = new TreeSet<String>();
        for (String file : List.of("docker-compose.yml", ".env.example")) {
            VARIABLE.matcher(read(file)).results().forEach(match -> variables.add(match.group(1)));
            Pattern.compile("(?m)^([A-Z_]+)=").matcher(read(file)).results().forEach(m -> variables.add(m.group(1)));
        }

        assertThat(variables).isNotEmpty().allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }

    @Test
    void every_setting_of_the_readme_reaches_the_assistant() {
        JsonNode environment = compose.at("/services/assistant/environment");
        JsonNode settings = new YAMLMapper().readTree(read("assistant/src/main/resources/settings.yaml"));

        assertThat(settings).isNotEmpty().allSatisfy(setting -> {
            String name = setting.path("name").asString();
            if (!OF_THE_CONTAINER.contains(name)) {
                assertThat(environment.path(name).asString()).isEqualTo("${" + name + ":-}");
            }
        });
    }

    @Test
    void the_check_gives_every_variable_that_must_be_given() {
        String check = read("check");
        Pattern.compile("\\$\\{([A-Z_]+):\\?")
                .matcher(text)
                .results()
                .forEach(must -> assertThat(check).containsPattern(must.group(1) + "=\\S+ docker compose config"));
    }

    @Test
    void the_image_copies_what_exists_and_does_not_run_as_root() {
        String dockerfile = read("assistant/Dockerfile");

        assertThat(dockerfile).containsPattern("(?m)^USER [1-9]\\d+$");
        Pattern.compile("(?m)^COPY ([a-z.]+) ")
                .matcher(dockerfile)
                .results()
                .forEach(copy -> assertThat(ROOT.resolve(copy.group(1))).exists());
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
