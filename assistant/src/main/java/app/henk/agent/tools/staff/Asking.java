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

    private static final Set<String> MONEY = Set.of("value", "budget");
    private static final Set<String> DAYS = Set.of("due", "close", "on");

    private Asking() {}

    static List<Map<String, Object>> facts(Colleague who, Arguments arguments, StaffWords words) {
        return arguments.all().entrySet().stream()
                .filter(argument -> !TOLD.contains(argument.getKey()))
                .filter(argument -> !(argument.getValue() instanceof Boolean))
                .map(argument -> fact(who, argument.getKey(), argument.getValue(), words))
                .toList();
    }

    private static Map<String, Object> fact(Colleague who, String name, Object value, StaffWords words) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("label", words.word("argument", name, who.language()));
        fact.put("value", value instanceof String word ? words.word("option", word, who.language()) : value);
        if (MONEY.contains(name)) {
            fact.put("type", "money");
            fact.put("currency", who.context().tenant().currency().getCode());
        } else if (DAYS.contains(name)) {
            fact.put("type", "date");
        }
        return fact;
    }
}
