package app.henk.platform.web;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Puts examples into the published description of the API where the code beside an operation has none: what a parameter
 * of a name looks like is the same everywhere. They stand in {@code api-examples.yaml}.
 */
@Component
// without one the classes are searched for it, on the event loop
@OpenAPIDefinition(info = @Info(title = "Henk", version = "1"))
class ApiExamples implements OpenApiCustomizer {

    private final Map<String, Object> parameters;
    private final Map<String, Object> requests;

    ApiExamples() {
        try (InputStream in = new ClassPathResource("api-examples.yaml").getInputStream()) {
            Map<String, Map<String, Object>> read =
                    new YAMLMapper().readValue(in, new TypeReference<Map<String, Map<String, Object>>>() {});
            parameters = read.getOrDefault("parameters", Map.of());
            requests = read.getOrDefault("requests", Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("The examples of the API cannot be read", e);
        }
    }

    @Override
    public void customise(OpenAPI api) {
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> exemplify(method.name() + " " + path, operation)));
    }

    private void exemplify(String name, Operation operation) {
        Optional.ofNullable(operation.getParameters()).orElse(List.of()).forEach(this::exemplify);
        Optional.ofNullable(operation.getRequestBody())
                .map(body -> body.getContent())
                .filter(content -> requests.containsKey(name))
                .ifPresent(content -> content.values().forEach(media -> media.setExample(requests.get(name))));
    }

    private void exemplify(Parameter parameter) {
        if (parameter.getExample() == null && parameters.containsKey(parameter.getName())) {
            parameter.setExample(parameters.get(parameter.getName()));
        }
    }
}
