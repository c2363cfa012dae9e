package app.henk.agent.tools;

import app.henk.platform.NamedDays;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a model wrote as arguments, strictly: nothing is coerced, nothing undeclared gets through. An empty text
 * and null count as absent, because models write them for "not given".
 */
final class ArgumentReader {

    static final int LONGEST = 8_192;
    private static final int MOST_FRACTION_DIGITS = 4;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ArgumentReader() {}

    /** @throws BadArguments naming each argument that is wrong and how it should be */
    static Arguments read(ToolDefinition tool, String json) {
        JsonNode root = parse(json);
        List<Fault> faults = new ArrayList<>();
        for (String name : root.propertyNames()) {
            if (tool.parameter(name).isEmpty()) {
                faults.add(Fault.of(printable(name), "no_such"));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : tool.parameters()) {
            readOne(parameter, root.path(parameter.name()), values, faults);
        }
        if (!faults.isEmpty()) {
            throw new BadArguments(List.copyOf(faults));
        }
        return new Arguments(values);
    }

    private static JsonNode parse(String json) {
        if (json.length() > LONGEST) {
            throw new BadArguments(List.of(new Fault("", "all_too_long", Map.of("most", LONGEST))));
        }
        try {
            JsonNode root = JSON.readTree(json.isBlank() ? "{}" : json);
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException unreadable) {
            // said below: the parser's own message would repeat what it was given
        }
        throw new BadArguments(List.of(Fault.of("", "no_object")));
    }

    private static void readOne(Parameter parameter, JsonNode node, Map<String, Object> values, List<Fault> faults) {
        boolean absent = node.isMissingNode()
                || node.isNull()
                || node.isString() && node.stringValue().isBlank();
        if (absent) {
            if (parameter.required()) {
                faults.add(Fault.of(parameter.name(), "required"));
            }
            return;
        }
        try {
            values.put(parameter.name(), value(parameter, node));
        } catch (WrongValue wrong) {
            faults.add(new Fault(parameter.name(), wrong.rule, wrong.values));
        }
    }

    private static Object value(Parameter parameter, JsonNode node) {
        return switch (parameter.kind()) {
            case TEXT -> text(parameter, node);
            case CHOICE -> choice(parameter, node);
            case WHOLE -> whole(parameter, node);
            case DECIMAL -> decimal(parameter, node);
            case SIGNED -> signed(parameter, node);
            case FLAG -> flag(node);
            case DATE -> date(node);
            case TEXTS, CHOICES -> list(parameter, node);
        };
    }

    private static String text(Parameter parameter, JsonNode node) {
        if (!node.isString()) {
            throw new WrongValue("text");
        }
        String text = node.stringValue().strip();
        if (text.length() > parameter.longestEntry()) {
            throw new WrongValue("too_long", Map.of("most", parameter.longestEntry()));
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t' || isLoneSurrogate(text, i)) {
                throw new WrongValue("unreadable");
            }
        }
        return text;
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    private static String choice(Parameter parameter, JsonNode node) {
        String chosen = text(parameter, node);
        if (!parameter.options().contains(chosen)) {
            throw new WrongValue("choice", Map.of("options", String.join(", ", parameter.options())));
        }
        return chosen;
    }

    private static BigDecimal decimal(Parameter parameter, JsonNode node) {
        BigDecimal number = signed(parameter, node);
        if (number.signum() < 0) {
            throw new WrongValue("range", Map.of("least", 0, "most", parameter.max()));
        }
        return number;
    }

    private static BigDecimal signed(Parameter parameter, JsonNode node) {
        if (!node.isNumber()) {
            throw new WrongValue("number");
        }
        BigDecimal number = node.decimalValue();
        // looked at before any arithmetic: 1e999999999 is short to write and endless to write out
        if (number.precision() > 20 || Math.abs(number.scale()) > 20) {
            throw new WrongValue("digits");
        }
        number = number.stripTrailingZeros();
        if (number.abs().compareTo(BigDecimal.valueOf(parameter.max())) > 0) {
            int least = parameter.kind() == Parameter.Kind.SIGNED ? -parameter.max() : 0;
            throw new WrongValue("range", Map.of("least", least, "most", parameter.max()));
        }
        if (number.scale() > MOST_FRACTION_DIGITS) {
            throw new WrongValue("digits");
        }
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static Integer whole(Parameter parameter, JsonNode node) {
        BigDecimal number = decimal(parameter, node);
        if (number.scale() > 0) {
            throw new WrongValue("whole");
        }
        return number.intValueExact();
    }

    private static Boolean flag(JsonNode node) {
        if (!node.isBoolean()) {
            throw new WrongValue("flag");
        }
        return node.booleanValue();
    }

    private static LocalDate date(JsonNode node) {
        try {
            LocalDate date = LocalDate.parse(node.isString() ? node.stringValue() : "");
            if (NamedDays.holds(date)) {
                return date;
            }
        } catch (DateTimeParseException notADate) {
            // said below
        }
        throw new WrongValue("date");
    }

    private static List<String> list(Parameter parameter, JsonNode node) {
        if (!node.isArray() || node.size() > parameter.max()) {
            throw new WrongValue("list", Map.of("most", parameter.max()));
        }
        List<String> entries = new ArrayList<>();
        for (JsonNode entry : node) {
            entries.add(parameter.kind() == Parameter.Kind.CHOICES ? choice(parameter, entry) : text(parameter, entry));
        }
        return List.copyOf(entries);
    }

    private static String printable(String name) {
        return name.length() <= 40 && name.chars().allMatch(c -> c > ' ' && c < 127) ? name : "";
    }

    /** Everything that is wrong with a call's arguments. */
    static final class BadArguments extends RuntimeException {

        private final transient List<Fault> faults;

        BadArguments(List<Fault> faults) {
            super("wrong arguments", null, false, false);
            this.faults = faults;
        }

        List<Fault> faults() {
            return faults;
        }
    }

    private static final class WrongValue extends RuntimeException {

        private final String rule;
        private final transient Map<String, Object> values;

        WrongValue(String rule) {
            this(rule, Map.of());
        }

        WrongValue(String rule, Map<String, Object> values) {
            super(rule, null, false, false);
            this.rule = rule;
            this.values = values;
        }
    }
}
