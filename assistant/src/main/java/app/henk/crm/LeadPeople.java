package app.henk.crm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A lead and the person behind it say the same. */
@Component
class LeadPeople {

    private static final List<String> SHARED = List.of("first_name", "last_name", "email", "phone", "company");

    private final DatabaseClient database;

    LeadPeople(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What a colleague corrects about the person of a lead is corrected with the contact too, as far as that one said
     * the same before: what it knows better stays. An address or number that somebody else has is theirs.
     */
    Mono<Void> follow(Writing writing, Stored before, Stored after) {
        List<String> corrected = SHARED.stream()
                .filter(column -> !before.text(column).equals(after.text(column)))
                .toList();
        if (corrected.isEmpty()) {
            return Mono.empty();
        }
        return writing.lock(Entity.CONTACT, after.reference("contact_id").orElseThrow())
                .onErrorResume(gone -> Mono.empty())
                .flatMap(contact -> {
                    Map<String, Optional<?>> fields = new LinkedHashMap<>();
                    corrected.stream()
                            .filter(column -> contact.text(column)
                                    .filter(said -> !said.isEmpty())
                                    .map(Optional::of)
                                    .map(said -> said.equals(before.text(column)))
                                    .orElse(true))
                            .forEach(column -> fields.put(column, after.text(column)));
                    return somebodyElseHas(contact.id(), after.text("email")).flatMap(taken -> {
                        if (taken) {
                            fields.remove("email");
                        }
                        fields.computeIfPresent(
                                "first_name",
                                (column, name) ->
                                        Optional.of(name.map(Object::toString).orElse("")));
                        fields.computeIfPresent(
                                "last_name",
                                (column, name) ->
                                        Optional.of(name.map(Object::toString).orElse("")));
                        return writing.update(contact, fields);
                    });
                })
                .then();
    }

    private Mono<Boolean> somebodyElseHas(UUID contact, Optional<String> email) {
        return email.isEmpty()
                ? Mono.just(false)
                : database.sql("select exists (select from contact where tenant_id = henk.tenant() and email = :email"
                                + " and id <> :contact) as taken")
                        .bind("email", email.get())
                        .bind("contact", contact)
                        .map(row -> Boolean.TRUE.equals(row.get("taken", Boolean.class)))
                        .one();
    }
}
