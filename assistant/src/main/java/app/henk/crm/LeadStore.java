package app.henk.crm;

import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Rows of leads and the people behind them. Runs in the caller's transaction. */
@Component
class LeadStore {

    static final String COLUMNS = """
            select id, first_name, last_name, email, phone, company, budget, currency, company_size, industry, urgency,
                   occasion, event_date, source, status, assignee_id, notes, wish, conversation_id, score,
                   formula_version, contacted_at, contact_id, organisation_id, blocked_at, version, created_at, updated_at
              from lead
            """;

    private final DatabaseClient database;

    LeadStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The contact of this e-mail or phone, made when there is none. Its row is locked until the transaction ends, so
     * that the same person's wishes come one after the other. What is known of a contact is not overwritten: whoever
     * writes an address has not proved that it is theirs.
     */
    Mono<UUID> contact(Writing writing, PersonDetails person, Optional<String> company, String language) {
        TenantId tenant = writing.tenant();
        return person.email().isPresent()
                ? insertContact(writing, person, company, language)
                : byPhone(tenant, person)
                        .switchIfEmpty(Mono.defer(() -> insertContact(writing, person, company, language)));
    }

    private Mono<UUID> insertContact(Writing writing, PersonDetails person, Optional<String> company, String language) {
        return database.sql("""
                        insert into contact (tenant_id, id, first_name, last_name, email, phone, company, language)
                        values (:tenant, :id, :first, :last, :email, :phone, :company, :language)
                        on conflict (tenant_id, email) do update
                           set updated_at = now(),
                               deleted_at = case when contact.merged_into is null then null else contact.deleted_at end
                        returning coalesce(merged_into, id) as id, xmax = 0 as made, to_jsonb(contact) as fields
                        """)
                .bind("tenant", writing.tenant().value())
                .bind("id", Ids.next())
                .bind("first", person.firstName())
                .bind("last", person.lastName())
                .bind("email", text(person.email()))
                .bind("phone", text(person.phone()))
                .bind("company", text(company))
                .bind("language", language)
                .map(row -> {
                    if (Row.value(row, "made", Boolean.class)) {
                        writing.created(Records.stored(Entity.CONTACT, row));
                    }
                    return Row.value(row, "id", UUID.class);
                })
                .one();
    }

    private Mono<UUID> byPhone(TenantId tenant, PersonDetails person) {
        // an advisory lock stands in for the row that may not be there yet: two first calls of one number are one
        // person
        return database.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", tenant + "|" + person.phone().orElse(""))
                .then()
                .then(database.sql("""
                                select id from contact where tenant_id = :tenant and phone = :phone
                                   and deleted_at is null order by id limit 1 for update
                                """)
                        .bind("tenant", tenant.value())
                        .bind("phone", text(person.phone()))
                        .map(row -> Row.value(row, "id", UUID.class))
                        .one());
    }

    /** An open lead of this contact for the same wish: said in the same conversation, or the same occasion and date. */
    Mono<SameWish> sameWish(TenantId tenant, UUID contact, LeadFacts facts, @Nullable UUID conversation) {
        return database.sql("""
                        select l.id, d.id as deal_id, d.title,
                               coalesce(l.conversation_id = :conversation, false) as here
                          from lead l join deal d on d.tenant_id = l.tenant_id and d.lead_id = l.id
                         where l.tenant_id = :tenant and l.contact_id = :contact and l.status not in ('won', 'lost')
                           and l.deleted_at is null and d.deleted_at is null
                           and (l.conversation_id = :conversation
                                or (l.occasion is not distinct from :occasion
                                    and (l.event_date = :date or l.event_date is null or :date::date is null)))
                         order by here desc, l.id desc limit 1
                        """)
                .bind("tenant", tenant.value())
                .bind("contact", contact)
                .bind("conversation", Parameter.fromOrEmpty(conversation, UUID.class))
                .bind("occasion", text(facts.occasion()))
                .bind("date", Parameter.fromOrEmpty(facts.eventDate().orElse(null), LocalDate.class))
                .map(row -> new SameWish(
                        Row.value(row, "id", UUID.class),
                        Row.value(row, "deal_id", UUID.class),
                        Row.value(row, "title", String.class),
                        Boolean.TRUE.equals(row.get("here", Boolean.class))))
                .one();
    }

    /** @param here whether it was said in the conversation that says it again */
    record SameWish(UUID lead, UUID deal, String title, boolean here) {}

