package app.henk.crm;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Organisations by their name, of which there is one each. Runs in the caller's transaction. */
@Component
class OrganisationNames {

    private final DatabaseClient database;
    private final OrganisationStore organisations;

    OrganisationNames(DatabaseClient database, OrganisationStore organisations) {
        this.database = database;
        this.organisations = organisations;
    }

    /** The organisation of this name, made when there is none. */
    Mono<UUID> named(Writing writing, String name) {
        // the lock stands in for the row that may not be there yet: two who name the same company at once make it once
        return database.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", "organisation " + writing.tenant() + " " + name.toLowerCase(Locale.ROOT))
                .then()
                .then(Mono.defer(() -> organisations.named(name)))
                .switchIfEmpty(Mono.defer(() -> writing.create(Entity.ORGANISATION, Map.of("name", name))
                        .map(Stored::id)));
    }

    /**
     * With the organisation of the company that the fields name, when they name one; takes it away with the company.
     *
     * @param fields by column
     */
    Mono<Map<String, Optional<?>>> ofCompany(Writing writing, Map<String, Optional<?>> fields) {
        Optional<?> company = fields.get("company");
        if (company == null) {
            return Mono.just(fields);
        }
        return Mono.justOrEmpty(company.map(Object::toString))
                .flatMap(name -> named(writing, name))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(organisation -> {
                    fields.put("organisation_id", organisation);
                    return fields;
                });
    }
}
