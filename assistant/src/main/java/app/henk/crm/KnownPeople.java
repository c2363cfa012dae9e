package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Who somebody is to sales. Runs in the caller's transaction, of staff or the system. */
@Service
public class KnownPeople {

    // what was told with the wish comes before what the contact, shared by all who typed the address, says
    private static final String OF_LEAD = """
            select c.id as contact, l.id as lead, d.id as deal,
                   trim(l.first_name || ' ' || l.last_name) as name, l.email, l.phone,
                   coalesce(l.language, c.language) as language, l.conversation_id as conversation,
                   c.account_id as account, coalesce(l.blocked_at, c.blocked_at) is not null as blocked
              from lead l join contact c on c.tenant_id = l.tenant_id and c.id = l.contact_id
              left join deal d on d.tenant_id = l.tenant_id and d.lead_id = l.id and d.deleted_at is null
            """;
    private static final String OF_CONTACT = """
            select c.id as contact, d.lead_id as lead, d.id as deal,
                   trim(c.first_name || ' ' || c.last_name) as name, c.email, c.phone, c.language,
                   d.conversation_id as conversation, c.account_id as account,
                   c.blocked_at is not null as blocked
              from contact c
              left join lateral (select id, lead_id, conversation_id from deal
                                  where tenant_id = c.tenant_id and contact_id = c.id and status = 'open'
                                    and deleted_at is null
                                  order by id desc limit 1) d on true
            """;

    private final DatabaseClient database;
    private final Activities activities;

    KnownPeople(DatabaseClient database, Activities activities) {
        this.database = database;
        this.activities = activities;
    }

    /** Whose wish was told in this conversation; the latest, where there were several. */
    public Mono<KnownPerson> ofConversation(TenantId tenant, UUID conversation) {
        return database.sql(OF_LEAD + " where l.tenant_id = :tenant and l.conversation_id = :conversation"
                        + " order by l.id desc limit 1")
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .map(KnownPeople::person)
                .one();
    }

    /**
     * Whom the wish of this conversation was added to, because somebody with the same address or number had told it
     * before. What the contact says was perhaps not told here: the caller shows nothing of it to who speaks.
     */
    public Mono<KnownPerson> metIn(TenantId tenant, UUID conversation) {
        return database.sql("""
                        select c.id as contact, a.lead_id as lead, a.deal_id as deal,
                               trim(c.first_name || ' ' || c.last_name) as name, c.email, c.phone, c.language,
                               a.conversation_id as conversation, c.account_id as account,
                               c.blocked_at is not null as blocked
                          from activity a join contact c on c.tenant_id = a.tenant_id and c.id = a.contact_id
                         where a.tenant_id = :tenant and a.conversation_id = :conversation and a.type = 'conversation'
                         order by a.id desc limit 1
                        """)
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .map(KnownPeople::person)
                .one();
    }

    /** The contact that belongs to an account, with the newest open deal. */
    public Mono<KnownPerson> ofAccount(TenantId tenant, UUID account) {
        return contact("c.account_id = :key", tenant, account);
    }

    /** By the id of a deal or of a contact. */
    public Mono<KnownPerson> ofId(TenantId tenant, UUID id) {
        return database.sql("""
                        select c.id as contact, d.lead_id as lead, d.id as deal,
                               trim(c.first_name || ' ' || c.last_name) as name, c.email, c.phone, c.language,
                               d.conversation_id as conversation, c.account_id as account,
                               coalesce(d.blocked_at, c.blocked_at) is not null as blocked
                          from deal d join contact c on c.tenant_id = d.tenant_id and c.id = d.contact_id
                         where d.tenant_id = :tenant and d.id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(KnownPeople::person)
                .one()
                .switchIfEmpty(Mono.defer(() -> contact("c.id = :key", tenant, id)));
    }

    public Mono<KnownPerson> ofEmail(TenantId tenant, String email) {
        return contact("c.email = :key", tenant, email.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Notes what happened with the person's lead and deal.
     *
     * @param who a colleague, or whoever speaks in the conversation; what visitors and models word is marked as such
     * @param body at most what a few sentences need
     */
    public Mono<Void> note(Principal who, KnownPerson person, String subject, String body) {
        @Nullable UUID colleague = who instanceof Principal.Staff staff ? staff.user() : null;
        return activities.note(
                who.tenant(),
                new Door(Channel.CHAT, person.conversation(), Optional.empty(), Optional.empty()),
                new HistoryNote(
                        "note",
                        subject,
                        body,
                        person.contact(),
                        person.lead().orElse(null),
                        person.deal().orElse(null),
                        person.conversation().orElse(null),
                        colleague,
                        colleague == null));
    }

    private Mono<KnownPerson> contact(String condition, TenantId tenant, Object key) {
        return database.sql(OF_CONTACT + " where c.tenant_id = :tenant and " + condition + " order by c.id limit 1")
                .bind("tenant", tenant.value())
                .bind("key", key)
                .map(KnownPeople::person)
                .one();
    }

    private static KnownPerson person(Readable row) {
        return new KnownPerson(
                Row.value(row, "contact", UUID.class),
                id(row, "lead"),
                id(row, "deal"),
                Row.value(row, "name", String.class),
                text(row, "email"),
                text(row, "phone"),
                text(row, "language"),
                id(row, "conversation"),
                id(row, "account"),
                Row.value(row, "blocked", Boolean.class));
    }

    private static Optional<UUID> id(Readable row, String column) {
        return Optional.ofNullable(row.get(column, UUID.class));
    }

    private static Optional<String> text(Readable row, String column) {
        return Optional.ofNullable(row.get(column, String.class));
    }
}
