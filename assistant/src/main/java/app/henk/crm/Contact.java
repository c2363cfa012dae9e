package app.henk.crm;

import java.util.Optional;
import java.util.UUID;

/**
 * A person as the tenant knows them.
 *
 * @param account with which this person signs in, if they have one
 */
public record Contact(
        UUID id,
        String name,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> language,
        Optional<UUID> account) {}
