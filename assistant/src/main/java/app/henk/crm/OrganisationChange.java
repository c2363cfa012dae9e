package app.henk.crm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is to be different about an organisation: what is not named stays, what is named as empty is taken away. */
public final class OrganisationChange {

    private static final OrganisationChange NONE = new OrganisationChange(Map.of());

    private final Map<String, Optional<?>> fields;

    private OrganisationChange(Map<String, Optional<?>> fields) {
        this.fields = fields;
    }

    public static OrganisationChange none() {
        return NONE;
    }

    public OrganisationChange name(String name) {
        return with("name", Optional.of(name));
    }

    public OrganisationChange sector(Optional<String> sector) {
        return with("sector", sector);
    }

    public OrganisationChange employees(Optional<Integer> people) {
        return with("employees", people);
    }

    public OrganisationChange country(Optional<String> country) {
        return with("country", country);
    }

    public OrganisationChange website(Optional<String> address) {
        return with("website", address);
    }

    Map<String, Optional<?>> fields() {
        return fields;
    }

    private OrganisationChange with(String field, Optional<?> value) {
        Map<String, Optional<?>> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new OrganisationChange(more);
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
