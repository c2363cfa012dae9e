package app.henk.crm;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * Which leads are wanted; an empty set or optional wants all.
 *
 * @param text words that the name or company of the person has, or spelt alike
 * @param status among new, contacted, qualified, won, lost
 * @param minScore as it was scored last, 0 to 100
 * @param createdFrom first day, in the tenant's zone
 * @param createdTo last day
 * @param contacted whether anybody has spoken with the person
 */
public record LeadFilter(
        Optional<String> text,
        Set<String> status,
        Set<String> sources,
        Set<String> industries,
        Set<UUID> assignees,
        OptionalInt minScore,
        OptionalInt maxScore,
        Optional<LocalDate> createdFrom,
        Optional<LocalDate> createdTo,
        Optional<Boolean> contacted) {

    public static final LeadFilter ALL = new LeadFilter(
            Optional.empty(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public LeadFilter of(Set<UUID> salespeople) {
        return new LeadFilter(
                text, status, sources, industries, salespeople, minScore, maxScore, createdFrom, createdTo, contacted);
    }
}
