package app.henk.identity;

import app.henk.platform.TenantId;
import java.util.Set;
import java.util.UUID;

/**
 * A person in the sense of the law on data protection, by everything that proves rows to be theirs. A name or an address
 * that somebody merely typed proves nothing and is not here.
 *
 * @param accounts of the person; none for a visitor
 * @param conversations that belong to the accounts, or the one whose key a visitor holds
 * @param emails in lower case, that the person has proved to receive mail at
 */
public record DataSubject(TenantId tenant, Set<UUID> accounts, Set<UUID> conversations, Set<String> emails) {

    public DataSubject {
        accounts = Set.copyOf(accounts);
        conversations = Set.copyOf(conversations);
        emails = Set.copyOf(emails);
    }
}
