package app.henk.platform;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** What is wrong with which fields of a request. */
public final class FieldErrors {

    /**
     * @param field path in the body, e.g. {@code items[2].price}
     * @param message what it must be, to be read after the field's name
     * @param rule that is broken, for a sentence in a person's language; empty where there is none for it
     * @param values that such a sentence names
     */
    public record FieldError(
            String field,
            String message,
            @JsonIgnore String rule,
            @JsonIgnore Map<String, Object> values) {

        public FieldError(String field, String message) {
            this(field, message, "", Map.of());
        }

        public FieldError breaking(String broken, Map<String, Object> named) {
            return new FieldError(field, message, broken, named);
        }

        public FieldError breaking(String broken) {
            return breaking(broken, Map.of());
        }
    }

    private static final String ERRORS = "errors";

    private FieldErrors() {}

    public static Problem of(String field, String message) {
        return of(new FieldError(field, message));
    }

    public static Problem of(FieldError error) {
        return of(List.of(error));
    }

    public static Problem of(List<FieldError> errors) {
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; ", "", "."));
        return new Problem(HttpStatus.BAD_REQUEST, "invalid-fields", detail).with(ERRORS, errors);
    }

    /** What a problem says is wrong with fields; nothing when it is about something else. */
    public static List<FieldError> in(Problem problem) {
        return problem.extensions().get(ERRORS) instanceof List<?> errors
                ? errors.stream()
                        .filter(FieldError.class::isInstance)
                        .map(FieldError.class::cast)
                        .toList()
                : List.of();
    }
}
