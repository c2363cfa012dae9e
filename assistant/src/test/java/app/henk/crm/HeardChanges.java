package app.henk.crm;

import app.henk.platform.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What listeners were told lately, whichever test changed it. */
@Component
class HeardChanges implements CrmChangeListener {

    private static final int MOST = 500;

    private final Deque<CrmChange> heard = new ArrayDeque<>();

    @Override
    public Mono<Void> changed(CrmChange change) {
        return Mono.fromRunnable(() -> {
            synchronized (heard) {
                heard.addLast(change);
                if (heard.size() > MOST) {
                    heard.removeFirst();
                }
            }
        });
    }

    /** Those of a tenant, the first one first. */
    List<CrmChange> of(TenantId tenant) {
        synchronized (heard) {
            return new ArrayList<>(heard)
                    .stream().filter(change -> change.tenant().equals(tenant)).toList();
        }
    }
}
