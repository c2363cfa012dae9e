package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A call's arguments as facts of a question. */
final class Asking {

    /** They stand in the question itself. */
    private static final Set<String> TOLD = Set.of("which", "kind", "outcome", "to");

    private Asking() {}

    static List<Map<String, Object>> facts(Arguments arguments, StaffWords words, String language) {
        return arguments.all().entrySet().stream()
                .filter(argument -> !TOLD.contains(argument.getKey()))
                .map(argument -> fact(argument.getKey(), argument.getValue(), words, language))
                .toList();
    }

    private static Map<String, Object> fact(String name, Object value, StaffWords words, String language) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("label", words.word("argument", name, language));
        fact.put("value", value instanceof String word ? words.word("option", word, language) : value);
        return fact;
    }
}
