package app.henk.crm;

import app.henk.platform.TenantId;
import java.util.List;
import reactor.core.publisher.Flux;

/** What another system that keeps the same records does not give back when a change is undone here. */
public interface UndoLimit {

    /**
     * One sentence each. In the caller's transaction, before anything is undone.
     *
     * @param undone what is about to be taken back
     * @param language of the sentences
     */
    Flux<String> beyond(TenantId tenant, List<Change> undone, String language);
}
