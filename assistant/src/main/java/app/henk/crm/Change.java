package app.henk.crm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What happened to one record. Fields are columns; a field that is empty is in no map. Values are those of JSON: text,
 * {@link java.math.BigDecimal}, Boolean and lists; ids, days and instants are text.
 *
 * @param before of an update the fields that differ; of a deletion all
 * @param after of an update the fields that differ; of a new or restored record all
 * @param version of the record afterwards
 */
public record Change(
        Entity entity,
        UUID id,
        Operation operation,
        Map<String, Object> before,
        Map<String, Object> after,
        int version) {

    public Change {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    List<FieldChange> fields() {
        return FieldValues.differing(before, after).stream()
                .map(name -> new FieldChange(name, FieldValues.shown(before, name), FieldValues.shown(after, name)))
                .toList();
    }

    static List<FieldChange> fields(List<Change> changes, UUID subject) {
        List<FieldChange> fields = new ArrayList<>();
        changes.stream()
                .filter(change -> change.id().equals(subject))
                .forEach(change -> fields.addAll(change.fields()));
        return List.copyOf(fields);
    }
}
