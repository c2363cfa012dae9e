package app.henk.crm;

import app.henk.identity.Principal;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Several use cases as one request: one transaction, one change-set, one Undo for all of it. */
@Service
public class JointChanges {

    private final Changes changes;

    JointChanges(Changes changes) {
        this.changes = changes;
    }

    /**
     * Runs the work in one transaction under the colleague's own rights: all of what it changes, or nothing of it.
     *
     * @param action object and verb, such as {@code activity.logged}
     * @param asked what exactly, to tell a repeated request from another one with the same key
     * @param again the answer to a request that was made before, by the change-set that came of it
     */
    public <T> Mono<T> of(
            Principal.Staff staff,
            Door door,
            String action,
            Object asked,
            Function<UUID, Mono<T>> again,
            Mono<T> work) {
        return changes.together(staff, door, Asked.to(action, asked), before -> again.apply(before.id()), work);
    }
}
