package app.henk.chat;

import app.henk.identity.Principal;
import app.henk.identity.SignInListener;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moves a visitor's conversation to the account that its visitor has signed in to: once, and under a new id. */
@Component
class SignedInConversations implements SignInListener {

    // done as the system: neither the visitor nor the account may see the row both before and after
    private static final String MOVE = """
            with moved as (
                update conversation set account_id = :account, key_hash = null, kind = 'customer'
                 where tenant_id = :tenant and id = :conversation and account_id is null
                   and (key_hash = :hash or henk.has_key(:conversation, :hash))
                returning id)
            , keys as (delete from conversation_key where tenant_id = :tenant and conversation_id in (select id from moved))
            , links as (delete from conversation_link where tenant_id = :tenant and conversation_id in (select id from moved))
            select id from moved
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final MoveStore moves;

    SignedInConversations(TenantTransactions transactions, DatabaseClient database, MoveStore moves) {
        this.transactions = transactions;
        this.database = database;
        this.moves = moves;
    }

    @Override
    public Mono<String> signedIn(Principal who, String sessionKey) {
        // a colleague who tries the widget keeps a visitor's talk apart from work
        return who instanceof Principal.Customer customer
                ? Mono.fromSupplier(() -> SessionKey.parse(sessionKey))
                        .onErrorResume(Problem.class, nothing -> Mono.empty())
                        .flatMap(key -> Mono.justOrEmpty(key.hash()).flatMap(hash -> move(customer, key, hash)))
                : Mono.empty();
    }

    private Mono<String> move(Principal.Customer customer, SessionKey key, byte[] hash) {
        return transactions
                .in(
                        Scope.system(customer.tenant()),
                        () -> database.sql(MOVE)
                                .bind("account", customer.user())
                                .bind("tenant", customer.tenant().value())
                                .bind("conversation", key.conversation())
                                .bind("hash", hash)
                                .map(row -> Row.value(row, "id", UUID.class))
                                .one()
                                .delayUntil(moved -> moves.arrived(customer.tenant(), moved, customer.user())))
                .map(SessionKey::accountWire);
    }
}
