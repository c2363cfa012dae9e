package app.henk.agent.offline.staff;

import app.henk.insights.Query;
import java.util.Set;

/** Kinds of records, as tools name them. */
final class Kinds {

    static final Set<String> DELETED = Set.of("deal", "lead", "contact", "organisation", "task");

    private Kinds() {}

    static String of(Query query) {
        return switch (query.entity()) {
            case DEALS -> "deal";
            case LEADS -> "lead";
            case CONTACTS -> "contact";
            case ORGANISATIONS -> "organisation";
            case TASKS -> "task";
            case ACTIVITIES -> "activity";
        };
    }
}
