package app.henk.identity;

import app.henk.platform.TenantId;
import java.util.UUID;

/** A person who can sign in. */
record Account(TenantId tenant, UUID id, String email, String name, Role role, boolean active) {

    Principal principal() {
        return role.isStaff()
                ? new Principal.Staff(tenant, id, role, email, name)
                : new Principal.Customer(tenant, id, email, name);
    }
}
