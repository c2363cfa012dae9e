package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Periods.Dated;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells which of a record's dates a time is about: when it was closed, came in, is due. */
final class DateFields {

    private static final Map<String, Map<String, String>> OWN_DATES = Map.of(
            "leads", Map.of("closed", "updated", "expected_close", "event_date"),
            "activities", Map.of("closed", "at", "created", "at", "expected_close", "at"),
            "tasks", Map.of("closed", "done_at", "expected_close", "due"),
            "contacts", Map.of("closed", "created", "expected_close", "created"),
            "organisations", Map.of("closed", "created", "expected_close", "created"));

    private final Clause clause;
    private final Draft draft;
    private final Optional<String> before;

    /** @param before the date that the question before was about */
    DateFields(Clause clause, Draft draft, Optional<String> before) {
        this.clause = clause;
        this.draft = draft;
        this.before = before;
    }

    String of(Dated dated) {
        if (draft.measures.contains("cycle_time") && draft.entity.equals("deals")) {
            // it is known of what was closed alone
            return "closed";
        }
        if (draft.date.isPresent()) {
            return own(draft.date.get());
        }
        Optional<String> said = clause.everywhere("date_field").stream()
                .min(Comparator.comparingInt(hit -> distance(hit, dated)))
                // "did we close" is over
                .map(hit -> clause.fieldAt(hit.from()).filter("status"::equals).isPresent()
                                && hit.meaning().equals("expected_close")
                        ? "closed"
                        : hit.meaning());
        return said.map(this::own).orElseGet(() -> usual(Optional.of(dated.text())));
    }

    /** What stands in front of a time speaks for it sooner than what stands behind. */
    private static int distance(Hit hit, Dated dated) {
        return hit.from() >= dated.to() ? 2 * (hit.from() - dated.to()) : 2 * (dated.from() - hit.to()) + 1;
    }

    private String own(String field) {
        return OWN_DATES.getOrDefault(draft.entity, Map.of()).getOrDefault(field, field);
    }

    /** Where nothing says which. */
    String usual() {
        return usual(Optional.empty());
    }

    /** @param period that it is asked of: what is to come has not begun yet, but may close then */
    private String usual(Optional<String> period) {
        if (before.isPresent()) {
            return before.get();
        }
        return own(
                switch (draft.entity) {
                    case "deals" -> ofDeals(period);
                    case "tasks" -> "expected_close";
                    case "leads" -> "created";
                    default -> "closed";
                });
    }

    private String ofDeals(Optional<String> period) {
        boolean open = draft.values("status").equals(Set.of("open"))
                || (draft.limits("stage") && draft.values("status").isEmpty());
        boolean toCome = period.filter(text -> Stretches.isToCome(text, clause.tongue.today()))
                .isPresent();
        if (looksAhead(draft) || (open && toCome)) {
            return "expected_close";
        }
        return open ? "created" : "closed";
    }

    /** Whether it is about a figure that only what is still open has. */
    static boolean looksAhead(Draft draft) {
        return draft.entity.equals("deals") && draft.measures.contains("weighted");
    }
}
