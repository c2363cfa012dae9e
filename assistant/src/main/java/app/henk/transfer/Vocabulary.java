package app.henk.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What other people call columns and values, in three languages. */
@Component
class Vocabulary {

    /** @param confidence 0 to 1 */
    record Guess<T>(T meant, double confidence) {}

    private static final double EXACT = 0.97;
    private static final double WITH_A_SLIP = 0.75;
    private static final double PART = 0.6;
    private static final int SHORTEST_PART = 5;
    private static final List<String> LANGUAGES = List.of("de", "en", "fr");

    private final Map<Kind, Map<String, Field>> headers = new EnumMap<>(Kind.class);
    private final Map<String, Map<String, String>> words = new HashMap<>();
    private final List<String> sectors = new ArrayList<>();
    private final Set<String> countries = new HashSet<>();

    Vocabulary() throws IOException {
        JsonNode names = read("transfer/headers.yaml");
        for (Kind kind : Kind.values()) {
            Map<String, Field> known = new HashMap<>();
            learn(known, names.path(kind.key()), kind);
            learn(known, names.path("any"), kind);
            headers.put(kind, known);
        }
        for (var set : read("transfer/words.yaml").properties()) {
            if (set.getValue().isArray()) {
                set.getValue().forEach(word -> sectors.add(word.asString()));
            } else {
                Map<String, String> meanings = new HashMap<>();
                set.getValue()
                        .properties()
                        .forEach(value ->
                                value.getValue().forEach(word -> meanings.put(word.asString(), value.getKey())));
                words.put(set.getKey(), meanings);
            }
        }
        for (String country : Locale.getISOCountries()) {
            LANGUAGES.forEach(language -> countries.add(Locale.of("", country).getDisplayCountry(Locale.of(language))));
        }
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream in = new ClassPathResource(resource).getInputStream()) {
            return new YAMLMapper().readTree(in);
        }
    }

    private static void learn(Map<String, Field> known, JsonNode names, Kind kind) {
        names.properties()
                .forEach(entry -> Arrays.stream(Field.values())
                        .filter(field -> field.key().equals(entry.getKey())
                                && kind.fields().contains(field))
                        .forEach(field -> entry.getValue().forEach(name -> known.putIfAbsent(name.asString(), field))));
    }

    Optional<Guess<Field>> field(Kind kind, String header) {
        return guess(headers.getOrDefault(kind, Map.of()), Spelling.plain(header));
    }

    /** Whether any kind of file has a column of this name: then a line with it is a line of names. */
    boolean isHeader(String text) {
        String plain = Spelling.plain(text);
        return headers.values().stream().anyMatch(known -> known.containsKey(plain));
    }

    /** @param set {@code industry}, {@code urgency}, {@code status} or {@code stage} */
    Optional<Guess<String>> word(String set, String text) {
        return guess(words.getOrDefault(set, Map.of()), Spelling.plain(text));
    }

    /** All words that mean the same as this one. */
    List<String> sameAs(String set, String meaning) {
        return words.getOrDefault(set, Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue().equals(meaning))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> sectors() {
        return sectors;
    }

    Set<String> countries() {
        return countries;
    }

    private static <T> Optional<Guess<T>> guess(Map<String, T> known, String plain) {
        T exact = known.get(plain);
        if (exact != null) {
            return Optional.of(new Guess<>(exact, EXACT));
        }
        Optional<String> slip = Spelling.slipOf(plain, known.keySet());
        if (slip.isPresent()) {
            return slip.flatMap(word -> Optional.ofNullable(known.get(word)))
                    .map(meant -> new Guess<>(meant, WITH_A_SLIP));
        }
        String padded = " " + plain + " ";
        return known.entrySet().stream()
                .filter(entry ->
                        entry.getKey().length() >= SHORTEST_PART && padded.contains(" " + entry.getKey() + " "))
                .max(java.util.Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(entry -> new Guess<>(entry.getValue(), PART));
    }
}
