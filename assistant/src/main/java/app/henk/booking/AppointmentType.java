package app.henk.booking;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something that can be booked.
 *
 * @param names by language, the first one is what it is called
 * @param minutes how long it takes
 * @param buffer minutes that are needed afterwards, before the next one may begin
 * @param every minutes from one possible beginning to the next, counted from opening
 * @param capacity how many of these can go on at the same time: rooms, cameras, demonstration machines
 * @param leadHours how long before it must be booked
 * @param horizonDays how far ahead it may be booked
 * @param staff who can take it, by key
 * @param where the kind of place it happens at
 */
public record AppointmentType(
        String key,
        Map<String, List<String>> names,
        int minutes,
        int buffer,
        int every,
        int capacity,
        int leadHours,
        int horizonDays,
        List<String> staff,
        Where where) {

    /** Where both meet. */
    public enum Where {
        HOUSE,
        VIDEO,
        CUSTOMER
    }

    private static final int LONGEST_MINUTES = 720;
    private static final int FARTHEST_DAYS = 400;

    public AppointmentType {
        if (minutes < 5 || minutes > LONGEST_MINUTES || buffer < 0 || buffer > LONGEST_MINUTES || every < 5) {
            throw new IllegalArgumentException(key + ": minutes, buffer or every is no length of an appointment");
        }
        if (capacity < 1 || leadHours < 0 || horizonDays < 1 || horizonDays > FARTHEST_DAYS || staff.isEmpty()) {
            throw new IllegalArgumentException(key + ": capacity, leadHours, horizonDays or staff makes no sense");
        }
    }

    public String name(String language) {
        List<String> own = names.get(language);
        return (own == null ? names.values().iterator().next() : own).getFirst();
    }

    Duration length() {
        return Duration.ofMinutes(minutes);
    }

    Duration occupies() {
        return Duration.ofMinutes(minutes + buffer);
    }

    /** By its key or by any of its names in any language, however they are written. */
    boolean isCalled(String said) {
        String wanted = plain(said);
        return plain(key).equals(wanted)
                || names.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(name -> plain(name).equals(wanted));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_–-]+", "");
    }
}
