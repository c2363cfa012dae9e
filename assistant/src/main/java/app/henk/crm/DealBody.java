package app.henk.crm;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A deal as other programs write it; what is left out stays as it is, what is null is taken away. */
@JsonNaming(SnakeCaseStrategy.class)
record DealBody(
        @Nullable @Schema(example = "Fräsmaschine FM-40") String title,

        @Nullable @Schema(description = "By its name; made when it is not known", example = "Müller Maschinenbau")
        String company,

        @Nullable UUID organisationId,
        @Nullable UUID contactId,

        @Nullable @Schema(description = "Null while nobody knows it", example = "48000")
        BigDecimal value,

        @Nullable @Schema(description = "ISO 4217; the tenant's when left out", example = "EUR")
        String currency,

        @Nullable @Schema(description = "Key, name in any language, or synonym", example = "Angebot")
        String stage,

        @Nullable @Schema(description = "open, won or lost", example = "won")
        String status,

        @Nullable @Schema(description = "Why it was lost, beside the status lost")
        String lostReason,

        @Nullable @Schema(example = "2027-05-31") LocalDate expectedClose,
        @Nullable @Schema(example = "Maschinenbau") String sector,
        @Nullable @Schema(example = "FM-40") String product,
        @Nullable @Schema(example = "fair") String source,

        @Nullable @Schema(example = "Needs a new spindle first.")
        String notes,

        @Nullable @Schema(description = "A salesperson") UUID assigneeId) {

    /** Fails with a problem that names each field that cannot be read. */
    static DealChange read(JsonNode body) {
        JsonFields fields = new JsonFields(body, DealBody.class);
        Holder change = new Holder();
        fields.word("title", text -> change.is = change.is.title(text));
        fields.text("company", text -> change.is = change.is.company(text));
        fields.id("organisation_id", id -> change.is = change.is.organisation(id));
        fields.id("contact_id", id -> change.is = change.is.contact(id));
        fields.number("value", value -> change.is = change.is.value(value));
        fields.word("currency", text -> change.is = change.is.currency(text));
        fields.word("stage", text -> change.is = change.is.stage(text));
        fields.word("status", text -> change.is = change.is.status(text));
        fields.text("lost_reason", text -> change.is = change.is.lostReason(text));
        fields.day("expected_close", day -> change.is = change.is.expectedClose(day));
        fields.text("sector", text -> change.is = change.is.sector(text));
        fields.text("product", text -> change.is = change.is.product(text));
        fields.text("source", text -> change.is = change.is.source(text));
        fields.text("notes", text -> change.is = change.is.notes(text.orElse("")));
        fields.id("assignee_id", id -> change.is = change.is.assignee(id));
        fields.end();
        return change.is;
    }

    /** What has been read so far. */
    private static final class Holder {
        private DealChange is = DealChange.none();
    }
}
