package app.henk.crm;

/**
 * Which contacts are one person, as SQL for the modules whose rows name a contact: contacts that were merged are one, and
 * a row that was written of any of them is of that one. Rows outside the CRM stay where they were written when contacts
 * are merged, so whoever looks for a person's rows looks at all of theirs.
 */
public final class OwnContacts {

    private static final String ONE_WITH = "select x.id from contact c join contact x on x.tenant_id = c.tenant_id"
            + " and (x.id = coalesce(c.merged_into, c.id) or x.merged_into = coalesce(c.merged_into, c.id))"
            + " where c.tenant_id = henk.tenant() and ";

    /** Selects the ids of a person's own, in the terms of {@link app.henk.identity.PersonalTable}. */
    public static final String IDS = ONE_WITH + "(c.account_id = any(:accounts) or c.email = any(:emails))";

    private OwnContacts() {}

    /**
     * Selects the ids of a contact and of all that are one with it.
     *
     * @param contact SQL, such as {@code :contact}; never from outside
     */
    public static String oneWith(String contact) {
        return ONE_WITH + "c.id = " + contact;
    }
}
