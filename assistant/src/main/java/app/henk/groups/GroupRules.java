package app.henk.groups;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant's data say about groups.
 *
 * @param needed measures that everybody gives, by the names that are used everywhere
 * @param linkDays how long a link opens the group, where the deadline is not later
 * @param deadlineDaysBefore how long before the day everything must be known, where nobody says otherwise
 * @param remindDaysBefore the deadline
 * @param page of the tenant's own on which the link leads into the conversation, a path
 */
record GroupRules(
        List<String> needed, int linkDays, int deadlineDaysBefore, List<Integer> remindDaysBefore, String page) {

    GroupRules {
        if (!page.startsWith("/") || page.startsWith("//")) {
            throw new IllegalArgumentException("The page of groups is a path of this house: " + page);
        }
        if (linkDays < 1 || deadlineDaysBefore < 0) {
            throw new IllegalArgumentException("Days of groups must not be negative");
        }
        needed = List.copyOf(needed);
        remindDaysBefore = List.copyOf(remindDaysBefore);
    }

    GroupStore.Lifetime linkLasts(ZoneId zone) {
        return new GroupStore.Lifetime(Duration.ofDays(linkDays), zone);
    }

    /** The last day on which a group that is reminded on the first of its days may have its deadline. */
    LocalDate remindedUntil(LocalDate today) {
        return today.plusDays(
                remindDaysBefore.stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    /** Never in the past: who marries soon has until the day itself. */
    Optional<LocalDate> deadline(Optional<LocalDate> event, LocalDate today) {
        return event.map(day -> {
            LocalDate usual = day.minusDays(deadlineDaysBefore);
            return usual.isAfter(today) ? usual : day;
        });
    }
}
