package app.henk.agent.tools.staff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says what of a record was changed, from what to what: "Wert von 10.000 € auf 11.000 €, Telefon 040 123". */
@Component
class ToldChanges {

    /** Too long to be repeated, and may have come from outside. */
    private static final Set<String> LONG = Set.of("notes", "body", "text", "answer");
    /** One of a few, as an amount is one of many; all other words are quoted. */
    private static final Set<String> CHOSEN = Set.of("stage_key", "industry", "urgency", "type", "employees", "status");

    private final StaffWords words;

    ToldChanges(StaffWords words) {
        this.words = words;
    }

    /** @param lines of a card: field, label, type, before and after */
    String of(List<Map<String, Object>> lines, String language) {
        return lines.stream().map(line -> told(line, language)).collect(Collectors.joining(", "));
    }

    private String told(Map<String, Object> line, String language) {
        Map<String, Object> values = new HashMap<>();
        values.put("label", words.inSentence(String.valueOf(line.get("label")), language));
        Optional<String> before = text(line, "before", language);
        Optional<String> after = text(line, "after", language);
        before.ifPresent(said -> values.put("before", said));
        after.ifPresent(said -> values.put("after", said));
        return words.say("change." + wording(line, before.isPresent(), after.isPresent()), language, values);
    }

    private static String wording(Map<String, Object> line, boolean before, boolean after) {
        String field = String.valueOf(line.get("field"));
        if (LONG.contains(field)) {
            return "long";
        }
        if (!before || !after) {
            return after ? "fresh" : "gone";
        }
        return "date".equals(line.get("type"))
                ? "day"
                : "money".equals(line.get("type")) || CHOSEN.contains(field) ? "amount" : "text";
    }

    private Optional<String> text(Map<String, Object> line, String side, String language) {
        Object value = line.get(side);
        return switch (value) {
            case null -> Optional.empty();
            case BigDecimal amount -> Optional.of(words.money(amount, String.valueOf(line.get("currency")), language));
            default ->
                Optional.of(
                        "date".equals(line.get("type"))
                                ? words.day(LocalDate.parse(value.toString()), language)
                                : Outside.oneLine(value.toString()));
        };
    }
}
