package app.henk.platform.web;

import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what is wrong with a body, where, and in words of JSON, not of the program that reads it. */
final class JsonProblems {

    private static final int LONGEST_NAME_SHOWN = 60;

    private JsonProblems() {}

    static Problem of(JacksonException failure) {
        return switch (failure) {
            case StreamConstraintsException limit -> limit(limit);
            case StreamReadException malformed -> malformed(malformed);
            case PropertyBindingException unknown -> unknown(unknown);
            case ValueInstantiationException refused -> refused(refused);
            case MismatchedInputException wrong -> wrongType(wrong);
            default -> Problem.badRequest("unreadable", "The body cannot be read as what is expected here.");
        };
    }

    private static Problem limit(StreamConstraintsException failure) {
        String said = String.valueOf(failure.getOriginalMessage()).toLowerCase(Locale.ROOT);
        String what = said.contains("depth")
                ? "is nested too deeply; 40 levels are allowed"
                : said.contains("number")
                        ? "contains a number with too many digits; 40 are allowed"
                        : said.contains("name")
                                ? "contains a field name of more than 200 characters"
                                : said.contains("token")
                                        ? "has too many values; 200 000 are allowed"
                                        : "contains a text that is too long";
        return Problem.badRequest("json-too-large", "The JSON " + what + ".");
    }

    private static Problem malformed(StreamReadException failure) {
        String where = "line " + failure.getLocation().getLineNr() + ", column "
                + failure.getLocation().getColumnNr();
        String said = String.valueOf(failure.getOriginalMessage());
        if (said.startsWith("Duplicate")) {
            return Problem.badRequest(
                    "json-duplicate", "A field occurs twice in the same object, at " + where + ". Send it once.");
        }
        return Problem.badRequest("json-malformed", "The body is not JSON: it goes wrong at " + where + ".");
    }

    private static Problem unknown(PropertyBindingException failure) {
        String name = shown(failure.getPropertyName());
        Collection<Object> known = failure.getKnownPropertyIds();
        String expected = known == null
                ? ""
                : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", ", " Known are: ", "."));
        return Problem.badRequest("unknown-field", "There is no field " + name + " here." + expected)
                .with("errors", java.util.List.of(new FieldErrors.FieldError(path(failure), "is unknown")));
    }

    private static Problem wrongType(MismatchedInputException failure) {
        String path = path(failure);
        String kind = kind(failure.getTargetType());
        return path.isEmpty()
                ? Problem.badRequest("wrong-type", "The body must be " + kind + ".")
                : FieldErrors.of(path, "must be " + kind);
    }

    private static Problem refused(ValueInstantiationException failure) {
        return FieldErrors.of(path(failure).isEmpty() ? "body" : path(failure), "has a value that is not possible");
    }

    /** A type as a sender of JSON knows it. */
    static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "another kind of value";
        }
        if (type.isEnum()) {
            return java.util.Arrays.stream(type.getEnumConstants())
                    .map(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == UUID.class) {
            return "an id such as 0190a5c2-7c4e-7b1e-8f5e-3f1c5f0e7a11";
        }
        if (type == BigDecimal.class || type == double.class || type == Double.class || type == float.class) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return type == java.time.LocalDate.class
                    ? "a date such as 2027-06-12"
                    : "a time such as 2027-06-12T10:00:00Z";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "another kind of value";
    }

    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shown(step.getPropertyName()));
            }
        }
        return path.toString();
    }

    private static String shown(@Nullable String name) {
        String text = String.valueOf(name);
        return text.length() <= LONGEST_NAME_SHOWN ? text : text.substring(0, LONGEST_NAME_SHOWN) + "…";
    }
}
