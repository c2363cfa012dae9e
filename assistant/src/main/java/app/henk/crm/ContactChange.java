package app.henk.crm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be different about a contact: what is not named stays, what is named as empty is taken away. Nothing of it
 * is trusted; {@link AddressBook} checks it.
 */
public final class ContactChange {

    private static final ContactChange NONE = new ContactChange(Map.of());

    private final Map<String, Optional<?>> fields;

    private ContactChange(Map<String, Optional<?>> fields) {
        this.fields = fields;
    }

    public static ContactChange none() {
        return NONE;
    }

    public ContactChange firstName(Optional<String> name) {
        return with("first_name", name);
    }

    public ContactChange lastName(Optional<String> name) {
        return with("last_name", name);
    }

    public ContactChange email(Optional<String> address) {
        return with("email", address);
    }

    public ContactChange phone(Optional<String> number) {
        return with("phone", number);
    }

    /** By its name; an organisation that is not known yet is made. */
    public ContactChange company(Optional<String> name) {
        return with("company", name);
    }

    public ContactChange organisation(Optional<UUID> id) {
        return with("organisation_id", id);
    }

    public ContactChange jobTitle(Optional<String> title) {
        return with("job_title", title);
    }

    /** de, en or fr. */
    public ContactChange language(Optional<String> language) {
        return with("language", language);
    }

    Map<String, Optional<?>> fields() {
        return fields;
    }

    private ContactChange with(String field, Optional<?> value) {
        Map<String, Optional<?>> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new ContactChange(more);
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
