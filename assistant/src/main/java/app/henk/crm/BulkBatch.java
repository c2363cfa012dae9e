package app.henk.crm;

import app.henk.platform.TenantId;
import java.util.UUID;

/** A batch while it is written: in which change-set, and how many changes stand in it. Used by one chain. */
final class BulkBatch {

    private final TenantId tenant;
    private final UUID changeSet;
    private int changes;

    BulkBatch(TenantId tenant, UUID changeSet, int changes) {
        this.tenant = tenant;
        this.changeSet = changeSet;
        this.changes = changes;
    }

    TenantId tenant() {
        return tenant;
    }

    UUID changeSet() {
        return changeSet;
    }

    int size() {
        return changes;
    }

    /** So many were added. */
    int noted(int more) {
        changes += more;
        return more;
    }
}
