package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.platform.Problem;
import app.henk.platform.TenantTransactions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Companies, for staff. There is one of each name. Each method runs in one short transaction under the colleague's own
 * rights, or joins the caller's.
 */
@Service
public class Organisations {

    private static final int MOST_EMPLOYEES = 100_000_000;

    private final TenantTransactions transactions;
    private final OrganisationStore organisations;
    private final OrganisationNames names;
    private final Changes changes;
    private final ManyRecords many;
    private final OrganisationMerge merge;

    Organisations(
            TenantTransactions transactions,
            OrganisationStore organisations,
            OrganisationNames names,
            Changes changes,
            ManyRecords many,
            OrganisationMerge merge) {
        this.transactions = transactions;
        this.organisations = organisations;
        this.names = names;
        this.changes = changes;
        this.many = many;
        this.merge = merge;
    }

    /** Fails with a not-found problem. */
    public Mono<Organisation> find(Principal.Staff staff, UUID id) {
        return transactions.in(staff.scope(), () -> found(staff, id, false));
    }

    /**
     * The newest first.
     *
     * @param words of the name
     * @param after where the page before ended
     * @param limit 1 to 100
     */
    public Mono<Page<Organisation>> list(
            Principal.Staff staff, Optional<String> words, Optional<UUID> after, int limit) {
        return transactions.in(
                staff.scope(),
                () -> organisations
                        .list(staff.tenant(), words, after, limit + 1)
                        .collectList()
                        .map(found -> Page.of(found, limit, last -> last.id().toString())));
    }

    /** Fails with the conflict {@code organisation-exists} that names the one which is called like that already. */
    public Mono<Changed<Organisation>> create(Principal.Staff staff, OrganisationChange said, Door door) {
        Map<String, Optional<?>> fields = new LinkedHashMap<>(said.fields());
        fields.putIfAbsent("name", Optional.empty());
        return changes.by(
                staff,
                door,
                Asked.toMake(Entity.ORGANISATION, "organisation.created", said),
                id -> found(staff, id, false),
                writing -> checked(fields)
                        .delayUntil(checked -> free(checked, Optional.empty()))
                        .flatMap(checked -> writing.create(Entity.ORGANISATION, checked))
                        .map(Stored::id));
    }

    /** The organisation of this name, made when there is none. */
    public Mono<Changed<Organisation>> findOrCreate(Principal.Staff staff, String name, Door door) {
        return changes.by(
                staff,
                door,
                Asked.toMake(Entity.ORGANISATION, "organisation.created", name),
                id -> found(staff, id, false),
                writing -> checked(Map.of("name", Optional.of(name)))
                        .flatMap(checked -> names.named(writing, name.strip())));
    }

    public Mono<Changed<Organisation>> update(
            Principal.Staff staff, UUID id, OrganisationChange change, OptionalInt ifVersion, Door door) {
        return changes.by(
                staff,
                door,
                Asked.to(id, "organisation.updated", change),
                organisation -> found(staff, organisation, false),
                writing -> writing.lock(Entity.ORGANISATION, id, ifVersion)
                        .flatMap(organisation -> checked(change.fields())
                                .delayUntil(checked -> free(checked, Optional.of(id)))
                                .flatMap(checked -> writing.update(organisation, checked)))
                        .map(Stored::id));
    }

    /** Fails with the conflict {@code still-used} while a person, a lead or a deal stands with it. */
    public Mono<Changed<Organisation>> delete(Principal.Staff staff, UUID id, OptionalInt ifVersion, Door door) {
        return changes.by(
                staff,
                door,
                Asked.to(id, "organisation.deleted"),
                organisation -> found(staff, organisation, true),
                writing -> writing.lock(Entity.ORGANISATION, id, ifVersion)
                        .flatMap(organisation -> removed(writing, organisation))
                        .map(Stored::id));
    }

    private Mono<Stored> removed(Writing writing, Stored organisation) {
        return organisations
                .isUsed(writing.tenant(), organisation.id())
                .filter(used -> used)
                .<Stored>flatMap(used -> Mono.error(
                        Problem.conflict("still-used", "People, leads or deals stand with this organisation.")))
                .switchIfEmpty(Mono.defer(() -> writing.delete(organisation)));
    }

    /**
     * Deletes organisations like {@link #delete}; all of them or none.
     *
     * @param ids 1 to 500
     */
    public Mono<Changed<List<Organisation>>> deleteAll(Principal.Staff staff, List<UUID> ids, Door door) {
        return many.each(
                staff,
                Entity.ORGANISATION,
                ids,
                door,
                "organisation.deleted",
                "",
                this::removed,
                id -> found(staff, id, true));
    }

    /**
     * Makes two companies one: people, leads and deals of {@code gone} stand with {@code keep} from then on, and
     * {@code keep} takes over what it did not know itself. {@link ChangeSets#undo} takes it apart again.
     */
    public Mono<Changed<Organisation>> merge(Principal.Staff staff, UUID keep, UUID gone, Door door) {
        return changes.by(
                staff,
                door,
                Asked.to(keep, "organisation.merged", gone),
                organisation -> found(staff, organisation, false),
                writing -> merge.into(writing, keep, gone));
    }

    private static Mono<Map<String, Optional<?>>> checked(Map<String, ? extends Optional<?>> said) {
        return new FieldChecks(said)
                .needed("name")
                .longest("name", 300)
                .longest("sector", 120)
                .count("employees", MOST_EMPLOYEES)
                .longest("country", 120)
                .longest("website", 300)
                .checked();
    }

    private Mono<Void> free(Map<String, Optional<?>> checked, Optional<UUID> own) {
        return Mono.justOrEmpty(checked.getOrDefault("name", Optional.empty()).map(Object::toString))
                .flatMap(organisations::named)
                .filter(known -> !own.equals(Optional.of(known)))
                .flatMap(known ->
                        Mono.error(Problem.conflict("organisation-exists", "There is an organisation of this name.")
                                .with("organisation", known)));
    }

    private Mono<Organisation> found(Principal.Staff staff, UUID id, boolean deleted) {
        return organisations
                .find(staff.tenant(), id, deleted)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("organisation")));
    }
}
