package app.henk.crm;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The columns of a record as values of JSON: how they are read, written and told apart. */
final class FieldValues {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final TypeReference<List<Map<String, Object>>> ALL = new TypeReference<>() {};

    private FieldValues() {}

    /** Numbers as BigDecimal, nulls left out. */
    static Map<String, Object> read(String json) {
        return plain(JSON.readValue(json, FIELDS));
    }

    static List<Map<String, Object>> readAll(String json) {
        return JSON.readValue(json, ALL).stream().map(FieldValues::plain).toList();
    }

    static Map<String, Object> nested(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof Map<?, ?> inner ? plain(inner) : Map.of();
    }

    private static Map<String, Object> plain(Map<?, ?> fields) {
        Map<String, Object> plain = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value != null) {
                plain.put(
                        String.valueOf(name),
                        value instanceof Number number ? new BigDecimal(number.toString()) : value);
            }
        });
        return plain;
    }

    /** A value as it comes back when it was written. */
    static @Nullable Object asJson(Optional<?> value) {
        return read(write(Map.of("value", value))).get("value");
    }

    /** An empty Optional becomes null. */
    static String write(Object fields) {
        return JSON.writeValueAsString(fields);
    }

    static Map<String, Object> only(Map<String, Object> fields, List<String> names) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String name : names) {
            if (fields.containsKey(name)) {
                kept.put(name, fields.get(name));
            }
        }
        return kept;
    }

    /** Names of the fields that are not the same. */
    static Set<String> differing(Map<String, Object> before, Map<String, Object> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> same(before.get(name), after.get(name)));
        return names;
    }

    static boolean same(@Nullable Object one, @Nullable Object other) {
        return one instanceof BigDecimal first && other instanceof BigDecimal second
                ? first.compareTo(second) == 0
                : Objects.equals(one, other);
    }

    static Optional<String> shown(Map<String, Object> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .map(value -> value instanceof BigDecimal number ? number.toPlainString() : value.toString());
    }
}
