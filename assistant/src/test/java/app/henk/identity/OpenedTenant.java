package app.henk.identity;

import app.henk.platform.Ids;
import app.henk.platform.TenantId;
import java.util.Optional;
import org.springframework.context.ApplicationContext;

/** A company of its own for a test that must not meet the others'. */
public final class OpenedTenant {

    private OpenedTenant() {}

    public static Tenant open(ApplicationContext context, String company) {
        return context.getBean(NewTenants.class)
                .open(new TenantId(Ids.next()), company, Optional.of("de"))
                .block();
    }

    /** Somebody who works for it; there is no account behind. */
    public static Principal.Staff staff(Tenant tenant, Role role) {
        return new Principal.Staff(
                tenant.id(), Ids.next(), role, role.name().toLowerCase() + "@example.com", "Anna Berg");
    }
}
