package app.henk.crm;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be different about a task; what is empty stays.
 *
 * @param done whether it is done
 */
public record TaskChange(
        Optional<String> subject, Optional<LocalDate> due, Optional<UUID> assignee, Optional<Boolean> done) {

    public static final TaskChange DONE =
            new TaskChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true));

    /** The columns that are said; whether it is done is a moment, which the caller knows. */
    Map<String, Optional<?>> fields() {
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        subject.ifPresent(text -> fields.put("subject", Optional.of(text.strip())));
        due.ifPresent(day -> fields.put("due", due));
        assignee.ifPresent(id -> fields.put("assignee_id", assignee));
        return fields;
    }
}
