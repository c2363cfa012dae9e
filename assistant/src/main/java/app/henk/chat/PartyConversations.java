package app.henk.chat;

import app.henk.agent.Card;
import app.henk.agent.ContactCard;
import app.henk.groups.MemberConversations;
import app.henk.identity.Identity;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Conversations that begin with a word of the house, for people who were invited. */
@Component
class PartyConversations implements MemberConversations {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String OPEN = """
            with c as (insert into conversation (tenant_id, id, kind, key_hash, account_id)
                       values (:tenant, :conversation, :kind, :hash, :account) returning id)
            , r as (insert into run (tenant_id, id, conversation_id, status, finished_at)
                    select :tenant, :run, id, 'finished', now() from c)
            insert into message (tenant_id, id, conversation_id, run_id, role, text, language, cards, outcome)
            select :tenant, :message, id, :run, 'assistant', :text, :language, :cards, 'COMPLETE' from c
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final ConversationStore store;
    private final ContactCard form;
    private final Identity identity;

    PartyConversations(
            TenantTransactions transactions,
            DatabaseClient database,
            ConversationStore store,
            ContactCard form,
            Identity identity) {
        this.transactions = transactions;
        this.database = database;
        this.store = store;
        this.form = form;
        this.identity = identity;
    }

    @Override
    public Mono<Opened> open(Tenant tenant, Optional<Principal.Customer> account, String language, Greeting greeting) {
        SessionKey key = account.isPresent() ? SessionKey.forAccount() : SessionKey.forVisitor();
        Card card = form.of(tenant, language, greeting.measures());
        return transactions
                .in(
                        Scope.system(tenant.id()),
                        () -> database.sql(OPEN)
                                .bind("tenant", tenant.id().value())
                                .bind("conversation", key.conversation())
                                .bind("kind", account.isPresent() ? "customer" : "visitor")
                                .bind("hash", Parameter.fromOrEmpty(key.hash().orElse(null), byte[].class))
                                .bind(
                                        "account",
                                        Parameter.fromOrEmpty(
                                                account.map(Principal.Customer::user)
                                                        .orElse(null),
                                                UUID.class))
                                .bind("run", Ids.next())
                                .bind("message", Ids.next())
                                .bind("text", greeting.text())
                                .bind("language", language)
                                .bind("cards", Json.of(JSON.writeValueAsString(List.of(card))))
                                .then())
                .thenReturn(new Opened(key.conversation(), key.wire()));
    }

    @Override
    public String keyOfAccount(UUID conversation) {
        return SessionKey.accountWire(conversation);
    }

    @Override
    public Mono<UUID> opens(ServerWebExchange exchange, Tenant tenant, String key) {
        return Mono.fromSupplier(() -> SessionKey.parse(key))
                .flatMap(session -> identity.principal(exchange)
                        .filter(who -> who.tenant().equals(tenant.id()))
                        .defaultIfEmpty(new Principal.Visitor(tenant.id(), session.conversation()))
                        .flatMap(who -> store.mustSee(who, session))
                        .thenReturn(session.conversation()))
                .onErrorResume(Problem.class, opensNothing -> Mono.empty());
    }
}
