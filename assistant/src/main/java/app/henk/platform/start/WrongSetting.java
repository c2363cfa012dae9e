package app.henk.platform.start;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.validation.FieldError;

/** A setting that cannot be what it is set to: named by its environment variable, with an example of a right one. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class WrongSetting extends AbstractFailureAnalyzer<BindException> {

    private final SettingNames names;

    WrongSetting(Environment environment) {
        this.names = new SettingNames(environment);
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        BindValidationException invalid = findCause(cause, BindValidationException.class);
        List<String> variables = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        if (invalid != null) {
            String prefix = invalid.getValidationErrors().getName() + ".";
            invalid.getValidationErrors().getAllErrors().forEach(error -> {
                String field = error instanceof FieldError fieldError ? fieldError.getField() : "";
                String variable = names.variableFor(prefix + dashed(field));
                Object value = error instanceof FieldError fieldError ? fieldError.getRejectedValue() : null;
                variables.add(variable);
                faults.add(variable + " " + error.getDefaultMessage() + shown(variable, value) + ".");
            });
        } else {
            String variable = names.variableFor(cause.getName().toString());
            Object value =
                    cause.getProperty() == null ? null : cause.getProperty().getValue();
            variables.add(variable);
            faults.add(variable + " must be " + expected(cause) + shown(variable, value) + ".");
        }
        return new FailureAnalysis(String.join(" ", faults), remedy(variables), cause);
    }

    private static String expected(BindException cause) {
        Class<?> type = cause.getTarget().getType().resolve(Object.class);
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(java.util.Locale.ROOT);
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "a duration such as 30s or 5m";
            case "URI", "URL" -> "a web address";
            default -> "a " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
        };
    }

    /** A secret is not repeated: neither a terminal nor a log is the place for it. */
    private static String shown(String variable, @Nullable Object value) {
        boolean secret = variable.matches(".*(KEY|URL|PASSWORD|SECRET|TOKEN).*");
        return value == null || secret ? "" : ", not \"" + value + "\"";
    }

    private static String remedy(List<String> variables) {
        List<String> examples = variables.stream()
                .distinct()
                .flatMap(variable -> Setting.named(variable).stream())
                .map(setting -> setting.name() + "=" + setting.example())
                .toList();
        return examples.isEmpty()
                ? "The README lists every setting."
                : "For instance " + String.join(" ", examples) + ". The README lists every setting.";
    }

    private static String dashed(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
}
