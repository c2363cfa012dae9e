package app.henk.promises;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A promise that a colleague has given.
 *
 * @param to the id of the contact or deal, or the e-mail address of a contact
 * @param request the same again is the same promise
 */
public record NewPromise(PromiseKind kind, String about, LocalDate due, String to, Optional<String> request) {

    /** To whom by id, if it is one. */
    Optional<UUID> id() {
        try {
            return to.length() == 36 ? Optional.of(UUID.fromString(to)) : Optional.empty();
        } catch (IllegalArgumentException address) {
            return Optional.empty();
        }
    }
}
