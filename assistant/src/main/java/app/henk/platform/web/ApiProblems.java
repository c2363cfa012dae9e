package app.henk.platform.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** How every refusal looks in the published description of the API, as {@link ProblemHandler} writes it. */
@Component
public class ApiProblems implements OpenApiCustomizer {

    private static final String NAME = "Problem";

    /** Documents a refusal, unless the operation says something of its own about this status. */
    public static void add(ApiResponses responses, String status, String description) {
        MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + NAME));
        responses.computeIfAbsent(
                status,
                missing -> new ApiResponse()
                        .description(description)
                        .content(new Content()
                                .addMediaType(
                                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE, problem)));
    }

    @Override
    public void customise(OpenAPI api) {
        Components components = Optional.ofNullable(api.getComponents()).orElseGet(Components::new);
        api.components(components.addSchemas(NAME, problem()));
    }

    private static Schema<?> problem() {
        Schema<?> field =
                new ObjectSchema().addProperty("field", new StringSchema()).addProperty("message", new StringSchema());
        return new ObjectSchema()
                .description("Why a request was refused, and how to mend it; more members by type")
                .addProperty("type", new StringSchema().format("uri").example(ProblemHandler.TYPE + "not-found"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("errors", new ArraySchema().items(field))
                .additionalProperties(true);
    }
}
