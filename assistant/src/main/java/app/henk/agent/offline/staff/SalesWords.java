package app.henk.agent.offline.staff;

import app.henk.platform.TenantId;

/** What each tenant calls its stages, colleagues, products and companies; asked while a message is being read. */
public interface SalesWords {

    /** Never waits: what was last learned, or nothing. */
    SalesTerms known(TenantId tenant);
}
