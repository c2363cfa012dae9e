package app.henk.agent.offline;

import java.util.Map;
import java.util.Optional;

/**
 * How somebody can be reached.
 *
 * @param broken something that was meant as an e-mail address and is none
 */
record Contact(
        Optional<String> name,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> company,
        Optional<String> broken) {

    static final Contact NONE =
            new Contact(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What was filled in. */
    static Contact of(Map<String, String> form) {
        return new Contact(
                field(form, "name"),
                field(form, "email"),
                field(form, "phone"),
                field(form, "company"),
                Optional.empty());
    }

    private static Optional<String> field(Map<String, String> form, String name) {
        return Optional.ofNullable(form.get(name)).filter(value -> !value.isBlank());
    }

    boolean isEmpty() {
        return name.isEmpty() && email.isEmpty() && phone.isEmpty() && company.isEmpty();
    }

    boolean reachable() {
        return email.isPresent() || phone.isPresent();
    }

    Contact withoutPhone() {
        return new Contact(name, email, Optional.empty(), company, broken);
    }

    /** What was said later counts. */
    Contact updatedBy(Contact later) {
        return new Contact(
                later.name.or(() -> name),
                later.email.or(() -> email),
                later.phone.or(() -> phone),
                later.company.or(() -> company),
                later.email.isPresent() ? Optional.empty() : later.broken);
    }
}
