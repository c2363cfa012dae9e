package app.henk.customers;

import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.TenantTransactions;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What a person owns already. */
@Service
public class Wardrobe {

    /** Nobody is advised better by more; the oldest give way. */
    private static final int MOST = 60;

    private static final int LONGEST = 300;

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Wardrobe(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** Keeps a piece, with the message that it was told in. The same piece again is the same. */
    public Mono<Void> add(Principal who, UUID conversation, UUID message, String item) {
        Owner owner = Owner.of(who, Optional.of(conversation));
        String told = item.strip();
        return transactions.in(
                who.scope(),
                () -> owner.bind(database.sql("""
                                with kept as (
                                    insert into wardrobe_item (tenant_id, id, conversation_id, account_id, message_id, item)
                                    values (henk.tenant(), :id, :conversation, :account, :message, :item)
                                    on conflict do nothing)
                                delete from wardrobe_item where tenant_id = henk.tenant() and conversation_id = :conversation
                                   and id in (select id from wardrobe_item
                                               where tenant_id = henk.tenant() and conversation_id = :conversation
                                               order by id desc offset :most)
                                """))
                        .bind("id", Ids.next())
                        .bind("message", message)
                        .bind("item", told.substring(0, Math.min(told.length(), LONGEST)))
                        .bind("most", MOST - 1)
                        .then());
    }
}
