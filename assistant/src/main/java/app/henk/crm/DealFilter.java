package app.henk.crm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * Which deals are wanted; an empty set or optional wants all.
 *
 * @param text words in title, company, contact or notes, the last one may be cut short
 * @param status among open, won, lost
 * @param email of the contact
 * @param noContactDays at least so many days without a call, mail or meeting
 * @param minHealth of now, 0 to 100
 */
public record DealFilter(
        Optional<String> text,
        Set<String> stages,
        Set<String> status,
        Set<String> sectors,
        Set<UUID> assignees,
        Optional<UUID> organisation,
        Optional<UUID> contact,
        Optional<String> email,
        Optional<BigDecimal> minValue,
        Optional<BigDecimal> maxValue,
        Optional<LocalDate> closeFrom,
        Optional<LocalDate> closeTo,
        OptionalInt noContactDays,
        OptionalInt minHealth,
        OptionalInt maxHealth) {

    public static final DealFilter ALL = of(Set.of(), Set.of(), Optional.empty(), Optional.empty());

    /** The open ones, of anybody and anything that is not given. */
    public static DealFilter open(Set<UUID> assignees, Optional<UUID> organisation, Optional<UUID> contact) {
        return of(Set.of("open"), assignees, organisation, contact);
    }

    private static DealFilter of(
            Set<String> statuses, Set<UUID> assignees, Optional<UUID> organisation, Optional<UUID> contact) {
        return new DealFilter(
                Optional.empty(),
                Set.of(),
                statuses,
                Set.of(),
                assignees,
                organisation,
                contact,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }
}
