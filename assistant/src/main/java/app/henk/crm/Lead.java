package app.henk.crm;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Someone's wish, as staff see it.
 *
 * @param score of now, with its explanation
 * @param conversation in which it was said
 * @param contactedAt since when somebody has been in touch with the person
 * @param contact the person behind it
 * @param blockedAt since when the person does not want to be contacted any more
 */
public record Lead(
        UUID id,
        String firstName,
        String lastName,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> company,
        Optional<BigDecimal> budget,
        String currency,
        Optional<Integer> companySize,
        Optional<String> industry,
        Optional<String> urgency,
        Optional<String> occasion,
        Optional<LocalDate> eventDate,
        String source,
        String status,
        Optional<UUID> assignee,
        String notes,
        List<String> wish,
        Optional<UUID> conversation,
        Score score,
        Optional<Instant> contactedAt,
        UUID contact,
        Optional<UUID> organisation,
        Optional<Instant> blockedAt,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    LeadFacts facts() {
        String name = (firstName + " " + lastName).strip();
        return new LeadFacts(
                Optional.of(name).filter(n -> !n.isEmpty()),
                email,
                phone,
                company,
                budget,
                companySize,
                industry,
                urgency,
                occasion,
                eventDate);
    }

    Lead scored(Score now) {
        return new Lead(
                id,
                firstName,
                lastName,
                email,
                phone,
                company,
                budget,
                currency,
                companySize,
                industry,
                urgency,
                occasion,
                eventDate,
                source,
                status,
                assignee,
                notes,
                wish,
                conversation,
                now,
                contactedAt,
                contact,
                organisation,
                blockedAt,
                version,
                createdAt,
                updatedAt);
    }
}
