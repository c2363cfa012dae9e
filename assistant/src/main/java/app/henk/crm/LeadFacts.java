package app.henk.crm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
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

    /** Of a lead's columns: numbers, days and words as they are said or as they are kept. */
    static LeadFacts of(Map<String, Object> columns) {
        String name = (columns.getOrDefault("first_name", "") + " " + columns.getOrDefault("last_name", "")).strip();
        return new LeadFacts(
                Optional.of(name).filter(n -> !n.isEmpty()),
                text(columns, "email"),
                text(columns, "phone"),
                text(columns, "company"),
                text(columns, "budget").map(BigDecimal::new),
                text(columns, "company_size").map(size -> new BigDecimal(size).intValue()),
                text(columns, "industry"),
                text(columns, "urgency"),
                text(columns, "occasion"),
                text(columns, "event_date").map(LocalDate::parse));
    }

    private static Optional<String> text(Map<String, Object> columns, String column) {
        return Optional.ofNullable(columns.get(column)).map(Object::toString);
    }
}
