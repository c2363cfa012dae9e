package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** One deal for several people, beside the lead of the one who orders for them. */
@Service
public class GroupDeals {

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final SalesRulesStore rules;
    private final Contacts contacts;
    private final LeadStore leads;
    private final WishDeals deals;
    private final Changes changes;
    private final Clock clock;

    GroupDeals(
            TenantTransactions transactions,
            DatabaseClient database,
            SalesRulesStore rules,
            Contacts contacts,
            LeadStore leads,
            WishDeals deals,
            Changes changes,
            Clock clock) {
        this.transactions = transactions;
        this.database = database;
        this.rules = rules;
        this.contacts = contacts;
        this.leads = leads;
        this.deals = deals;
        this.changes = changes;
        this.clock = clock;
    }

    /** @param name of the person whose lead it is */
    public record Known(UUID lead, UUID deal, String name) {}

    /**
     * @param occasion one of the tenant's, such as {@code wedding}
     * @param size how many people order
     */
    public record Wish(UUID conversation, String name, String occasion, Optional<LocalDate> date, int size) {}

    /** The open wish that was told in this very conversation; empty when there is none. */
    public Mono<Known> ofConversation(TenantId tenant, UUID conversation) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql("""
                        select l.id, d.id as deal_id, trim(l.first_name || ' ' || l.last_name) as name
                          from lead l join deal d on d.tenant_id = l.tenant_id and d.lead_id = l.id
                         where l.tenant_id = :tenant and l.conversation_id = :conversation and d.status = 'open'
                           and d.deleted_at is null
                         order by l.id desc limit 1
                        """)
                        .bind("tenant", tenant.value())
                        .bind("conversation", conversation)
                        .map(row -> new Known(
                                Row.value(row, "id", UUID.class),
                                Row.value(row, "deal_id", UUID.class),
                                Row.value(row, "name", String.class)))
                        .one());
    }

    /**
     * A lead and a deal of this conversation's own, whatever is known of the address: an address that somebody types
     * proves nothing, and what stands under it is not touched. Joins the caller's transaction, which from then on runs
     * as the system.
     *
     * @param complete who orders, with that person's own agreement
     */
    public Mono<Known> open(Principal who, Tenant tenant, Contacts.Complete complete, ToldPerson told, Wish wish) {
        return rules.rules(tenant.id())
                .zipWith(PersonDetails.read(tenant, told.name(), told.email(), told.phone()))
                .flatMap(known -> contacts.keep(who, complete)
                        .flatMap(contact -> open(tenant, known.getT1(), known.getT2(), contact, told, wish)));
    }

    private Mono<Known> open(
            Tenant tenant, SalesRules rules, PersonDetails person, UUID contact, ToldPerson told, Wish wish) {
        LeadFacts facts = new LeadFacts(
                Optional.of(person.fullName()),
                person.email(),
                person.phone(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(wish.occasion()),
                wish.date());
        Score score = rules.scoring().score(facts, LocalDate.now(clock.withZone(tenant.zone())));
        UUID lead = Ids.next();
        UUID deal = Ids.next();
        String currency = tenant.currency().getCode();
        return transactions.in(
                Scope.system(tenant.id()),
                () -> changes.within(
                        tenant.id(),
                        Door.chat(wish.conversation()),
                        "lead.captured",
                        writing -> leads.insert(
                                        writing,
                                        new LeadStore.NewRow(
                                                lead,
                                                contact,
                                                person,
                                                facts,
                                                currency,
                                                "chat",
                                                wish.name(),
                                                List.of(),
                                                told.language(),
                                                wish.conversation(),
                                                score))
                                .then(writing.create(
                                        Entity.DEAL,
                                        deals.ofWish(
                                                tenant,
                                                rules,
                                                new WishDeals.Wish(
                                                        deal,
                                                        wish.name(),
                                                        contact,
                                                        lead,
                                                        Optional.of(value(rules, wish.size())),
                                                        wish.date(),
                                                        wish.conversation()))))
                                .then(writing.create(
                                        Entity.ACTIVITY,
                                        new HistoryNote(
                                                        "conversation",
                                                        wish.name(),
                                                        "",
                                                        contact,
                                                        lead,
                                                        deal,
                                                        wish.conversation(),
                                                        null,
                                                        true)
                                                .fields()))
                                .thenReturn(new Known(lead, deal, person.fullName()))));
    }

    /** Names the deal after the group and values it by its size, as long as nobody has moved it on. */
    public Mono<Void> ofGroup(TenantId tenant, UUID deal, String name, int size) {
        return rules.rules(tenant)
                .flatMap(known -> transactions.in(
                        Scope.system(tenant),
                        () -> changes.within(
                                tenant,
                                Door.of(Channel.CHAT),
                                "deal.updated",
                                writing -> deals.bringUpToDate(
                                                writing, known, deal, name, Optional.of(value(known, size)), true)
                                        .thenReturn(deal))))
                .then();
    }

    private static BigDecimal value(SalesRules rules, int size) {
        return rules.defaultDealValue().multiply(BigDecimal.valueOf(size));
    }
}
