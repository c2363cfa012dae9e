package app.henk.pipedrive;

import app.henk.crm.Change;
import app.henk.crm.Operation;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of our records that stand in Pipedrive too, in the order in which they need each other. */
enum Kind {
    ORGANISATION(0, Remote.ORGANIZATION),
    CONTACT(1, Remote.PERSON),
    LEAD(2, Remote.LEAD),
    DEAL(3, Remote.DEAL),
    TASK(4, Remote.ACTIVITY),
    /** A note there when it is one here, else something that was done. */
    ACTIVITY(5, Remote.ACTIVITY),
    /** The notes that a lead has of its own, with the lead's id. */
    LEAD_NOTE(5, Remote.NOTE),
    DEAL_NOTE(5, Remote.NOTE);

    /** The types of activities that stand there; the others are Henk's own notes. */
    static final Set<String> BY_PEOPLE = Set.of("call", "email", "meeting", "note");

    private final int rank;
    private final Remote remote;

    Kind(int rank, Remote remote) {
        this.rank = rank;
        this.remote = remote;
    }

    /** Which kind stands for it there, unless it is a note. */
    Remote remote() {
        return remote;
    }

    String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    int rank() {
        return rank;
    }

    static Kind ofSql(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** What changes there with it; nothing of what is not to stand there, such as that a deal has moved. */
    static Stream<Kind> of(Change change) {
        Stream<Kind> own = Stream.of(values())
                .filter(kind -> kind.name().equals(change.entity().name()))
                .filter(kind -> kind != ACTIVITY
                        || change.operation() != Operation.CREATED
                        || BY_PEOPLE.contains(String.valueOf(change.after().get("type"))));
        return isNoted(change)
                ? Stream.concat(
                        own,
                        switch (change.entity()) {
                            case LEAD -> Stream.of(LEAD_NOTE);
                            case DEAL -> Stream.of(DEAL_NOTE);
                            case SALESPERSON, ORGANISATION, CONTACT, TASK, ACTIVITY -> Stream.empty();
                        })
                : own;
    }

    private static boolean isNoted(Change change) {
        return Stream.of(change.before(), change.after())
                .map(fields -> String.valueOf(fields.getOrDefault("notes", "")))
                .anyMatch(notes -> !notes.isBlank());
    }
}
