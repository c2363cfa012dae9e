package app.henk.crm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the health of an open deal depends on.
 *
 * @param stageSince since when it has been in its stage
 * @param usualDays how long deals usually stay in that stage, at least 1
 * @param lastContact when somebody last spoke with the customer; the deal's beginning while nobody has
 * @param nextStep whether an open task stands with it
 */
public record HealthFacts(
        Instant stageSince, int usualDays, Instant lastContact, Optional<LocalDate> expectedClose, boolean nextStep) {}
