package app.henk.crm;

import app.henk.identity.DataSubject;
import app.henk.identity.Tenants;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import app.henk.platform.Wording;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who does not want to be contacted any more. Staff see it on wish and deal and read it in the history. A contact that
 * the wish of somebody else shares, because the same address was typed there, is not blocked: that is for its owner.
 * Runs in the caller's transaction, as the system.
 */
@Component
class ContactBlock {

    private static final String OWN =
            " (conversation_id = any(:conversations) or lower(email) = any(:emails) or contact_id in (select c.id from"
                    + " contact c where c.tenant_id = henk.tenant() and (c.account_id = any(:accounts)"
                    + " or c.email = any(:emails))))";
    private static final String ALONE =
            " not exists (select from lead o where o.tenant_id = c.tenant_id and o.contact_id = c.id"
                    + " and (o.conversation_id is null or o.conversation_id <> all(:conversations)))";

    private final DatabaseClient database;
    private final DealStore deals;
    private final Tenants tenants;
    private final Wording wording;

    ContactBlock(DatabaseClient database, DealStore deals, Tenants tenants, Wording wording) {
        this.database = database;
        this.deals = deals;
        this.tenants = tenants;
        this.wording = wording;
    }

    private record Blocked(UUID lead, UUID contact, Optional<UUID> deal, Optional<UUID> conversation) {}

    Mono<Void> put(DataSubject person) {
        return tenants.tenant(person.tenant())
                .flatMap(tenant -> bound(
                                "update lead set blocked_at = now(), version = version + 1, updated_at = now()"
                                        + " where tenant_id = henk.tenant() and blocked_at is null and" + OWN
                                        + " returning id, contact_id, conversation_id, (select d.id from deal d where"
                                        + " d.tenant_id = lead.tenant_id and d.lead_id = lead.id) as deal",
                                person)
                        .map(row -> new Blocked(
                                Row.value(row, "id", UUID.class),
                                Row.value(row, "contact_id", UUID.class),
                                Optional.ofNullable(row.get("deal", UUID.class)),
                                Optional.ofNullable(row.get("conversation_id", UUID.class))))
                        .all()
                        .collectList()
                        .flatMapIterable(all -> all)
                        .concatMap(lead -> deal(lead).then(deals.log(person.tenant(), note(lead, tenant.language()))))
                        .then(bound(
                                        "update contact c set blocked_at = now(), updated_at = now() where c.tenant_id ="
                                                + " henk.tenant() and c.blocked_at is null and (c.account_id = any(:accounts) or"
                                                + " c.email = any(:emails) or (exists (select from lead l where l.tenant_id ="
                                                + " c.tenant_id and l.contact_id = c.id and l.conversation_id ="
                                                + " any(:conversations)) and" + ALONE + "))",
                                        person)
                                .then()));
    }

    /** Whoever agrees anew, in the talk that has the wish, may be contacted again. */
    Mono<Void> lift(TenantId tenant, UUID lead, @Nullable UUID conversation) {
        return database.sql("""
                        with l as (update lead set blocked_at = null where tenant_id = :tenant and id = :lead
                                      and conversation_id = :conversation and blocked_at is not null
                                   returning id, contact_id),
                             d as (update deal set blocked_at = null from l
                                    where deal.tenant_id = :tenant and deal.lead_id = l.id)
                        update contact c set blocked_at = null from l where c.tenant_id = :tenant and c.id = l.contact_id
                           and not exists (select from lead o where o.tenant_id = c.tenant_id and o.contact_id = c.id
                                              and o.id <> l.id and o.conversation_id is distinct from :conversation)
                        """)
                .bind("tenant", tenant.value())
                .bind("lead", lead)
                .bind("conversation", org.springframework.r2dbc.core.Parameter.fromOrEmpty(conversation, UUID.class))
                .then();
    }

    private Mono<Void> deal(Blocked lead) {
        return database.sql("update deal set blocked_at = now(), version = version + 1, updated_at = now()"
                        + " where tenant_id = henk.tenant() and lead_id = :lead and blocked_at is null")
                .bind("lead", lead.lead())
                .then();
    }

    private DealStore.NewActivity note(Blocked lead, String language) {
        return new DealStore.NewActivity(
                "note",
                wording.say("privacy.activity.withdrawn", language, Map.of()),
                "",
                lead.contact(),
                lead.lead(),
                lead.deal().orElse(null),
                lead.conversation().orElse(null),
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
