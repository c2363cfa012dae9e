package app.henk.platform;

import java.util.UUID;

/**
 * In whose name a transaction runs. PostgreSQL sees it as {@code app.tenant}, {@code app.authority} and
 * {@code app.actor}, and its row-level security policies decide by it, whatever the query forgets to ask.
 *
 * @param actor the conversation of a visitor, the user of everybody else, the nil UUID of the system
 */
public record Scope(TenantId tenant, Authority authority, UUID actor) {

    /** What kind of speaker acts. The names in lower case are what policies compare with. */
    public enum Authority {
        /** Sees the catalogue and the rows of its own conversation. */
        VISITOR,
        /** Sees the catalogue and the rows of its own account. */
        CUSTOMER,
        /** Sees what the tenant's policy lets staff see. */
        STAFF,
        /** A use case acting by the tenant's own rules, for instance when a visitor's wish becomes a lead. */
        SYSTEM;

        public String sqlName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final UUID NOBODY = new UUID(0, 0);

    /** The tenant itself. The caller has already decided that the speaker may have this done. */
    public static Scope system(TenantId tenant) {
        return new Scope(tenant, Authority.SYSTEM, NOBODY);
    }
}
