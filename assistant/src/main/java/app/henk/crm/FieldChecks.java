package app.henk.crm;

import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What somebody says about a record, field by field, and what of it cannot be right. */
final class FieldChecks {

    static final BigDecimal HIGHEST_AMOUNT = new BigDecimal("999999999999.99");

    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2200, 1, 1);

    private final Map<String, Optional<?>> fields = new LinkedHashMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    /** Takes the space around texts away; an empty text is none. */
    FieldChecks(Map<String, ? extends Optional<?>> said) {
        said.forEach((name, value) -> fields.put(
                name,
                value.orElse(null) instanceof String text
                        ? Optional.of(text.strip()).filter(t -> !t.isEmpty())
                        : value));
    }

    Map<String, Optional<?>> fields() {
        return fields;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    Optional<String> text(String name) {
        return fields.getOrDefault(name, Optional.empty()).map(Object::toString);
    }

    /** In characters as people count them. */
    FieldChecks longest(String name, int most) {
        text(name)
                .map(text -> text.codePointCount(0, text.length()))
                .filter(length -> length > most)
                .ifPresent(length -> wrong(
                        name, "has at most " + most + " characters, not " + length, "too_long", Map.of("most", most)));
        return this;
    }

    FieldChecks needed(String name) {
        if (has(name) && text(name).isEmpty()) {
            wrong(name, "is missing", "required", Map.of());
        }
        return this;
    }

    /** A column that keeps nothing as an empty text. */
    FieldChecks emptyAsText(String name) {
        if (has(name) && text(name).isEmpty()) {
            fields.put(name, Optional.of(""));
        }
        return this;
    }

    FieldChecks oneOf(String name, Collection<String> words) {
        text(name)
                .filter(word -> !words.contains(word))
                .ifPresent(word -> wrong(
                        name,
                        "must be one of " + String.join(", ", words),
                        "choice",
                        Map.of("options", String.join(", ", words))));
        return this;
    }

    FieldChecks amount(String name) {
        fields.getOrDefault(name, Optional.empty()).map(BigDecimal.class::cast).ifPresent(amount -> {
            if (amount.signum() < 0) {
                wrong(name, "cannot be negative", "negative", Map.of());
            } else if (amount.compareTo(HIGHEST_AMOUNT) > 0) {
                wrong(
                        name,
                        "is at most " + HIGHEST_AMOUNT.toPlainString(),
                        "at_most",
                        Map.of("most", HIGHEST_AMOUNT.toPlainString()));
            } else if (amount.stripTrailingZeros().scale() > 2) {
                wrong(name, "has at most two decimals", "decimals", Map.of());
            }
        });
        return this;
    }

    FieldChecks count(String name, int most) {
        fields.getOrDefault(name, Optional.empty())
                .map(Integer.class::cast)
                .filter(number -> number < 0 || number > most)
                .ifPresent(number ->
                        wrong(name, "is a whole number from 0 to " + most, "range", Map.of("least", 0, "most", most)));
        return this;
    }

    FieldChecks day(String name) {
        fields.getOrDefault(name, Optional.empty())
                .map(LocalDate.class::cast)
                .filter(day -> day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY))
                .ifPresent(day -> wrong(
                        name,
                        "is a day between " + FIRST_DAY + " and " + LAST_DAY,
                        "day",
                        Map.of("first", FIRST_DAY, "last", LAST_DAY)));
        return this;
    }

    void wrong(String name, String message) {
        errors.add(new FieldError(name, message));
    }

    private void wrong(String name, String message, String rule, Map<String, Object> values) {
        errors.add(new FieldError(name, message).breaking(rule, values));
    }

    /** What a person cannot be called or reached by. */
    FieldChecks person(PersonDetails person) {
        person.errors()
                .forEach(error -> wrong(
                        error.field(),
                        switch (error.field()) {
                            case "email" -> "is not an e-mail address";
                            case "phone" -> "is not a phone number; with the country's prefix it is always understood";
                            default -> "cannot be a person's name";
                        },
                        switch (error.field()) {
                            case "email", "phone" -> error.field();
                            default -> "name";
                        },
                        Map.of()));
        return this;
    }

    /** Fails with a problem that names each field that cannot be right. */
    Mono<Map<String, Optional<?>>> checked() {
        return errors.isEmpty() ? Mono.just(fields) : Mono.error(problem());
    }

    private Problem problem() {
        return FieldErrors.of(errors);
    }
}
