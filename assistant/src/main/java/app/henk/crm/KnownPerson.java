package app.henk.crm;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Somebody whom sales knows, and through what.
 *
 * @param conversation in which the wish was told
 * @param account with which this person signs in
 * @param blocked does not want to be contacted any more
 */
public record KnownPerson(
        UUID contact,
        Optional<UUID> lead,
        Optional<UUID> deal,
        String name,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> language,
        Optional<UUID> conversation,
        Optional<UUID> account,
        boolean blocked) {

    /** The same with only those ways of reaching the person that pass. */
    public KnownPerson reachedBy(Predicate<String> way) {
        return new KnownPerson(
                contact,
                lead,
                deal,
                name,
                email.filter(way),
                phone.filter(way),
                language,
                conversation,
                account,
                blocked);
    }
}
