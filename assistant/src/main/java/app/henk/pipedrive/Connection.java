package app.henk.pipedrive;

import app.henk.platform.TenantId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A tenant's account at Pipedrive.
 *
 * @param secret sealed; empty when the token stands in the settings
 * @param problem why the account is refused, in Pipedrive's words
 * @param user whom Pipedrive sees when we write
 * @param refs field codes of our own custom field, by what has it
 * @param webhook empty when Pipedrive does not call us
 * @param reconciledAt up to when everything that changed there was seen
 * @param missedAt when a message was last too large to be kept
 */
record Connection(
        TenantId tenant,
        Kind kind,
        String baseUrl,
        Optional<byte[]> secret,
        State state,
        Optional<String> problem,
        Optional<Pause> pause,
        long company,
        String companyName,
        long user,
        Refs refs,
        String webhookKey,
        byte[] webhookSecret,
        Optional<String> webhook,
        Optional<Instant> reconciledAt,
        Optional<Instant> sweptAt,
        Optional<Instant> missedAt,
        Instant connectedAt) {

    enum Kind {
        /** By the installation's own settings. */
        SETTINGS,
        /** By an API token that an administrator typed. */
        TOKEN,
        OAUTH;

        String sql() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum State {
        CONNECTED,
        /** Somebody said so. */
        STOPPED,
        /** The token is not taken any more. */
        REFUSED;

        String sql() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param why daily, burst, blocked or unreachable */
    record Pause(Instant until, String why) {}

    record Refs(Optional<String> person, Optional<String> organization, Optional<String> deal) {

        Optional<String> of(Remote remote) {
            return switch (remote) {
                case PERSON -> person;
                case ORGANIZATION -> organization;
                // leads have the fields of deals
                case DEAL, LEAD -> deal;
                case ACTIVITY, NOTE -> Optional.empty();
            };
        }
    }

    /** Whether a message got lost that nothing has been compared since. */
    boolean hasMissed(Optional<Instant> compared) {
        return missedAt.filter(missed -> compared.filter(missed::isBefore).isEmpty())
                .isPresent();
    }

    boolean works(Instant now) {
        return state == State.CONNECTED
                && pause.filter(paused -> paused.until().isAfter(now)).isEmpty();
    }
}
