package app.henk.crm;

import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a body in which a field that is not there means something else than one that is null, and collects what is wrong
 * with which field.
 */
final class JsonFields {

    private static final Pattern CAMEL = Pattern.compile("[A-Z]");

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    /** @param shape whose components are the fields that may be there; another one is a misspelt one */
    JsonFields(JsonNode body, Class<? extends Record> shape) {
        this(
                body,
                Stream.of(shape.getRecordComponents())
                        .map(component -> CAMEL.matcher(component.getName())
                                .replaceAll(hump -> "_" + hump.group().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
    }

    /** @param known names of fields that may be there */
    JsonFields(JsonNode body, Set<String> known) {
        if (!body.isObject()) {
            throw Problem.badRequest("unreadable", "The body must be a JSON object.");
        }
        this.body = body;
        body.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> errors.add(new FieldError(name, "is not known here")));
    }

    void text(String name, Consumer<Optional<String>> use) {
        read(name, "must be a text", node -> node.isString() ? node.asString() : null, use);
    }

    void number(String name, Consumer<Optional<BigDecimal>> use) {
        read(name, "must be a number", node -> node.isNumber() ? node.decimalValue() : null, use);
    }

    void day(String name, Consumer<Optional<LocalDate>> use) {
        read(name, "must be a date such as 2027-05-31", JsonFields::day, use);
    }

    void id(String name, Consumer<Optional<UUID>> use) {
        read(name, "must be an id", JsonFields::id, use);
    }

    /** Like a text, but one that cannot be taken away. */
    void word(String name, Consumer<String> use) {
        text(
                name,
                value -> value.ifPresentOrElse(
                        use, () -> errors.add(new FieldError(name, "cannot be null: leave it out to keep it"))));
    }

    boolean has(String name) {
        return body.has(name);
    }

    /** Fails with a problem that names each wrong field. */
    void end() {
        if (!errors.isEmpty()) {
            throw FieldErrors.of(errors);
        }
    }

    private <T> void read(
            String name, String expected, Function<JsonNode, @Nullable T> reading, Consumer<Optional<T>> use) {
        if (!body.has(name)) {
            return;
        }
        JsonNode node = body.get(name);
        @Nullable T value = node.isNull() ? null : reading.apply(node);
        if (value == null && !node.isNull()) {
            errors.add(new FieldError(name, expected));
        } else {
            use.accept(Optional.ofNullable(value));
        }
    }

    private static @Nullable LocalDate day(JsonNode node) {
        try {
            return node.isString() ? LocalDate.parse(node.asString()) : null;
        } catch (DateTimeException wrong) {
            return null;
        }
    }

    private static @Nullable UUID id(JsonNode node) {
        try {
            return node.isString() ? UUID.fromString(node.asString()) : null;
        } catch (IllegalArgumentException wrong) {
            return null;
        }
    }
}
