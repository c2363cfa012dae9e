package app.henk.pipedrive;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record as both sides can be compared by: fields by our names, each as the one text that means it. An empty text is an
 * empty field; a field that is missing cannot be said or compared there.
 */
record Values(Map<String, String> fields) {

    static final Values NONE = new Values(Map.of());

    private static final int LONGEST_TEXT = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    Values {
        fields = Map.copyOf(fields);
    }

    Optional<String> get(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** Empty also for an empty field. */
    Optional<String> text(String field) {
        return get(field).filter(value -> !value.isEmpty());
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    Values with(String field, String value) {
        Map<String, String> more = new TreeMap<>(fields);
        more.put(field, value);
        return new Values(more);
    }

    Values with(Values other) {
        Map<String, String> more = new TreeMap<>(fields);
        more.putAll(other.fields);
        return new Values(more);
    }

    /** Without what is empty: a new record needs not be told. */
    Values said() {
        Map<String, String> fewer = new TreeMap<>(fields);
        fewer.values().removeIf(String::isEmpty);
        return new Values(fewer);
    }

    Values without(String field) {
        Map<String, String> fewer = new TreeMap<>(fields);
        fewer.remove(field);
        return new Values(fewer);
    }

    /** What is different here from there, as it is here. A field that is not known there counts when it is not empty. */
    Values differingFrom(Values there) {
        Map<String, String> different = new TreeMap<>();
        fields.forEach((field, value) -> {
            if (!value.equals(there.fields.getOrDefault(field, ""))) {
                different.put(field, value);
            }
        });
        return new Values(different);
    }

    String json() {
        return JSON.writeValueAsString(new TreeMap<>(fields));
    }

    static Values of(String json) {
        return new Values(JSON.readValue(json, FIELDS));
    }

    /** The one text of an amount: 100, 100.0 and 100.00 are the same. */
    static String amount(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    /** As much of a text as can be kept here: what is longer there is compared as far as that, and left as it is. */
    static String kept(String text) {
        return Columns.bounded(text, LONGEST_TEXT).strip();
    }

    /** Digits and a leading plus; people write the rest as they like. */
    static String phone(String typed) {
        return typed.replaceAll("[^+0-9]", "");
    }
}
