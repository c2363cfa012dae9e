package app.henk.crm;

import app.henk.identity.DataSubject;
import app.henk.identity.Tenants;
import app.henk.platform.Row;
import app.henk.platform.Wording;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who does not want to be contacted any more. Staff see it on wish and deal and read it in the history. A contact that
 * the wish of somebody else shares, because the same address was typed there, is not blocked: that is for its owner.
 * Runs in the caller's transaction, as the system.
 */
@Component
class ContactBlock {

    private static final String LEADS = "select id from lead where tenant_id = henk.tenant() and blocked_at is null"
            + " and (conversation_id = any(:conversations) or lower(email) = any(:emails) or contact_id in (select c.id"
            + " from contact c where c.tenant_id = henk.tenant() and (c.account_id = any(:accounts)"
            + " or c.email = any(:emails)))) order by id";
    private static final String CONTACTS = "select c.id from contact c where c.tenant_id = henk.tenant() and"
            + " c.blocked_at is null and (c.account_id = any(:accounts) or c.email = any(:emails) or (exists (select"
            + " from lead l where l.tenant_id = c.tenant_id and l.contact_id = c.id and l.conversation_id ="
            + " any(:conversations)) and not exists (select from lead o where o.tenant_id = c.tenant_id"
            + " and o.contact_id = c.id and (o.conversation_id is null or o.conversation_id <> all(:conversations)))))"
            + " order by c.id";
    private static final String DEALS =
            "select id from deal where tenant_id = henk.tenant() and lead_id = :lead order by id";
    private static final String LONELY_CONTACT = """
            select c.id from lead l join contact c on c.tenant_id = l.tenant_id and c.id = l.contact_id
             where l.tenant_id = henk.tenant() and l.id = :lead and l.conversation_id = :conversation
               and c.blocked_at is not null
               and not exists (select from lead o where o.tenant_id = c.tenant_id and o.contact_id = c.id
                                  and o.id <> l.id and o.conversation_id is distinct from :conversation)
            """;

    private final DatabaseClient database;
    private final Changes changes;
    private final Tenants tenants;
    private final Wording wording;
    private final Clock clock;

    ContactBlock(DatabaseClient database, Changes changes, Tenants tenants, Wording wording, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.tenants = tenants;
        this.wording = wording;
        this.clock = clock;
    }

    Mono<Void> put(DataSubject person) {
        Map<String, Optional<Instant>> blocked = Map.of("blocked_at", Optional.of(clock.instant()));
        return tenants.tenant(person.tenant())
                .flatMap(tenant -> changes.within(
                        tenant.id(),
                        Door.of(Channel.SYSTEM),
                        "contact.blocked",
                        writing -> ids(bound(LEADS, person))
                                .concatMap(id -> writing.lockAny(Entity.LEAD, id))
                                .concatMap(lead -> deals(lead.id())
                                        .concatMap(id -> writing.lockAny(Entity.DEAL, id))
                                        .concatMap(deal -> writing.update(deal, blocked))
                                        .collectList()
                                        .delayUntil(deals -> writing.update(lead, blocked))
                                        .flatMap(deals -> writing.create(
                                                Entity.ACTIVITY,
                                                note(lead, deals, tenant.language())
                                                        .fields())))
                                .thenMany(Flux.defer(() -> ids(bound(CONTACTS, person))))
                                .concatMap(id -> writing.lockAny(Entity.CONTACT, id))
                                .concatMap(contact -> writing.update(contact, blocked))
                                .count()))
                .then();
    }

    /** Whoever agrees anew, in the talk that has the wish, may be contacted again; lead and deal say so by themselves. */
    Mono<Void> lift(Writing writing, UUID lead, @Nullable UUID conversation) {
        return ids(database.sql(LONELY_CONTACT)
                        .bind("lead", lead)
                        .bind("conversation", Parameter.fromOrEmpty(conversation, UUID.class)))
                .concatMap(id -> writing.lockAny(Entity.CONTACT, id))
                .concatMap(contact -> writing.update(contact, Map.of("blocked_at", Optional.empty())))
                .then();
    }

    private Flux<UUID> deals(UUID lead) {
        return ids(database.sql(DEALS).bind("lead", lead));
    }

    private static Flux<UUID> ids(GenericExecuteSpec statement) {
        // read to the end first: what follows uses the same connection
        return statement
                .map(row -> Row.value(row, "id", UUID.class))
                .all()
                .collectList()
                .flatMapIterable(all -> all);
    }

    private HistoryNote note(Stored lead, List<Stored> deals, String language) {
        return new HistoryNote(
                "note",
                wording.say("privacy.activity.withdrawn", language, Map.of()),
                "",
                lead.reference("contact_id").orElse(null),
                lead.id(),
                deals.stream().findFirst().map(Stored::id).orElse(null),
                lead.reference("conversation_id").orElse(null),
                null,
                false);
    }

    private GenericExecuteSpec bound(String sql, DataSubject person) {
        return database.sql(sql)
                .bind("accounts", person.accounts().toArray(UUID[]::new))
                .bind("conversations", person.conversations().toArray(UUID[]::new))
                .bind("emails", person.emails().toArray(String[]::new));
    }
}
