package app.henk.crm;

import app.henk.platform.TenantId;
import java.util.List;
import java.util.UUID;

/** What one request changed, in the order in which it did; never empty. */
public record CrmChange(TenantId tenant, UUID changeSet, Channel channel, List<Change> changes) {

    public CrmChange {
        changes = List.copyOf(changes);
    }
}
