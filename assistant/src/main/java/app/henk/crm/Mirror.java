package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Takes over what another system of record says of people, organisations, leads and tasks that stand in both. What that
 * system accepted is not asked for more than the columns ask for; it goes through the same recorder as everything else, so
 * it is in the history and can be undone. Deals and activities have use cases that know what moves with them:
 * {@link Deals}, {@link Activities}.
 */
@Service
public class Mirror {

    private static final Map<Entity, Set<String>> FIELDS = Map.of(
            Entity.CONTACT, Set.of("first_name", "last_name", "email", "phone", "organisation_id"),
            Entity.ORGANISATION, Set.of("name", "website", "employees"),
            Entity.LEAD,
                    Set.of(
                            "contact_id",
                            "organisation_id",
                            "first_name",
                            "last_name",
                            "email",
                            "phone",
                            "company",
                            "budget",
                            "currency",
                            "status",
                            "source",
                            "assignee_id",
                            "origin",
                            "notes"),
            Entity.TASK, Set.of("subject", "due", "done_at", "assignee_id", "contact_id", "lead_id", "deal_id"));

    private final Tenants tenants;
    private final SalesRulesStore rules;
    private final Changes changes;
    private final Clock clock;

    Mirror(Tenants tenants, SalesRulesStore rules, Changes changes, Clock clock) {
        this.tenants = tenants;
        this.rules = rules;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Gives the new record's id. Fails with a data-integrity error where a column's own rule forbids it, such as a second
     * contact with one e-mail address.
     *
     * @param fields by column, as far as they may be taken over
     */
    public Mono<UUID> create(Principal.Staff staff, Entity entity, Map<String, Optional<?>> fields, Door door) {
        Map<String, Optional<?>> allowed = allowed(entity, fields);
        return scored(staff, entity, allowed).flatMap(row -> {
            Map<String, Object> named = new LinkedHashMap<>(row);
            UUID id = Ids.next();
            named.put("id", id);
            return changes.by(
                            staff,
                            door,
                            Asked.toMake(entity, entity.table() + ".mirrored", allowed),
                            Mono::just,
                            writing -> writing.create(entity, named).map(Stored::id))
                    .map(Changed::now);
        });
    }

    /** False when there is no such record any more. Fails with {@code changed-meanwhile} when it is another version. */
    public Mono<Boolean> update(
            Principal.Staff staff,
            Entity entity,
            UUID id,
            Map<String, Optional<?>> fields,
            OptionalInt ifVersion,
            Door door) {
        Map<String, Optional<?>> allowed = allowed(entity, fields);
        return changes.by(
                        staff,
                        door,
                        Asked.to(id, entity.table() + ".mirrored", allowed),
                        Mono::just,
                        writing -> writing.lock(entity, id, ifVersion)
                                .flatMap(stored -> writing.update(stored, allowed))
                                .map(Stored::id))
                .thenReturn(true)
                .onErrorResume(Mirror::isGone, gone -> Mono.just(false));
    }

    /** False when there is no such record any more. {@link ChangeSets#undo} brings it back. */
    public Mono<Boolean> delete(Principal.Staff staff, Entity entity, UUID id, Door door) {
        allowed(entity, Map.of());
        return changes.by(
                        staff,
                        door,
                        Asked.to(id, entity.table() + ".deleted"),
                        Mono::just,
                        writing -> writing.lock(entity, id)
                                .flatMap(writing::delete)
                                .map(Stored::id))
                .thenReturn(true)
                .onErrorResume(Mirror::isGone, gone -> Mono.just(false));
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof Problem problem && problem.status() == HttpStatus.NOT_FOUND;
    }

    private static Map<String, Optional<?>> allowed(Entity entity, Map<String, Optional<?>> fields) {
        Set<String> known = FIELDS.getOrDefault(entity, Set.of());
        if (known.isEmpty() || !known.containsAll(fields.keySet())) {
            throw new IllegalArgumentException("Not to be taken over: " + entity + " " + fields.keySet());
        }
        return fields;
    }

    /** A lead has a score from its first moment on. */
    private Mono<Map<String, Optional<?>>> scored(
            Principal.Staff staff, Entity entity, Map<String, Optional<?>> fields) {
        if (entity != Entity.LEAD) {
            return Mono.just(fields);
        }
        return tenants.tenant(staff.tenant())
                .zipWith(rules.rules(staff.tenant()))
                .map(known -> {
                    Score score = known.getT2()
                            .scoring()
                            .score(
                                    facts(fields),
                                    LocalDate.now(clock.withZone(known.getT1().zone())));
                    Map<String, Optional<?>> row = new HashMap<>(fields);
                    row.putIfAbsent(
                            "currency", Optional.of(known.getT1().currency().getCode()));
                    row.put("score", Optional.of(score.total()));
                    row.put("formula_version", Optional.of(score.formula()));
                    return row;
                });
    }

    private static LeadFacts facts(Map<String, Optional<?>> fields) {
        String name = (text(fields, "first_name").orElse("") + " "
                        + text(fields, "last_name").orElse(""))
                .strip();
        return new LeadFacts(
                Optional.of(name).filter(known -> !known.isEmpty()),
                text(fields, "email"),
                text(fields, "phone"),
                text(fields, "company"),
                fields.getOrDefault("budget", Optional.empty()).map(BigDecimal.class::cast),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<String> text(Map<String, Optional<?>> fields, String column) {
        return fields.getOrDefault(column, Optional.empty()).map(Object::toString);
    }
}
