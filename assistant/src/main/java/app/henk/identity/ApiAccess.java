package app.henk.identity;

import app.henk.platform.web.ApiProblems;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPatternParser;

/** Publishes who may call which address: with an access token of {@code /api/auth/login}, or without one as well. */
@Component
// as an annotation: without one the classes are searched for it, on the event loop
@SecurityScheme(
        name = ApiAccess.TOKEN,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The access_token of POST /api/auth/login")
class ApiAccess implements OpenApiCustomizer {

    static final String TOKEN = "token";

    @Override
    public void customise(OpenAPI api) {
        api.getPaths().forEach((path, item) -> {
            if (path.startsWith("/api/")) {
                item.readOperations().forEach(operation -> describe(operation, isOpen(path)));
            }
        });
    }

    private static void describe(Operation operation, boolean open) {
        operation.addSecurityItem(new SecurityRequirement().addList(TOKEN));
        if (open) {
            operation.addSecurityItem(new SecurityRequirement());
        }
        ApiProblems.add(operation.getResponses(), "401", "This needs an account, or the token is not valid here");
        ApiProblems.add(operation.getResponses(), "403", "The account, or the page that asks, may not do this");
    }

    private static boolean isOpen(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return Arrays.stream(SecurityConfiguration.OPEN)
                .map(PathPatternParser.defaultInstance::parse)
                .anyMatch(open -> open.matches(parsed));
    }
}
