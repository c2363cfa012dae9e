package app.henk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whoever reads the published description of the sales API sees of each operation how it is called. */
@HenkTest
class ApiExamplesTests {

    private static final List<String> SALES = List.of(
            "/api/deals",
            "/api/leads",
            "/api/contacts",
            "/api/organisations",
            "/api/activities",
            "/api/tasks",
            "/api/my-day",
            "/api/find",
            "/api/change-sets",
            "/api/salespeople",
            "/api/scoring-formulas",
            "/api/insights",
            "/api/imports",
            "/api/exports",
            "/api/crm");
    private static final Set<String> EXAMPLES = Set.of("example", "examples");

    @Autowired
    OpenApiWebfluxResource published;

    @Test
    void every_operation_of_the_sales_api_has_an_example() {
        JsonNode api = PublishedApi.of(published).document();
        List<String> without = new ArrayList<>();
        api.path("paths").properties().stream()
                .filter(path -> SALES.stream().anyMatch(path.getKey()::startsWith))
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (!hasExample(operation.getValue(), api)) {
                        without.add(operation.getKey() + " " + path.getKey());
                    }
                }));

        assertThat(api.path("paths").has("/api/deals")).isTrue();
        assertThat(without).isEmpty();
    }

    @Test
    void nobody_is_asked_to_say_in_a_parameter_who_they_are() {
        assertThat(PublishedApi.of(published)
                        .document()
                        .at("/paths/~1api~1my-day/get/parameters")
                        .valueStream())
                .extracting(parameter -> parameter.path("name").asString())
                .containsExactly("language");
    }

    /** Of what is sent where something is sent, else of the parameters; what takes neither needs none. */
    private static boolean hasExample(JsonNode operation, JsonNode api) {
        JsonNode parameters = operation.path("parameters");
        boolean takesNothing = parameters.isEmpty() && !operation.has("requestBody");
        return operation.has("requestBody")
                ? shows(operation.path("requestBody"), api, 0)
                : takesNothing || shows(parameters, api, 0);
    }

    private static boolean shows(JsonNode node, JsonNode api, int depth) {
        if (depth > 12) {
            return false;
        }
        if (node.has("$ref")) {
            return shows(api.at(node.path("$ref").asString().substring(1)), api, depth + 1);
        }
        return EXAMPLES.stream().anyMatch(node::has)
                || node.valueStream().anyMatch(child -> child.isContainer() && shows(child, api, depth + 1));
    }
}
