package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Compares what a line of a script brought about with what it says must be true. */
final class Expectations {

    /** Who moves an appointment also speaks of one: the wider word is right as well. */
    private static final Map<Intent, Set<Intent>> NARROWER = Map.of();

    private Expectations() {}

    static List<String> faults(JsonNode turn, Played played) {
        List<String> faults = new ArrayList<>();
        Dialogue dialogue = played.dialogue();
        for (JsonNode intent : turn.path("intents")) {
            if (!does(dialogue.heard, intent.asString())) {
                faults.add("not understood as " + intent.asString());
            }
        }
        if (turn.has("language")
                && !dialogue.language.equals(turn.path("language").asString())) {
            faults.add("answered in " + dialogue.language);
        }
        if (turn.has("asks") && !played.asked().equals(turn.path("asks").asString())) {
            faults.add("asks for '" + played.asked() + "' instead of "
                    + turn.path("asks").asString());
        }
        turn.path("facts").properties().forEach(fact -> fact(fact.getKey(), fact.getValue(), dialogue, faults));
        turn.path("calls").properties().forEach(call -> call(call.getKey(), call.getValue(), played, faults));
        turn.path("no_calls").forEach(tool -> {
            if (played.calls().stream().anyMatch(call -> call.tool().equals(tool.asString()))) {
                faults.add("called " + tool.asString());
            }
        });
        words(turn, played.text(), faults);
        if (played.cards() != null) {
            cards(turn, played.cards(), faults);
        }
        return faults;
    }

    private static boolean does(Heard heard, String intent) {
        if (intent.contains("/")) {
            return java.util.Arrays.stream(intent.split("/")).anyMatch(one -> does(heard, one));
        }
        Intent wanted = Intent.named(intent);
        return heard.does(wanted)
                || NARROWER.getOrDefault(wanted, Set.of()).stream().anyMatch(heard::does);
    }

    private static void words(JsonNode turn, String text, List<String> faults) {
        turn.path("says").forEach(pattern -> {
            if (!matches(pattern, text)) {
                faults.add("does not say " + pattern.asString());
            }
        });
        turn.path("never").forEach(pattern -> {
            if (matches(pattern, text)) {
                faults.add("says /" + pattern.asString());
            }
        });
    }

    private static void cards(JsonNode turn, List<String> cards, List<String> faults) {
        turn.path("cards").forEach(card -> {
            if (!cards.contains(card.asString())) {
                faults.add("shows no " + card.asString() + " but " + cards);
            }
        });
        turn.path("no_cards").forEach(card -> {
            if (cards.contains(card.asString())) {
                faults.add("shows a " + card.asString());
            }
        });
    }

    private static boolean matches(JsonNode pattern, String text) {
        return Pattern.compile(pattern.asString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text.replaceAll("[\u00a0\u202f]", " "))
                .find();
    }

    private static void fact(String key, JsonNode expected, Dialogue dialogue, List<String> faults) {
        String actual = actual(key, dialogue);
        String wanted = expected.isArray() ? values(expected) : expected.asString("");
        if (!actual.equals(wanted)) {
            faults.add(key + " is " + actual + " instead of " + wanted);
        }
    }

    private static String actual(String key, Dialogue dialogue) {
        Brief brief = dialogue.brief;
        return switch (key) {
            case "budget_max" ->
                brief.budget().flatMap(Budget::max).map(Expectations::plain).orElse("none");
            case "budget_min" ->
                brief.budget().flatMap(Budget::min).map(Expectations::plain).orElse("none");
            case "date" -> brief.when().map(when -> when.from().toString()).orElse("none");
            case "name" -> dialogue.contact.name().orElse("none");
            case "email" -> dialogue.contact.email().orElse("none");
            case "phone" ->
                dialogue.contact.phone().map(p -> p.replaceAll("\\D", "")).orElse("none");
            case "company" -> dialogue.contact.company().orElse("none");
            default -> key.startsWith("not_") ? values(brief.avoided(key.substring(4))) : values(brief.wanted(key));
        };
    }

    private static String plain(java.math.BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    private static String values(List<String> concepts) {
        return concepts.stream()
                .map(concept -> concept.substring(concept.indexOf('.') + 1))
                .sorted()
                .toList()
                .toString();
    }

    private static String values(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asString("")));
        return values.stream().sorted().toList().toString();
    }

    private static void call(String tool, JsonNode expected, Played played, List<String> faults) {
        List<Played.Call> calls =
                played.calls().stream().filter(call -> call.tool().equals(tool)).toList();
        boolean met = calls.stream()
                .anyMatch(call -> expected.properties().stream()
                        .allMatch(e -> e.getValue().isNull()
                                ? !call.arguments().has(e.getKey())
                                : same(call.arguments().path(e.getKey()), e.getValue())));
        if (!met) {
            faults.add("expected " + tool + " " + expected + " but had "
                    + calls.stream().map(Played.Call::arguments).toList());
        }
    }

    private static boolean same(JsonNode actual, JsonNode expected) {
        if (expected.isArray()) {
            return values(actual).equals(values(expected));
        }
        if (expected.isNumber()) {
            return actual.isNumber() && actual.decimalValue().compareTo(expected.decimalValue()) == 0;
        }
        return actual.asString("")
                .toLowerCase(Locale.ROOT)
                .equals(expected.asString("").toLowerCase(Locale.ROOT));
    }
}
