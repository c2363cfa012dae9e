package app.henk.pipedrive;

import app.henk.crm.Entity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of our records that stand in Pipedrive too, in the order in which they need each other. */
enum Kind {
    ORGANISATION(0, Remote.ORGANIZATION),
    CONTACT(1, Remote.PERSON),
    LEAD(2, Remote.LEAD),
    DEAL(3, Remote.DEAL),
    TASK(4, Remote.ACTIVITY),
    /** A note there when it is one here, else something that was done. */
    ACTIVITY(5, Remote.ACTIVITY);

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

    static Optional<Kind> of(Entity entity) {
        return List.of(values()).stream()
                .filter(kind -> kind.name().equals(entity.name()))
                .findFirst();
    }
}
