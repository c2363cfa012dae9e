package app.henk.crm;

import app.henk.crm.LeadCaptured.FieldError;
import app.henk.identity.Consents;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** People. One person is one contact, whichever use case meets them first; e-mail and phone tell them apart. */
@Service
public class Contacts {

    /** What came of reading what a person told. */
    public sealed interface Reading {}

    /** Enough is known, and nothing of it is wrong. */
    public static final class Complete implements Reading {

        private final PersonDetails person;
        private final ToldPerson told;

        private Complete(PersonDetails person, ToldPerson told) {
            this.person = person;
            this.told = told;
        }

        public String name() {
            return person.fullName();
        }

        public Optional<String> email() {
            return person.email();
        }

        /** In E.164. */
        public Optional<String> phone() {
            return person.phone();
        }
    }

    /** @param missing field names among name, contact, consent; ask for the first one */
    public record Incomplete(List<String> missing) implements Reading {}

    /** @param errors one for each field that cannot be right */
    public record Invalid(List<FieldError> errors) implements Reading {}

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final LeadStore leads;
    private final Activities activities;
    private final Changes changes;
    private final Consents consents;

    Contacts(
            TenantTransactions transactions,
            DatabaseClient database,
            LeadStore leads,
            Activities activities,
            Changes changes,
            Consents consents) {
        this.transactions = transactions;
        this.database = database;
        this.leads = leads;
        this.activities = activities;
        this.changes = changes;
        this.consents = consents;
    }

    /**
     * Whether this is enough to keep somebody: a name, a way to reach them, and their agreement. Whoever signed in has
     * agreed to being known.
     */
    public Mono<Reading> read(Principal who, Tenant tenant, ToldPerson told) {
        return PersonDetails.read(tenant, told.name(), told.email(), told.phone())
                .map(person -> reading(who, person, told));
    }

    private static Reading reading(Principal who, PersonDetails person, ToldPerson told) {
        if (!person.errors().isEmpty()) {
            return new Invalid(person.errors());
        }
        List<String> missing = new ArrayList<>();
        if (!person.hasName()) {
            missing.add("name");
        }
        if (person.email().isEmpty() && person.phone().isEmpty()) {
            missing.add("contact");
        }
        if (told.consent().isEmpty() && who instanceof Principal.Visitor) {
            missing.add("consent");
        }
        return missing.isEmpty() ? new Complete(person, told) : new Incomplete(List.copyOf(missing));
    }

    /**
     * The person's contact, made when there is none. Joins the caller's transaction, which from then on runs as the
     * system; the contact stays locked until it ends. What is known of a contact is not overwritten.
     */
    public Mono<UUID> keep(Principal who, Complete person) {
        TenantId tenant = who.tenant();
        return agreed(who, person.told.consent())
                .then(transactions.in(
                        Scope.system(tenant),
                        () -> changes.within(
                                tenant,
                                Door.of(Channel.CHAT),
                                "contact.kept",
                                writing -> leads.contact(
                                                writing, person.person, Optional.empty(), person.told.language())
                                        .delayUntil(contact -> belongsTo(writing, who, contact, person)))));
    }

    /** Whoever signed in has shown that the account's own address is theirs. */
    private static Mono<Void> belongsTo(Writing writing, Principal who, UUID contact, Complete person) {
        if (!(who instanceof Principal.Customer customer) || !person.email().equals(Optional.of(customer.email()))) {
            return Mono.empty();
        }
        return writing.lockAny(Entity.CONTACT, contact)
                .filter(known -> known.text("account_id").isEmpty())
                .flatMap(known -> writing.update(known, Map.of("account_id", Optional.of(customer.user()))))
                .then();
    }

    /** Consent is the speaker's own row, written in the speaker's name. */
    private Mono<Void> agreed(Principal who, Optional<LeadCapture.Consent> consent) {
        return consent.isEmpty() || who instanceof Principal.Staff
                ? Mono.empty()
                : consents.given(
                                who,
                                "contact",
                                consent.get().textVersion(),
                                consent.get().at())
                        .then();
    }

    /** By id, or by the account that the contact belongs to, also when it was merged. In the caller's transaction. */
    public Mono<Contact> find(TenantId tenant, UUID id) {
        return database.sql("""
                        select id, trim(first_name || ' ' || last_name) as name, email, phone, language, account_id
                          from contact
                         where tenant_id = :tenant and id = (select coalesce(m.merged_into, m.id) from contact m
                                where m.tenant_id = :tenant and (m.id = :id or m.account_id = :id)
                                order by m.id = :id desc limit 1)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(Contacts::contact)
                .one();
    }

    /**
     * Notes that a meeting was agreed, moved or called off, with the deal of that conversation if there is one. In the
     * caller's transaction.
     *
     * @param conversation in which it was agreed, if any
     * @param actor who did it, of the tenant's own people
     */
    public Mono<Void> noteMeeting(
            TenantId tenant, UUID contact, @Nullable UUID conversation, String subject, @Nullable UUID actor) {
        return database.sql("""
                        select d.id, d.lead_id from deal d
                         where d.tenant_id = :tenant and d.contact_id = :contact and d.status = 'open'
                           and d.deleted_at is null
                           and (d.conversation_id = :conversation or :conversation is null)
                         order by d.id desc limit 1
                        """)
                .bind("tenant", tenant.value())
                .bind("contact", contact)
                .bind("conversation", Parameter.fromOrEmpty(conversation, UUID.class))
                .map(row -> new Found(
                        Row.value(row, "id", UUID.class), Optional.ofNullable(row.get("lead_id", UUID.class))))
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(deal -> activities.note(
                        tenant,
                        new Door(Channel.SYSTEM, Optional.ofNullable(conversation), Optional.empty(), Optional.empty()),
                        new HistoryNote(
                                "meeting",
                                subject,
                                "",
                                contact,
                                deal.flatMap(Found::lead).orElse(null),
                                deal.map(Found::deal).orElse(null),
                                conversation,
                                actor,
                                false)));
    }

    private record Found(UUID deal, Optional<UUID> lead) {}

    private static Contact contact(Readable row) {
        return new Contact(
                Row.value(row, "id", UUID.class),
                Row.value(row, "name", String.class),
                Optional.ofNullable(row.get("email", String.class)),
                Optional.ofNullable(row.get("phone", String.class)),
                Optional.ofNullable(row.get("language", String.class)),
                Optional.ofNullable(row.get("account_id", UUID.class)));
    }
}
