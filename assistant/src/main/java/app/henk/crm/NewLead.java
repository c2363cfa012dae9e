package app.henk.crm;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lead as staff or another program enter it. Nothing is required but a name, a company, an e-mail or a phone. */
public record NewLead(
        @Nullable @Size(max = 120) String first_name,
        @Nullable @Size(max = 120) String last_name,
        @Nullable @Size(max = 254) String email,
        @Nullable @Size(max = 40) String phone,
        @Nullable @Size(max = 200) String company,

        @Nullable @PositiveOrZero @DecimalMax("999999999999.99")
        BigDecimal budget,

        @Nullable @Min(0) @Max(10_000_000) Integer company_size,

        @Nullable
        @Pattern(regexp = "tech|finance|healthcare|other", message = "must be one of tech, finance, healthcare, other")
        String industry,

        @Nullable
        @Pattern(
                regexp = "immediately|this_week|this_month|later",
                message = "must be one of immediately, this_week, this_month, later")
        String urgency,

        @Nullable @Size(max = 60) String occasion,
        @Nullable LocalDate event_date,
        @Nullable @Size(max = 60) String source,
        @Nullable @Size(max = 4000) String notes) {

    Optional<String> name() {
        String first = first_name == null ? "" : first_name.strip();
        String last = last_name == null ? "" : last_name.strip();
        return Optional.of((first + " " + last).strip()).filter(name -> !name.isEmpty());
    }
}
