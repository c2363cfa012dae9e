package app.henk.identity;

import java.util.Set;

/**
 * A table with personal data: whose row is whose, and what is left of it when its person is erased. All of it is SQL that
 * the owning module writes; it runs in a transaction of the system, beside {@code tenant_id = henk.tenant()}.
 *
 * <p>The condition knows {@code :accounts} and {@code :conversations} (uuid[]) and {@code :emails} (text[], lower case):
 *
 * <pre>{@code
 * PersonalTable.deleted("appointment", "account_id = any(:accounts) or conversation_id = any(:conversations)"
 *         + " or email = any(:emails)")
 * }</pre>
 *
 * @param mine which rows belong to the person
 * @param secret columns that an export leaves out because they would open something or describe only the machine
 */
public record PersonalTable(String table, String mine, Erasure erasure, Set<String> secret) {

    public PersonalTable {
        secret = Set.copyOf(secret);
    }

    /** What erasing does to a row. */
    public sealed interface Erasure {

        /** The row goes, with what cascades from it. */
        record Deleted() implements Erasure {}

        /**
         * The row stays for figures or because others refer to it, without anything that tells whose it was.
         *
         * @param assignments as after {@code set}
         */
        record Emptied(String assignments) implements Erasure {}

        /**
         * The application may not change the table: a function of the owner empties one row.
         *
         * @param function called with the row's {@code id}, e.g. {@code henk.forget_activity}
         */
        record Through(String function) implements Erasure {}
    }

    public static PersonalTable deleted(String table, String mine) {
        return new PersonalTable(table, mine, new Erasure.Deleted(), Set.of());
    }

    public static PersonalTable emptied(String table, String mine, String assignments) {
        return new PersonalTable(table, mine, new Erasure.Emptied(assignments), Set.of());
    }

    public static PersonalTable through(String table, String mine, String function) {
        return new PersonalTable(table, mine, new Erasure.Through(function), Set.of());
    }

    public PersonalTable without(String... secretColumns) {
        return new PersonalTable(table, mine, erasure, Set.of(secretColumns));
    }
}
