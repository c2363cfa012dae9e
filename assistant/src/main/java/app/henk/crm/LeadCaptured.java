package app.henk.crm;

import java.util.List;
import java.util.UUID;

/** What came of a {@link LeadCapture}. Nothing here tells a visitor what was known before. */
public sealed interface LeadCaptured {

    /**
     * The lead stands, with its deal in the first stage.
     *
     * @param created false when this person's same wish was known already and was brought up to date
     */
    record Stored(UUID lead, UUID deal, String title, boolean created) implements LeadCaptured {}

    /** @param missing field names among name, email, contact, consent; ask for the first one */
    record Incomplete(List<String> missing) implements LeadCaptured {}

    /** @param errors one for each field that cannot be right, with a key of wording such as {@code email.invalid} */
    record Invalid(List<FieldError> errors) implements LeadCaptured {}

    record FieldError(String field, String reason) {}
}
