package app.henk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

class ModularityTests {

    private static final Path PAGE = Path.of("docs/modules.md");

    private final ApplicationModules modules = ApplicationModules.of(Henk.class);

    @Test
    void each_module_uses_only_what_its_package_info_allows() {
        modules.verify();
    }

    @Test
    void the_page_of_modules_says_what_the_code_says() throws IOException {
        String drawn = page();
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/modules.md"), drawn);

        assertThat(Files.readString(PAGE))
                .as("docs/modules.md is out of date; copy assistant/target/modules.md over it")
                .isEqualTo(drawn);
    }

    private String page() {
        var page = new StringBuilder("""
                # Modules

                Drawn from the code by `ModularityTests`; an arrow means "uses". Everything may use `platform`.

                ```mermaid
                graph TD
                """);
        modules.stream().sorted().forEach(module -> page.append(arrows(module)));
        page.append("```\n\n| module | purpose |\n|---|---|\n");
        modules.stream()
                .sorted()
                .forEach(module -> page.append("| `" + name(module) + "` | " + purpose(module) + " |\n"));
        return page.toString();
    }

    private String arrows(ApplicationModule module) {
        String arrows = module.getDirectDependencies(modules, DependencyType.values()).stream()
                .map(dependency -> name(dependency.getTargetModule()))
                .filter(target -> !target.equals("platform") && !target.equals(name(module)))
                .distinct()
                .sorted()
                .map(target -> "    " + name(module) + " --> " + target + "\n")
                .collect(Collectors.joining());
        return arrows.isEmpty() ? "    " + name(module) + "\n" : arrows;
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }

    /** The sentence above the package declaration. */
    private static String purpose(ApplicationModule module) {
        try {
            String source = Files.readString(Path.of("src/main/java/app/henk", name(module), "package-info.java"));
            int end = source.indexOf("*/");
            return source.substring(source.indexOf("/**") + 3, end)
                    .replaceAll("\\s*\\n\\s*\\* ?", " ")
                    .strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
