package app.henk.crm;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A lead as other programs change it; what is left out stays as it is, what is null is taken away. */
@JsonNaming(SnakeCaseStrategy.class)
record LeadBody(
        @Nullable @Schema(example = "Grace") String firstName,
        @Nullable @Schema(example = "Miller") String lastName,
        @Nullable @Schema(example = "grace@miller.example") String email,
        @Nullable @Schema(example = "+44 114 496 0321") String phone,
        @Nullable @Schema(example = "Miller Ltd") String company,
        @Nullable @Schema(example = "50000") BigDecimal budget,
        @Nullable @Schema(example = "250") Integer companySize,

        @Nullable @Schema(description = "tech, finance, healthcare or other", example = "tech")
        String industry,

        @Nullable @Schema(description = "immediately, this_week, this_month or later", example = "this_week")
        String urgency,

        @Nullable @Schema(example = "wedding") String occasion,
        @Nullable @Schema(example = "2027-06-12") LocalDate eventDate,
        @Nullable @Schema(example = "fair") String source,

        @Nullable @Schema(description = "new, contacted, qualified, won or lost", example = "contacted")
        String status,

        @Nullable @Schema(example = "Wants a demonstration.")
        String notes,

        @Nullable @Schema(description = "A salesperson") UUID assigneeId) {

    /** Fails with a problem that names each field that cannot be read. */
    static LeadChange read(JsonNode body) {
        JsonFields fields = new JsonFields(body, LeadBody.class);
        Holder change = new Holder();
        fields.text("first_name", text -> change.is = change.is.firstName(text));
        fields.text("last_name", text -> change.is = change.is.lastName(text));
        fields.text("email", text -> change.is = change.is.email(text));
        fields.text("phone", text -> change.is = change.is.phone(text));
        fields.text("company", text -> change.is = change.is.company(text));
        fields.number("budget", amount -> change.is = change.is.budget(amount));
        fields.number("company_size", size -> change.is = change.is.companySize(size.map(BigDecimal::intValue)));
        fields.text("industry", text -> change.is = change.is.industry(text));
        fields.text("urgency", text -> change.is = change.is.urgency(text));
        fields.text("occasion", text -> change.is = change.is.occasion(text));
        fields.day("event_date", day -> change.is = change.is.eventDate(day));
        fields.word("source", text -> change.is = change.is.source(text));
        fields.word("status", text -> change.is = change.is.status(text));
        fields.text("notes", text -> change.is = change.is.notes(text.orElse("")));
        fields.id("assignee_id", id -> change.is = change.is.assignee(id));
        fields.end();
        return change.is;
    }

    /** What has been read so far. */
    private static final class Holder {
        private LeadChange is = LeadChange.none();
    }
}
