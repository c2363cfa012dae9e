package app.henk.platform;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** What is wrong with which fields of a request. */
public final class FieldErrors {

    /**
     * @param field path in the body, e.g. {@code items[2].price}
     * @param message what it must be, to be read after the field's name
     */
    public record FieldError(String field, String message) {}

    private FieldErrors() {}

    public static Problem of(String field, String message) {
        return of(List.of(new FieldError(field, message)));
    }

    public static Problem of(List<FieldError> errors) {
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; ", "", "."));
        return new Problem(HttpStatus.BAD_REQUEST, "invalid-fields", detail).with("errors", errors);
    }
}
