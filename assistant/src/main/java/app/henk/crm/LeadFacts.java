package app.henk.crm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** What a formula may look at. An absent fact is missing, which is not the same as zero. */
record LeadFacts(
        Optional<String> name,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> company,
        Optional<BigDecimal> budget,
        Optional<Integer> companySize,
        Optional<String> industry,
        Optional<String> urgency,
        Optional<String> occasion,
        Optional<LocalDate> eventDate) {

    /** A number by the name that formulas use; empty for other names and for what is missing. */
    Optional<BigDecimal> number(String field) {
        return switch (field) {
            case "budget" -> budget;
            case "company_size" -> companySize.map(BigDecimal::valueOf);
            default -> Optional.empty();
        };
    }

    Optional<String> word(String field) {
        return switch (field) {
            case "industry" -> industry;
            case "urgency" -> urgency;
            case "occasion" -> occasion;
            default -> Optional.empty();
        };
    }

    boolean has(String field) {
        return switch (field) {
            case "name" -> name.isPresent();
            case "email" -> email.isPresent();
            case "phone" -> phone.isPresent();
            case "company" -> company.isPresent();
            case "event_date" -> eventDate.isPresent();
            default -> number(field).isPresent() || word(field).isPresent();
        };
    }
}
