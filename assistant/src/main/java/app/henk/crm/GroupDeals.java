package app.henk.crm;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** One deal for several people. */
@Service
public class GroupDeals {

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final SalesRulesStore rules;
    private final DealStore deals;

    GroupDeals(TenantTransactions transactions, DatabaseClient database, SalesRulesStore rules, DealStore deals) {
        this.transactions = transactions;
        this.database = database;
        this.rules = rules;
        this.deals = deals;
    }

    /** @param name of the person whose lead it is */
    public record Known(UUID lead, UUID deal, String name) {}

    /** The open wish of a conversation, whose person has agreed to being known; empty when there is none. */
    public Mono<Known> ofConversation(TenantId tenant, UUID conversation) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql("""
                        select l.id, d.id as deal_id, trim(l.first_name || ' ' || l.last_name) as name
                          from lead l join deal d on d.tenant_id = l.tenant_id and d.lead_id = l.id
                         where l.tenant_id = :tenant and l.conversation_id = :conversation and d.status = 'open'
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

    /** Names the deal after the group and values it by its size, as long as nobody has moved it on. */
    public Mono<Void> ofGroup(TenantId tenant, UUID deal, String name, int size) {
        return rules.rules(tenant).flatMap(known -> {
            BigDecimal value = known.defaultDealValue().multiply(BigDecimal.valueOf(size));
            return transactions.in(
                    Scope.system(tenant),
                    () -> deals.update(tenant, deal, name, Optional.of(value), known.firstStage().key()));
        });
    }
}
