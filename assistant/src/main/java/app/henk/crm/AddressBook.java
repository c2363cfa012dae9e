package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
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
 * Contacts as staff keep them. Each method runs in one short transaction under the colleague's own rights, or joins the
 * caller's. Where a version is given, a write fails with the problem {@code changed-meanwhile} when the contact is
 * another one by now. A contact that was merged into another is found as that other.
 */
@Service
public class AddressBook {

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final ContactStore contacts;
    private final ContactMerge merge;
    private final OrganisationNames organisations;
    private final References references;
    private final Changes changes;
    private final ManyRecords many;

    AddressBook(
            TenantTransactions transactions,
            Tenants tenants,
            ContactStore contacts,
            ContactMerge merge,
            OrganisationNames organisations,
            References references,
            Changes changes,
            ManyRecords many) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.contacts = contacts;
        this.merge = merge;
        this.organisations = organisations;
        this.references = references;
        this.changes = changes;
        this.many = many;
    }

    /** Fails with a not-found problem. */
    public Mono<ContactCard> find(Principal.Staff staff, UUID id) {
        return transactions.in(staff.scope(), () -> found(staff, id, false));
    }

    /**
     * The newest first.
     *
     * @param words of the name or the company
     * @param after where the page before ended
     * @param limit 1 to 100
     */
    public Mono<Page<ContactCard>> list(
            Principal.Staff staff,
            Optional<String> words,
            Optional<UUID> organisation,
            Optional<UUID> after,
            int limit) {
        return transactions.in(
                staff.scope(),
                () -> contacts.list(staff.tenant(), words, organisation, after, limit + 1)
                        .collectList()
                        .map(found -> Page.of(found, limit, last -> last.id().toString())));
    }

    /** Fails with the conflict {@code contact-exists} that names the contact which has this e-mail address already. */
    public Mono<Changed<ContactCard>> create(Principal.Staff staff, ContactChange said, Door door) {
        return made(
                staff,
                said,
                door,
                (writing, checked) -> ofEmail(writing, checked)
                        .<UUID>flatMap(known -> Mono.error(exists(known)))
                        .switchIfEmpty(Mono.defer(() -> created(writing, checked))));
    }

    /** The contact of this e-mail address or else this number, made when there is none. What is known stays. */
    public Mono<Changed<ContactCard>> findOrCreate(Principal.Staff staff, ContactChange said, Door door) {
        return made(
                staff,
                said,
                door,
                (writing, checked) -> ofEmail(writing, checked)
                        .switchIfEmpty(Mono.defer(() -> Mono.justOrEmpty(text(checked, "phone"))
                                .flatMap(phone -> contacts.ofPhone(writing.tenant(), phone))))
                        .flatMap(known -> writing.lockAny(Entity.CONTACT, known)
                                .flatMap(contact -> contact.isDeleted()
                                                && contact.text("merged_into").isEmpty()
                                        ? writing.restore(contact).thenReturn(known)
                                        : Mono.just(known)))
                        .switchIfEmpty(Mono.defer(() -> created(writing, checked))));
    }

    private interface Making {
        Mono<UUID> with(Writing writing, Map<String, Optional<?>> checked);
    }

    private Mono<Changed<ContactCard>> made(Principal.Staff staff, ContactChange said, Door door, Making making) {
        return tenants.tenant(staff.tenant())
                .flatMap(tenant -> changes.by(
                        staff,
                        door,
                        Asked.toMake(Entity.CONTACT, "contact.created", said),
                        id -> found(staff, id, false),
                        writing -> checked(writing, tenant, said.fields())
                                .flatMap(checked -> making.with(writing, checked))));
    }

    private static Mono<UUID> created(Writing writing, Map<String, Optional<?>> checked) {
        boolean somebody = List.of("first_name", "last_name", "email", "phone").stream()
                .anyMatch(column ->
                        text(checked, column).filter(value -> !value.isEmpty()).isPresent());
        return somebody
                ? writing.create(Entity.CONTACT, new LinkedHashMap<>(checked)).map(Stored::id)
                : Mono.error(
                        Problem.badRequest("nobody", "A contact needs a name, an e-mail address or a phone number."));
    }

    public Mono<Changed<ContactCard>> update(
            Principal.Staff staff, UUID id, ContactChange change, OptionalInt ifVersion, Door door) {
        return tenants.tenant(staff.tenant())
                .flatMap(tenant -> changes.by(
                        staff,
                        door,
                        Asked.to(id, "contact.updated", change),
                        contact -> found(staff, contact, false),
                        writing -> writing.lock(Entity.CONTACT, id, ifVersion)
                                .flatMap(contact -> checked(writing, tenant, change.fields())
                                        .flatMap(checked -> ofEmail(writing, checked)
                                                .filter(known -> !known.equals(id))
                                                .<Stored>flatMap(known -> Mono.error(exists(known)))
                                                .switchIfEmpty(Mono.defer(() -> writing.update(contact, checked)))))
                                .map(Stored::id)));
    }

    /** Fails with the conflict {@code still-used} while an open deal or lead stands with it. */
    public Mono<Changed<ContactCard>> delete(Principal.Staff staff, UUID id, OptionalInt ifVersion, Door door) {
        return changes.by(
                staff,
                door,
                Asked.to(id, "contact.deleted"),
                contact -> found(staff, contact, true),
                writing -> writing.lock(Entity.CONTACT, id, ifVersion)
                        .flatMap(contact -> removed(writing, contact))
                        .map(Stored::id));
    }

    private Mono<Stored> removed(Writing writing, Stored contact) {
        return contacts.isUsed(writing.tenant(), contact.id())
                .filter(used -> used)
                .<Stored>flatMap(used -> Mono.error(Problem.conflict(
                        "still-used", "An open deal or lead stands with this contact. Close or reassign it first.")))
                .switchIfEmpty(Mono.defer(() -> writing.delete(contact)));
    }

    /**
     * Deletes contacts like {@link #delete}; all of them or none.
     *
     * @param ids 1 to 500
     */
    public Mono<Changed<List<ContactCard>>> deleteAll(Principal.Staff staff, List<UUID> ids, Door door) {
        return many.each(
                staff, Entity.CONTACT, ids, door, "contact.deleted", "", this::removed, id -> found(staff, id, true));
    }

    /**
     * Makes two contacts one: leads, deals and tasks of {@code gone} belong to {@code keep} from then on, as does its
     * history, and {@code keep} takes over what it did not know itself. {@link ChangeSets#undo} takes it apart again.
     */
    public Mono<Changed<ContactCard>> merge(Principal.Staff staff, UUID keep, UUID gone, Door door) {
        return changes.by(
                staff,
                door,
                Asked.to(keep, "contact.merged", gone),
                contact -> found(staff, contact, false),
                writing -> merge.into(writing, keep, gone));
    }

    private Mono<Map<String, Optional<?>>> checked(Writing writing, Tenant tenant, Map<String, Optional<?>> said) {
        FieldChecks checks = new FieldChecks(said)
                .longest("first_name", 120)
                .longest("last_name", 120)
                .longest("company", 200)
                .longest("job_title", 200)
                .oneOf("language", List.of("de", "en", "fr"))
                .emptyAsText("first_name")
                .emptyAsText("last_name");
        return PersonDetails.read(tenant, Optional.empty(), checks.text("email"), checks.text("phone"))
                .flatMap(person -> checks.person(person).checked().map(fields -> {
                    fields.computeIfPresent("email", (column, given) -> person.email());
                    fields.computeIfPresent("phone", (column, given) -> person.phone());
                    return fields;
                }))
                .flatMap(fields -> references
                        .checked(writing.tenant(), fields)
                        .then(Mono.defer(() -> organisations.ofCompany(writing, fields))));
    }

    private Mono<UUID> ofEmail(Writing writing, Map<String, Optional<?>> checked) {
        return Mono.justOrEmpty(text(checked, "email")).flatMap(email -> contacts.ofEmail(writing.tenant(), email));
    }

    private static Optional<String> text(Map<String, Optional<?>> fields, String column) {
        return fields.getOrDefault(column, Optional.empty()).map(Object::toString);
    }

    private static Problem exists(UUID known) {
        return Problem.conflict("contact-exists", "Another contact has this e-mail address.")
                .with("contact", known);
    }

    private Mono<ContactCard> found(Principal.Staff staff, UUID id, boolean deleted) {
        return contacts.find(staff.tenant(), id, deleted).switchIfEmpty(Mono.error(() -> Problem.notFound("contact")));
    }
}
