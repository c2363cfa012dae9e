package app.henk.agent.tools;

import app.henk.knowledge.Thesaurus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the values of a product are called, for a reader of the language. The words are the tenant's own, from the
 * vocabulary of its trade; a value without one stands as the catalogue writes it.
 */
record ProductWords(Thesaurus trade, String language) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,4})?");

    /** @param label such as "Power" */
    record Fact(String label, String value) {}

    /** @param id such as {@code season.summer} */
    Optional<String> named(String id) {
        return trade.name(id, language);
    }

    String word(String kind, String key) {
        return named(kind + "." + key).orElse(key.replace('_', ' '));
    }

    String words(String kind, List<String> keys, String between) {
        return keys.stream().map(key -> word(kind, key)).collect(Collectors.joining(between));
    }

    /** "55 % Schurwolle, 45 % Leinen". */
    String composition(Map<String, Integer> percent) {
        return percent.entrySet().stream()
                .map(fibre -> fibre.getValue() + " % " + word("fibre", fibre.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** A fact as the tenant keeps it, {@code power_kw: 5.5}, as a person writes it: "Power", "5.5 kW". */
    Fact fact(String key, String value) {
        int cut = key.lastIndexOf('_');
        Optional<String> unit = cut < 0 ? Optional.empty() : named("unit." + key.substring(cut + 1));
        String label = word("fact", unit.isPresent() ? key.substring(0, cut) : key);
        String number = NUMBER.matcher(value).matches() ? Amounts.number(Double.parseDouble(value), language) : value;
        return new Fact(begun(label), unit.map(u -> number + " " + u).orElse(number));
    }

    /** A value that stands alone begins with a capital. */
    static String begun(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
