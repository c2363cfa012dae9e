package app.henk.crm;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a conversation knows about someone who wants something. Nothing of it is trusted: it is validated here.
 *
 * @param conversation where it was said; linked to lead and deal
 * @param consent the person's agreement to being stored and contacted; without it nothing is stored
 * @param wish the products that were looked at, by number
 * @param language of the person: de, en or fr
 */
public record LeadCapture(
        UUID conversation,
        Optional<String> name,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> company,
        Optional<String> occasion,
        Optional<LocalDate> eventDate,
        Optional<BigDecimal> budget,
        Optional<String> notes,
        List<String> wish,
        Optional<Consent> consent,
        String language) {

    /** @param textVersion which wording the person agreed to, e.g. {@code contact-de-1} */
    public record Consent(String textVersion, Instant at) {}
}
