package app.henk.crm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One record of many that come at once, as a file or another system has it.
 *
 * <p>An origin names the record where it comes from: what is here under that name already is not made again.
 */
public sealed interface BulkRecord {

    /** What names it for a person who looks for it in the file. */
    String label();

    /**
     * @param name the whole of it, when first and last name are not told apart
     */
    record Person(
            Optional<String> name,
            Optional<String> firstName,
            Optional<String> lastName,
            Optional<String> email,
            Optional<String> phone) {

        public Optional<String> called() {
            String both = (firstName.orElse("") + " " + lastName.orElse("")).strip();
            return both.isEmpty() ? name : Optional.of(both);
        }

        boolean isNobody() {
            return called().isEmpty() && email.isEmpty() && phone.isEmpty();
        }
    }

    /** Something that has an origin and is made once. */
    sealed interface Named extends BulkRecord {
        String origin();
    }

    /** @param assignee by name */
    record Lead(
            String origin,
            Person person,
            Optional<String> company,
            Optional<BigDecimal> budget,
            Optional<Integer> companySize,
            Optional<String> industry,
            Optional<String> urgency,
            Optional<String> occasion,
            Optional<LocalDate> eventDate,
            Optional<String> status,
            Optional<String> assignee,
            Optional<String> source,
            String notes)
            implements Named {
        @Override
        public String label() {
            return person.called().or(() -> person.email).or(() -> company).orElse(origin);
        }
    }

    /**
     * @param stage key of the stage
     * @param started since when there is this deal; empty: now
     * @param close of an open deal when it is expected to close, of another when it did
     * @param assignee by name
     */
    record Deal(
            String origin,
            String title,
            Person person,
            Optional<String> company,
            Optional<BigDecimal> value,
            String stage,
            Optional<LocalDate> started,
            Optional<LocalDate> close,
            Optional<String> sector,
            Optional<String> product,
            Optional<String> assignee,
            Optional<String> source,
            Optional<String> lostReason,
            String notes)
            implements Named {
        @Override
        public String label() {
            return title;
        }
    }

    /** Known by e-mail, else phone, else the name within the company. */
    record Contact(Person person, Optional<String> company, Optional<String> jobTitle) implements BulkRecord {
        @Override
        public String label() {
            return person.called().or(() -> person.email).or(() -> person.phone).orElse("");
        }
    }

    /** Known by its name; what is not known of one that is here is added. */
    record Organisation(
            String name,
            Optional<String> origin,
            Optional<String> sector,
            Optional<Integer> employees,
            Optional<String> country,
            Optional<String> website)
            implements BulkRecord {
        @Override
        public String label() {
            return name;
        }
    }

    /** Known by the name; manager and team of one who is here are brought up to date. */
    record Salesperson(String name, Optional<String> manager, Optional<String> team) implements BulkRecord {
        @Override
        public String label() {
            return name;
        }
    }

    /** Known by its name; series and price of one that is here are brought up to date. */
    record Product(String name, Optional<String> series, Optional<BigDecimal> price) implements BulkRecord {
        @Override
        public String label() {
            return name;
        }
    }
}
