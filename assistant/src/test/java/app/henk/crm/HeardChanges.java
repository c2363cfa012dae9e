package app.henk.crm;

import app.henk.platform.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What listeners were told lately of the tenants that somebody listens to. Of all others nothing is told, as in a house
 * that has no listener: benches measure with this class on the path too.
 */
@Component
class HeardChanges implements CrmChangeListener {

    private static final int MOST = 500;

    private final Deque<CrmChange> heard = new ArrayDeque<>();
    private final Set<TenantId> tenants = ConcurrentHashMap.newKeySet();

    void listenTo(TenantId tenant) {
        tenants.add(tenant);
    }

    @Override
    public Mono<Boolean> hears(TenantId tenant) {
        return Mono.just(tenants.contains(tenant));
    }

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
