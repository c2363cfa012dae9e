package app.henk.crm;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A next step to be noted.
 *
 * @param subject 1 to 300 characters
 * @param assignee a salesperson; whoever notes it, when nobody is named
 */
public record NewTask(
        String subject,
        LocalDate due,
        Optional<UUID> assignee,
        Optional<UUID> contact,
        Optional<UUID> lead,
        Optional<UUID> deal) {

    /** With a deal, for whoever notes it. */
    public static NewTask ofDeal(String subject, LocalDate due, UUID deal) {
        return new NewTask(subject, due, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(deal));
    }
}
