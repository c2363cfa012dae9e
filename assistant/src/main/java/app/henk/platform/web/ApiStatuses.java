package app.henk.platform.web;

import app.henk.platform.Limits;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;

/**
 * Publishes of each operation the statuses that follow from how it is written: an answer without a body is 204, what can
 * be wrong with a request depends on what it takes. What only one operation has stands beside it, as {@link
 * ResponseStatus} or as an annotation of its answers; who may call it, {@code app.henk.identity} knows.
 */
@Component
class ApiStatuses implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        ApiResponses responses = operation.getResponses();
        if (answersNothing(handler) && responses.containsKey("200")) {
            responses.remove("200");
            responses.addApiResponse("204", new ApiResponse().description("Done; there is nothing to say"));
        }
        List<Parameter> parameters =
                Optional.ofNullable(operation.getParameters()).orElse(List.of());
        boolean isOfOne = parameters.stream().anyMatch(parameter -> "path".equals(parameter.getIn()));
        if (operation.getRequestBody() != null || !parameters.isEmpty()) {
            ApiProblems.add(responses, "400", "What was sent cannot be read; errors names each wrong field");
        }
        if (isOfOne) {
            ApiProblems.add(responses, "404", "There is none with this id that the caller may see");
        }
        if (writes(handler) && (isOfOne || responses.containsKey("201"))) {
            ApiProblems.add(
                    responses, "409", "It was changed meanwhile, or is there already, or no longer allows this");
        }
        if (parameters.stream().anyMatch(parameter -> HttpHeaders.IF_MATCH.equals(parameter.getName()))) {
            ApiProblems.add(responses, "412", "It has another version than If-Match names; current is how it is now");
        }
        if (isLimited(handler)) {
            ApiProblems.add(responses, "429", "Asked too often; the header Retry-After says when to come again");
        }
        ApiProblems.add(responses, ApiResponses.DEFAULT, "Any other refusal");
        return operation;
    }

    private static boolean answersNothing(HandlerMethod handler) {
        ResolvableType answer =
                ResolvableType.forMethodReturnType(handler.getMethod()).getGeneric(0);
        return answer.resolve() == ResponseEntity.class && answer.getGeneric(0).resolve() == Void.class;
    }

    private static boolean writes(HandlerMethod handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping != null && Arrays.stream(mapping.method()).anyMatch(method -> method != RequestMethod.GET);
    }

    private static boolean isLimited(HandlerMethod handler) {
        return Arrays.stream(handler.getBeanType().getDeclaredConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
                .anyMatch(Limits.class::equals);
    }
}