    record NewRow(
            UUID id,
            UUID contact,
            PersonDetails person,
            LeadFacts facts,
            String currency,
            String source,
            String notes,
            List<String> wish,
            String language,
            @Nullable UUID conversation,
            Score score) {}

    Mono<Stored> insert(Writing writing, NewRow lead) {
        Map<String, Object> row = new LinkedHashMap<>(said(lead));
        row.put("id", lead.id());
        row.put("contact_id", lead.contact());
        row.put("currency", lead.currency());
        row.put("source", lead.source());
        row.put("language", lead.language());
        row.put("conversation_id", Optional.ofNullable(lead.conversation()));
        return writing.create(Entity.LEAD, row);
    }

    /** Brings a lead up to date with what its own conversation says now; what it no longer mentions stays. */
    Mono<Stored> update(Writing writing, Stored before, NewRow lead) {
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        said(lead).forEach((name, value) -> {
            Optional<?> told = value instanceof Optional<?> given ? given : Optional.of(value);
            if (told.filter(given -> !given.equals("") && !given.equals(List.of()))
                    .isPresent()) {
                fields.put(name, told);
            }
        });
        // whoever agrees anew, in the talk that has the wish, may be contacted again
        if (before.reference("conversation_id").equals(Optional.ofNullable(lead.conversation()))) {
            fields.put("blocked_at", Optional.empty());
        }
        return writing.update(before, fields);
    }

    private static Map<String, Object> said(NewRow lead) {
        LeadFacts facts = lead.facts();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("first_name", lead.person().firstName());
        fields.put("last_name", lead.person().lastName());
        fields.put("email", lead.person().email());
        fields.put("phone", lead.person().phone());
        fields.put("company", facts.company());
        fields.put("budget", facts.budget());
        fields.put("company_size", facts.companySize());
        fields.put("industry", facts.industry());
        fields.put("urgency", facts.urgency());
        fields.put("occasion", facts.occasion());
        fields.put("event_date", facts.eventDate());
        fields.put("notes", lead.notes());
        fields.put("wish", lead.wish());
        fields.put("score", lead.score().total());
        fields.put("formula_version", lead.score().formula());
        return fields;
    }

    /** @param deleted also when it was deleted */
    Mono<Lead> find(TenantId tenant, UUID id, boolean deleted) {
        return database.sql(COLUMNS + " where tenant_id = :tenant and id = :id and (deleted_at is null or :deleted)")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("deleted", deleted)
                .map(LeadStore::lead)
                .one();
    }

    private static Parameter text(Optional<String> value) {
        return Parameter.fromOrEmpty(value.orElse(null), String.class);
    }

    static Lead lead(Readable row) {
        String[] wish = row.get("wish", String[].class);
        return new Lead(
                Row.value(row, "id", UUID.class),
                Row.value(row, "first_name", String.class),
                Row.value(row, "last_name", String.class),
                Optional.ofNullable(row.get("email", String.class)),
                Optional.ofNullable(row.get("phone", String.class)),
                Optional.ofNullable(row.get("company", String.class)),
                Optional.ofNullable(row.get("budget", BigDecimal.class)),
                Row.value(row, "currency", String.class),
                Optional.ofNullable(row.get("company_size", Integer.class)),
                Optional.ofNullable(row.get("industry", String.class)),
                Optional.ofNullable(row.get("urgency", String.class)),
                Optional.ofNullable(row.get("occasion", String.class)),
                Optional.ofNullable(row.get("event_date", LocalDate.class)),
                Row.value(row, "source", String.class),
                Row.value(row, "status", String.class),
                Optional.ofNullable(row.get("assignee_id", UUID.class)),
                Row.value(row, "notes", String.class),
                wish == null ? List.of() : List.of(wish),
                Optional.ofNullable(row.get("conversation_id", UUID.class)),
                new Score(
                        Row.value(row, "score", Short.class),
                        false,
                        Row.value(row, "formula_version", String.class),
                        List.of()),
                Optional.ofNullable(row.get("contacted_at", Instant.class)),
                Row.value(row, "contact_id", UUID.class),
                Optional.ofNullable(row.get("organisation_id", UUID.class)),
                Optional.ofNullable(row.get("blocked_at", Instant.class)),
                Row.value(row, "version", Integer.class),
                Row.value(row, "created_at", Instant.class),
                Row.value(row, "updated_at", Instant.class));
    }
}
