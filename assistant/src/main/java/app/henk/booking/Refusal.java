package app.henk.booking;

import java.util.Map;

/**
 * Why a time cannot be booked.
 *
 * @param values that the sentence of this reason needs
 */
public record Refusal(Reason reason, Map<String, Object> values) {

    /** The names in lower case are the keys of the sentences under {@code booking.refused}. */
    public enum Reason {
        PAST,
        TOO_SOON,
        TOO_FAR,
        HOLIDAY,
        CLOSED_DAY,
        OUTSIDE_HOURS,
        NO_SUCH_TIME,
        NO_BEGINNING,
        TAKEN,
        /** Of days, not of a time: all of them are taken. */
        FULL,
        TOO_MANY;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Refusal of(Reason reason) {
        return new Refusal(reason, Map.of());
    }
}
