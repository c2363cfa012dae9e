package app.henk.insights;

import java.util.List;
import java.util.Locale;

/** What can be asked about. */
public enum Entity {
    DEALS("deal", "opportunities", "opportunity"),
    LEADS("lead"),
    ACTIVITIES("activity"),
    CONTACTS("contact", "people", "persons"),
    ORGANISATIONS("organisation", "organizations", "organization", "companies", "company", "accounts"),
    TASKS("task", "todos");

    private final List<String> aliases;

    Entity(String... aliases) {
        this.aliases = List.of(aliases);
    }

    /** Its name in the text form. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> aliases() {
        return aliases;
    }
}
