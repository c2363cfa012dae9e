package app.henk.platform.web;

import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;

/** What a failure means to whoever sent the request. Empty for what only we can mend. */
final class Problems {

    private Problems() {}

    static Optional<Problem> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return Optional.of(problem);
            }
            if (cause instanceof DataBufferLimitException) {
                return Optional.of(RequestGuard.tooLarge(1024 * 1024));
            }
        }
        if (Unavailable.is(failure)) {
            return Optional.of(Unavailable.problem());
        }
        return switch (failure) {
            case WebExchangeBindException invalid -> Optional.of(fields(invalid));
            case HandlerMethodValidationException invalid
            when !invalid.isForReturnValue() -> Optional.of(fields(invalid));
            case ServerWebInputException input -> Optional.of(input(input));
            case DecodingException unreadable -> Optional.of(body(unreadable));
            case ResponseStatusException status -> status(status);
            case AccessDeniedException denied -> Optional.of(Problem.forbidden("Your account may not do this."));
            case AuthenticationException unknown ->
                Optional.of(new Problem(HttpStatus.UNAUTHORIZED, "sign-in-needed", "This needs an account: sign in."));
            default -> Optional.empty();
        };
    }

    private static Problem fields(WebExchangeBindException invalid) {
        return FieldErrors.of(invalid.getFieldErrors().stream()
                .map(error -> new FieldError(named(error.getField()), String.valueOf(error.getDefaultMessage())))
                .toList());
    }

    private static Problem fields(HandlerMethodValidationException invalid) {
        return FieldErrors.of(invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList());
    }

    /** The value of an optional field is the field itself to whoever sent it. */
    private static String named(String path) {
        return path.replace(".<optional value>", "").replace("<optional value>", "");
    }

    private static Problem input(ServerWebInputException input) {
        if (input instanceof MissingRequestValueException missing) {
            return FieldErrors.of(missing.getName(), "is missing (" + missing.getLabel() + ")");
        }
        for (Throwable cause = input.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case JacksonException json -> {
                    return JsonProblems.of(json);
                }
                case TypeMismatchException mismatch -> {
                    return mismatch(input, mismatch);
                }
                default -> {}
            }
        }
        return input.getReason() != null && input.getReason().startsWith("No request body")
                ? Problem.badRequest("body-missing", "This needs a body in JSON.")
                : Problem.badRequest("unreadable", "The request cannot be read: check its parameters and body.");
    }

    private static Problem mismatch(ServerWebInputException input, TypeMismatchException mismatch) {
        String name = input.getMethodParameter() == null
                ? String.valueOf(mismatch.getPropertyName())
                : String.valueOf(input.getMethodParameter().getParameterName());
        return FieldErrors.of(name, "must be " + JsonProblems.kind(wanted(input, mismatch)));
    }

    /** Of a parameter that may be left out, what it holds. */
    private static @Nullable Class<?> wanted(ServerWebInputException input, TypeMismatchException mismatch) {
        MethodParameter parameter = input.getMethodParameter();
        return mismatch.getRequiredType() == Optional.class && parameter != null
                ? parameter.nestedIfOptional().getNestedParameterType()
                : mismatch.getRequiredType();
    }

    private static Problem body(DecodingException unreadable) {
        return unreadable.getCause() instanceof JacksonException json
                ? JsonProblems.of(json)
                : Problem.badRequest("unreadable", "The body cannot be read as JSON.");
    }

    private static Optional<Problem> status(ResponseStatusException failure) {
        HttpStatus status = HttpStatus.resolve(failure.getStatusCode().value());
        if (status == null || status.is5xxServerError() && status != HttpStatus.SERVICE_UNAVAILABLE) {
            return Optional.empty();
        }
        return Optional.of(
                switch (failure) {
                    case UnsupportedMediaTypeStatusException type ->
                        new Problem(
                                status, "media-type", "Send the body as " + names(type.getSupportedMediaTypes()) + ".");
                    case NotAcceptableStatusException accept ->
                        new Problem(
                                status,
                                "not-acceptable",
                                "This answers with " + names(accept.getSupportedMediaTypes())
                                        + " only: change the header Accept.");
                    case MethodNotAllowedException method ->
                        new Problem(
                                        status,
                                        "method-not-allowed",
                                        "This address answers " + names(method.getSupportedMethods()) + " only.")
                                .with(
                                        "allow",
                                        method.getSupportedMethods().stream()
                                                .map(HttpMethod::name)
                                                .sorted()
                                                .toList());
                    default ->
                        status == HttpStatus.NOT_FOUND
                                ? new Problem(status, "not-found", "There is nothing at this address.")
                                : new Problem(
                                        status,
                                        status.name()
                                                .toLowerCase(java.util.Locale.ROOT)
                                                .replace('_', '-'),
                                        "This is answered with " + status.getReasonPhrase() + ".");
                });
    }

    private static String names(Iterable<?> things) {
        List<String> names = java.util.stream.StreamSupport.stream(things.spliterator(), false)
                .map(Object::toString)
                .sorted()
                .toList();
        return names.isEmpty() ? "application/json" : String.join(" or ", names);
    }
}
