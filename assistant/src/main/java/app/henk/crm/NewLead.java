package app.henk.crm;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** By column; what is not said is not there. */
    Map<String, Optional<?>> fields() {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("first_name", first_name);
        said.put("last_name", last_name);
        said.put("email", email);
        said.put("phone", phone);
        said.put("company", company);
        said.put("budget", budget);
        said.put("company_size", company_size);
        said.put("industry", industry);
        said.put("urgency", urgency);
        said.put("occasion", occasion);
        said.put("event_date", event_date);
        said.put("source", source);
        said.put("notes", notes);
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        said.forEach((column, value) -> {
            if (value != null) {
                fields.put(column, Optional.of(value));
            }
        });
        return fields;
    }
}
