package app.henk.agent.tools;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A call's arguments after they were checked: what is here has its declared type and size. */
public final class Arguments {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Object> values;

    Arguments(Map<String, Object> values) {
        this.values = values;
    }

    public static Arguments none() {
        return new Arguments(Map.of());
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    @SuppressWarnings("unchecked")
    public List<String> texts(String name) {
        return (List<String>) values.getOrDefault(name, List.of());
    }

    public Optional<Integer> whole(String name) {
        return Optional.ofNullable((Integer) values.get(name));
    }

    public Optional<BigDecimal> decimal(String name) {
        return Optional.ofNullable((BigDecimal) values.get(name));
    }

    public Optional<LocalDate> date(String name) {
        return Optional.ofNullable((LocalDate) values.get(name));
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** The same call with another value for one argument, such as the id that a name was resolved to. */
    public Arguments with(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Arguments(changed);
    }

    /** Every argument as JSON has it, in the declared order. */
    public Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        values.forEach((name, value) -> all.put(name, plain(value)));
        return all;
    }

    public Arguments without(String name) {
        Map<String, Object> rest = new LinkedHashMap<>(values);
        rest.remove(name);
        return new Arguments(rest);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** As JSON has it: a date is a text. */
    Optional<Object> plain(String name) {
        return Optional.ofNullable(values.get(name)).map(Arguments::plain);
    }

    private static Object plain(Object value) {
        return value instanceof LocalDate date ? date.toString() : value;
    }

    /** As a call would write them, in the declared order. */
    String json() {
        return JSON.writeValueAsString(all());
    }

    /** In the declared order, so that equal calls read alike. */
    @Override
    public String toString() {
        return values.toString();
    }
}
