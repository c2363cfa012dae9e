package app.henk.crm;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A lead as other programs read it: the names of its fields are older than Henk and stay.
 *
 * @param score 0 to 100, of now
 * @param explanation points by criterion, and what was missing
 */
@JsonNaming(SnakeCaseStrategy.class)
record LeadJson(
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
        int score,
        boolean keyAccount,
        Explanation explanation,
        Optional<Instant> contactedAt,
        UUID contact,
        Optional<UUID> organisation,
        Optional<Instant> blockedAt,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /** @param formula version of the formula that gave the points */
    record Explanation(String formula, List<Score.Line> criteria, List<String> missing) {
        static Explanation of(Score score) {
            return new Explanation(score.formula(), score.lines(), score.missing());
        }
    }

    static LeadJson of(Lead lead) {
        Score score = lead.score();
        return new LeadJson(
                lead.id(),
                lead.firstName(),
                lead.lastName(),
                lead.email(),
                lead.phone(),
                lead.company(),
                lead.budget(),
                lead.currency(),
                lead.companySize(),
                lead.industry(),
                lead.urgency(),
                lead.occasion(),
                lead.eventDate(),
                lead.source(),
                lead.status(),
                lead.assignee(),
                lead.notes(),
                lead.wish(),
                lead.conversation(),
                score.total(),
                score.keyAccount(),
                Explanation.of(score),
                lead.contactedAt(),
                lead.contact(),
                lead.organisation(),
                lead.blockedAt(),
                lead.version(),
                lead.createdAt(),
                lead.updatedAt());
    }
}
