package app.henk.agent.tools.staff;

import app.henk.agent.tools.CardButtons;
import app.henk.crm.FieldChange;
import app.henk.crm.Stages;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What was changed as a card: before, after, and the way back. */
@Component
class ChangeCards {

    /** Columns that follow from others, or keep books. */
    private static final Set<String> SILENT = Set.of(
            "status",
            "probability",
            "stage_since",
            "closed_at",
            "last_contact_at",
            "contacted_at",
            "currency",
            "score",
            "formula_version",
            "deleted_at",
            "origin",
            "conversation_id",
            "tainted",
            "wish",
            "language",
            "account_id",
            "merged_into");

    private static final Set<String> MONEY = Set.of("value", "budget");
    private static final Set<String> DAYS = Set.of("expected_close", "due", "event_date");

    private final StaffWords words;
    private final ToldChanges told;

    ChangeCards(StaffWords words, ToldChanges told) {
        this.words = words;
        this.told = told;
    }

    /**
     * @param names what stands for an id after the change, by column; of what was before only the fact is told
     * @param currency of what is money
     */
    Map<String, Object> content(
            String title,
            List<FieldChange> changes,
            Map<String, String> names,
            Stages stages,
            String currency,
            UUID changeSet,
            String language) {
        List<Map<String, Object>> lines = lines(changes, names, stages, currency, language);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", title);
        content.put("fallback", lines.isEmpty() ? title : title + ": " + told.of(lines, language) + ".");
        content.put("changes", lines);
        content.put("actions", List.of(undo(changeSet, language)));
        return content;
    }

    /** What was changed as a part of a sentence, from what to what; empty where nothing of it is to be told. */
    Optional<String> spoken(
            List<FieldChange> changes, Map<String, String> names, Stages stages, String currency, String language) {
        List<Map<String, Object>> lines = lines(changes, names, stages, currency, language);
        return lines.isEmpty() ? Optional.empty() : Optional.of(told.of(lines, language));
    }

    private List<Map<String, Object>> lines(
            List<FieldChange> changes, Map<String, String> names, Stages stages, String currency, String language) {
        return changes.stream()
                .filter(change -> !SILENT.contains(change.field()))
                .filter(change -> !change.field().endsWith("_id") || names.containsKey(change.field()))
                .map(change -> line(change, names, stages, currency, language))
                .toList();
    }

    Map<String, Object> undo(UUID changeSet, String language) {
        return Map.of("id", undoId(changeSet), "label", words.say("button.undo", language));
    }

    static String undoId(UUID changeSet) {
        return CardButtons.id("undo", changeSet);
    }

    private Map<String, Object> line(
            FieldChange change, Map<String, String> names, Stages stages, String currency, String language) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("field", change.field());
        line.put("label", words.word("argument", change.field(), language));
        if (MONEY.contains(change.field())) {
            line.put("type", "money");
            line.put("currency", currency);
            change.before().map(BigDecimal::new).ifPresent(value -> line.put("before", value));
            change.after().map(BigDecimal::new).ifPresent(value -> line.put("after", value));
            return line;
        }
        if (DAYS.contains(change.field())) {
            line.put("type", "date");
        }
        if (!change.field().endsWith("_id")) {
            change.before().ifPresent(value -> line.put("before", said(change.field(), value, stages, language)));
        }
        Optional.ofNullable(names.get(change.field()))
                .or(() -> change.after().map(value -> said(change.field(), value, stages, language)))
                .ifPresent(value -> line.put("after", value));
        return line;
    }

    private String said(String field, String value, Stages stages, String language) {
        return switch (field) {
            case "stage_key" ->
                stages.keyed(value).map(stage -> stage.name(language)).orElse(value);
            case "industry", "urgency", "type" -> words.word("option", value, language);
            default -> value;
        };
    }
}
