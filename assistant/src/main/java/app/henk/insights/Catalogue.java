package app.henk.insights;

import static app.henk.insights.Field.Type.CHOICE;
import static app.henk.insights.Field.Type.DATE;
import static app.henk.insights.Field.Type.FLAG;
import static app.henk.insights.Field.Type.MONEY;
import static app.henk.insights.Field.Type.NUMBER;
import static app.henk.insights.Field.Type.PERSON;
import static app.henk.insights.Field.Type.TEXT;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every field that can be asked for, by entity. Their names in each language stand in {@code insights.field}. */
public final class Catalogue {

    private static final Map<Entity, List<Field>> FIELDS = new EnumMap<>(Entity.class);

    static {
        new Builder(Entity.DEALS)
                .text("title", "name")
                .category("company", "organisation", "customer", "account")
                .text("contact")
                .add(MONEY, "value", "amount", "close_value")
                .add(MONEY, "weighted", "weighted_value")
                .add(NUMBER, "probability")
                .tenantChoice("stage", "deal_stage")
                .choice("status", "open", "won", "lost")
                .category("sector", "industry")
                .category("product")
                .category("source")
                .person("assignee", "owner", "rep", "salesperson", "agent", "sales_agent")
                .category("team", "region", "office")
                .person("manager")
                .category("country", "location")
                .add(NUMBER, "employees", "company_size")
                .add(DATE, "created", "created_at", "opened", "engage_date")
                .add(DATE, "closed", "closed_at", "close_date")
                .add(DATE, "expected_close", "deadline", "due")
                .add(DATE, "last_contact", "last_contact_at")
                .add(DATE, "stage_since")
                .add(DATE, "updated", "updated_at")
                .add(NUMBER, "no_contact_days", "days_without_contact")
                .add(NUMBER, "days_in_stage")
                .add(NUMBER, "age_days", "age")
                .add(NUMBER, "cycle_days", "cycle")
                .add(NUMBER, "health")
                .choice("light", "green", "amber", "red")
                .add(FLAG, "overdue")
                .category("lost_reason", "reason")
                .text("notes")
                .done();
        new Builder(Entity.LEADS)
                .text("name")
                .text("email")
                .category("company", "organisation")
                .add(MONEY, "budget", "value")
                .add(NUMBER, "company_size", "employees")
                .choice("industry", "tech", "finance", "healthcare", "other")
                .choice("urgency", "immediately", "this_week", "this_month", "later")
                .choice("status", "new", "contacted", "qualified", "won", "lost")
                .category("source")
                .category("occasion")
                .person("assignee", "owner", "rep", "salesperson", "agent")
                .category("team", "region", "office")
                .person("manager")
                .add(NUMBER, "score")
                .add(FLAG, "key_account")
                .add(DATE, "created", "created_at")
                .add(DATE, "updated", "updated_at")
                .add(DATE, "contacted", "contacted_at")
                .add(DATE, "event_date")
                .add(NUMBER, "hours_to_contact")
                .add(NUMBER, "no_contact_days", "days_without_contact")
                .text("notes")
                .done();
        new Builder(Entity.ACTIVITIES)
                .choice("type", "call", "email", "meeting", "note", "conversation", "stage_change", "sync", "import")
                .text("subject")
                .add(DATE, "at", "date", "created")
                .person("actor", "assignee", "rep", "by")
                .category("team", "region", "office")
                .category("company", "organisation")
                .text("contact")
                .text("deal")
                .done();
        new Builder(Entity.CONTACTS)
                .text("name")
                .text("email")
                .text("phone")
                .category("company", "organisation")
                .category("job_title")
                .category("sector", "industry")
                .category("country", "location")
                .choice("language", "de", "en", "fr")
                .add(DATE, "created", "created_at")
                .add(DATE, "updated", "updated_at")
                .add(NUMBER, "no_contact_days", "days_without_contact")
                .add(FLAG, "blocked")
                .done();
        new Builder(Entity.ORGANISATIONS)
                .text("name")
                .category("sector", "industry")
                .category("country", "location")
                .add(NUMBER, "employees", "company_size", "size")
                .text("website")
                .add(DATE, "created", "created_at")
                .add(DATE, "updated", "updated_at")
                .done();
        new Builder(Entity.TASKS)
                .text("subject", "title")
                .add(DATE, "due", "deadline")
                .person("assignee", "owner", "rep", "salesperson", "agent")
                .category("team", "region", "office")
                .add(FLAG, "overdue")
                .add(FLAG, "done")
                .add(DATE, "done_at")
                .add(DATE, "created", "created_at")
                .category("company", "organisation")
                .text("contact")
                .text("deal")
                .done();
    }

    private Catalogue() {}

    public static List<Field> fields(Entity entity) {
        return FIELDS.getOrDefault(entity, List.of());
    }

    /** By its key or another of its names in the text form. */
    public static Optional<Field> find(Entity entity, String name) {
        return fields(entity).stream().filter(field -> field.named(name)).findFirst();
    }

    /** A field that is known to exist: a mistake in the code otherwise. */
    public static Field field(Entity entity, String key) {
        return find(entity, key).orElseThrow(() -> new IllegalArgumentException(entity + " have no " + key));
    }

    /** The date that is meant where nobody says which: when a deal closed, a lead came, something happened or is due. */
    public static Field date(Entity entity) {
        return field(
                entity,
                switch (entity) {
                    case DEALS -> "closed";
                    case LEADS, CONTACTS, ORGANISATIONS -> "created";
                    case ACTIVITIES -> "at";
                    case TASKS -> "due";
                });
    }

    private static final class Builder {

        private final Entity entity;
        private final List<Field> fields = new ArrayList<>();

        Builder(Entity entity) {
            this.entity = entity;
        }

        Builder add(Field.Type type, String key, String... aliases) {
            return add(type, type == FLAG, key, List.of(aliases), List.of());
        }

        Builder text(String key, String... aliases) {
            return add(TEXT, false, key, List.of(aliases), List.of());
        }

        Builder category(String key, String... aliases) {
            return add(TEXT, true, key, List.of(aliases), List.of());
        }

        Builder person(String key, String... aliases) {
            return add(PERSON, true, key, List.of(aliases), List.of());
        }

        Builder choice(String key, String... choices) {
            return add(CHOICE, true, key, List.of(), List.of(choices));
        }

        Builder tenantChoice(String key, String... aliases) {
            return add(CHOICE, true, key, List.of(aliases), List.of());
        }

        private Builder add(Field.Type type, boolean category, String key, List<String> aliases, List<String> choices) {
            fields.add(new Field(entity, key, type, category, aliases, choices));
            return this;
        }

        void done() {
            FIELDS.put(entity, List.copyOf(fields));
        }
    }
}
