package app.henk.agent.offline.staff;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells whose field it is that a clause speaks of: a deal's, or that of a lead, a contact, a company, a task. */
final class FieldOwners {

    static final String DEAL = "deal";

    /** What of which record a call can change, by the words for it. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "lead",
            Set.of(
                    "first_name",
                    "last_name",
                    "email",
                    "phone",
                    "company",
                    "budget",
                    "company_size",
                    "industry",
                    "urgency",
                    "source",
                    "status",
                    "notes"),
            "contact",
            Set.of("first_name", "last_name", "email", "phone", "company", "job_title"),
            "organisation",
            Set.of("title", "sector", "company_size", "country", "website"),
            "task",
            Set.of("title", "close", ""));
    /** Whose a field is when nobody says: of all others it is a deal's. */
    private static final Map<String, Set<String>> OWNERS = Map.of(
            "contact", Set.of("first_name", "last_name", "email", "phone", "job_title"),
            "lead", Set.of("budget", "company_size", "industry", "urgency", "source", "status"),
            "organisation", Set.of("country", "website"));
    /** As the call names them where it differs. */
    private static final Map<String, Map<String, String>> NAMES = Map.of(
            "organisation", Map.of("title", "name"),
            "task", Map.of("title", "subject", "close", "due", "close_by", "due_by"));

    private final Heard heard;

    FieldOwners(Heard heard) {
        this.heard = heard;
    }

    /** The argument by which a call names a field of that kind of record. */
    static String argument(String kind, String field) {
        return NAMES.getOrDefault(kind, Map.of()).getOrDefault(field, field);
    }

    String of(String field) {
        return heard.kind()
                .filter(noun -> has(noun, field)
                        || (noun.equals("lead")
                                && field.isEmpty()
                                && heard.clause().has("lead_status")))
                .or(() -> shown(field))
                .orElseGet(() -> OWNERS.entrySet().stream()
                        .filter(owner -> owner.getValue().contains(field))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(DEAL));
    }

    /** Whether the record that was spoken of last has such a field. */
    boolean isOfWhatWasShown(String field) {
        return heard.situation()
                .single()
                .map(Situation.Item::kind)
                .filter(kind -> kind.equals(DEAL)
                        ? OWNERS.values().stream().noneMatch(fields -> fields.contains(field))
                        : has(kind, field))
                .isPresent();
    }

    private static boolean has(String kind, String field) {
        return FIELDS.getOrDefault(kind, Set.of()).contains(field);
    }

    /** Whose it is that was spoken of last, where nobody else is named: "ihre Nummer ist …". */
    private Optional<String> shown(String field) {
        Clause apart = heard.clause().fresh();
        Slots said = new Slots(apart);
        said.email();
        said.phone();
        apart.all("field").forEach(apart::take);
        CommandPatterns.take("update", apart);
        boolean named = new Mentions(apart).namesSomething();
        return heard.situation().single().map(Situation.Item::kind).filter(kind -> !named && has(kind, field));
    }
}
