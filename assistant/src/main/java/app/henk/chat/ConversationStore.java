package app.henk.chat;

import app.henk.agent.AgentEvent;
import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Helpers;
import app.henk.agent.Remembered;
import app.henk.customers.KnownFacts;
import app.henk.identity.Principal;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The two short transactions of a turn: the message comes in, the answer is kept. No other query belongs to a turn. */
@Component
class ConversationStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private static final String RUN_AND_MESSAGE = """
            , r as (insert into run (tenant_id, id, conversation_id, status, finished_at)
                    select :tenant, :run, id, case when held then 'finished' else 'running' end,
                           case when held then now() end from c)
            , l as (insert into run_log (tenant_id, run_id, first_seq, conversation_id, frames)
                    select :tenant, :run, 1, id, json_build_object('type', 'CUSTOM', 'name', 'handoff', 'value',
                           json_build_object('status', 'held', 'active', true, 'name', held_name))::text || E'\n'
                      from c where held)
            , m as (insert into message (tenant_id, id, conversation_id, run_id, role, client_id, text)
                    select :tenant, :message, id, :run, 'user', :client, :text from c)
            select c.fresh, c.held, c.waiting, (select jsonb_object_agg(key, value) from memory
                              where tenant_id = :tenant and conversation_id = :conversation) as facts,
                   case when c.waiting then henk.push('conversation/' || c.id, 'said')::text
                                         || henk.push('handoffs', 'said')::text end as told
              from c
            """;

    private static final String CREATE = """
            with c as (insert into conversation (tenant_id, id, kind, key_hash, account_id, page)
                       values (:tenant, :conversation, :kind, :hash, :account, :page)
                       on conflict (tenant_id, id) do update set last_at = now()
                       where conversation.key_hash is not distinct from excluded.key_hash
                         and conversation.account_id is not distinct from excluded.account_id
                       returning id, (xmax = 0) as fresh, coalesce(held_until > now(), false) as held, held_name,
                                 waiting_since is not null as waiting)
            """ + RUN_AND_MESSAGE;

    private static final String OPEN = """
            with c as (update conversation set last_at = now()
                       where tenant_id = :tenant and id = :conversation
                         and (key_hash = :hash or account_id = :account or henk.has_key(:conversation, :hash))
                       returning id, false as fresh, coalesce(held_until > now(), false) as held, held_name,
                                 waiting_since is not null as waiting)
            """ + RUN_AND_MESSAGE;

    private static final String FINISH = """
            with r as (update run set status = :status, finished_at = now()
                        where tenant_id = :tenant and id = :run)
            , l as (insert into run_log (tenant_id, run_id, first_seq, conversation_id, frames)
                    select :tenant, :run, :first, :conversation, :frames where :frames <> '')
            insert into message (tenant_id, id, conversation_id, run_id, role, text, language, steps, cards,
                                 outcome, model, input_tokens, output_tokens, cost_usd)
            values (:tenant, :message, :conversation, :run, 'assistant', :text, :language, :steps, :cards,
                    :outcome, :model, :input, :output, :cost)
            returning (select henk.push('conversation/' || c.id, 'said')::text || henk.push('handoffs', 'said')::text
                         from conversation c where c.tenant_id = :tenant and c.id = :conversation
                          and c.waiting_since is not null)
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final KnownFacts facts;
    private final Transcripts transcripts;

    ConversationStore(
            TenantTransactions transactions, DatabaseClient database, KnownFacts facts, Transcripts transcripts) {
        this.transactions = transactions;
        this.database = database;
        this.facts = facts;
        this.transcripts = transcripts;
    }

    /**
     * @param fresh whether this message is the conversation's first
     * @param held a person has taken over: the message is kept, its run is over, and nothing is to be answered
     */
    record Opened(boolean fresh, boolean held, Remembered remembered, List<Exchange> transcript, Helpers helpers) {}

    /** The message was kept before, or another answer is being made: which one it is, the caller finds out. */
    static final class Occupied extends RuntimeException {
        Occupied() {
            super("the conversation has a running answer, or the message is known", null, false, false);
        }
    }

    /**
     * Keeps the message and starts its run. Fails with a not-found problem for a key that opens nothing, with
     * {@link Occupied} when this message or another run is there already.
     */
    Mono<Opened> open(
            Principal principal, SessionKey key, UUID run, UUID message, Optional<String> clientId, ChatRequest asked) {
        Scope scope = principal.scope();
        boolean mayCreate = key.kind() == SessionKey.Kind.NEW || key.kind() == SessionKey.Kind.FOREIGN;
        boolean atOnce = mayCreate && principal instanceof Principal.Visitor;
        return transactions
                .in(
                        scope,
                        () -> (mayCreate && !atOnce ? begin(principal, key, asked) : Mono.<Void>empty())
                                .then(insert(
                                        atOnce ? CREATE : OPEN, atOnce, principal, key, run, message, clientId, asked))
                                .flatMap(row -> row.fresh() || row.held()
                                        ? Mono.just(row)
                                        : withPast(scope, key.conversation(), message, row))
                                .flatMap(opened -> withEarlier(principal, key, opened))
                                .switchIfEmpty(Mono.error(SessionKey::unknown)))
                .onErrorMap(DuplicateKeyException.class, taken -> new Occupied())
                // the row exists but row-level security hides it: somebody else's
                .onErrorMap(ConversationStore::isHidden, hidden -> SessionKey.unknown());
    }

    /**
     * An account's conversation comes in a statement of its own: the policies of its message look for it, and a statement
     * does not see what it is inserting itself.
     */
    private Mono<Void> begin(Principal principal, SessionKey key, ChatRequest asked) {
        var statement = database.sql("""
                        insert into conversation (tenant_id, id, kind, account_id, page)
                        values (:tenant, :conversation, :kind, :account, :page) on conflict do nothing
                        """)
                .bind("tenant", principal.tenant().value())
                .bind("conversation", key.conversation())
                .bind("kind", kind(principal));
        statement = bind(statement, "account", account(principal), UUID.class);
        return bind(statement, "page", asked.page().orElse(null), String.class).then();
    }

    private Mono<Opened> insert(
            String sql,
            boolean creates,
            Principal principal,
            SessionKey key,
            UUID run,
            UUID message,
            Optional<String> clientId,
            ChatRequest asked) {
        @Nullable UUID account = account(principal);
        var statement = database.sql(sql)
                .bind("tenant", principal.tenant().value())
                .bind("conversation", key.conversation())
                .bind("run", run)
                .bind("message", message)
                .bind("text", asked.text());
        statement = bind(statement, "client", clientId.orElse(null), String.class);
        statement = bind(statement, "hash", account == null ? key.hash().orElse(null) : null, byte[].class);
        statement = bind(statement, "account", account, UUID.class);
        if (creates) {
            statement = bind(
                    statement.bind("kind", kind(principal)),
                    "page",
                    asked.page().orElse(null),
                    String.class);
        }
        return statement
                .map(row -> new Opened(
                        Boolean.TRUE.equals(row.get("fresh", Boolean.class)),
                        Boolean.TRUE.equals(row.get("held", Boolean.class)),
                        told(row),
                        List.of(),
                        new Helpers(Boolean.TRUE.equals(row.get("waiting", Boolean.class)), 0, List.of())))
                .one();
    }

    /** What a customer who comes back told elsewhere. */
    private Mono<Opened> withEarlier(Principal principal, SessionKey key, Opened opened) {
        return principal instanceof Principal.Customer customer && !opened.held()
                ? facts.earlier(customer, key.conversation())
                        .map(earlier -> new Opened(
                                opened.fresh(),
                                false,
                                new Remembered(opened.remembered().here(), earlier),
                                opened.transcript(),
                                opened.helpers()))
                : Mono.just(opened);
    }

    private Mono<Opened> withPast(Scope scope, UUID conversation, UUID message, Opened opened) {
        return transcripts
                .before(scope, conversation, message)
                .map(past -> new Opened(
                        false,
                        false,
                        opened.remembered(),
                        past.exchanges(),
                        new Helpers(opened.helpers().waiting(), past.failed(), past.notes())));
    }

    /** Fails with a not-found problem unless this key opens a conversation for this person. */
    Mono<Void> mustSee(Principal principal, SessionKey key) {
        @Nullable UUID account = account(principal);
        return transactions
                .in(principal.scope(), () -> {
                    var statement = database.sql("""
                                    select 1 as found from conversation where tenant_id = :tenant
                                       and id = :conversation
                                       and (key_hash = :hash or account_id = :account or henk.has_key(:conversation, :hash))
                                    """)
                            .bind("tenant", principal.tenant().value())
                            .bind("conversation", key.conversation());
                    statement =
                            bind(statement, "hash", account == null ? key.hash().orElse(null) : null, byte[].class);
                    return bind(statement, "account", account, UUID.class)
                            .map(row -> true)
                            .one();
                })
                .switchIfEmpty(Mono.error(SessionKey::unknown))
                .then();
    }

    /** Keeps the answer, closes the run and writes the rest of its log. */
    Mono<Void> finish(Scope scope, LiveRun run, AgentEvent.Answer answer, String status, int first, String frames) {
        return transactions.in(
                scope,
                () -> database.sql(FINISH)
                        .bind("tenant", scope.tenant().value())
                        .bind("conversation", run.conversation())
                        .bind("run", run.id())
                        .bind("message", run.answerId())
                        .bind("status", status)
                        .bind("first", first)
                        .bind("frames", frames)
                        .bind("text", answer.text())
                        .bind("language", answer.language())
                        .bind("steps", json(answer.steps()))
                        .bind("cards", json(answer.cards()))
                        .bind(
                                "outcome",
                                status.equals("finished") ? answer.outcome().name() : status)
                        .bind("model", answer.model())
                        .bind("input", answer.inputTokens())
                        .bind("output", answer.outputTokens())
                        .bind("cost", answer.cost())
                        .then());
    }

    private static String kind(Principal principal) {
        return switch (principal) {
            case Principal.Visitor v -> "visitor";
            case Principal.Customer c -> "customer";
            case Principal.Staff s -> "staff";
        };
    }

    static @Nullable UUID account(Principal principal) {
        return switch (principal) {
            case Principal.Visitor v -> null;
            case Principal.Customer c -> c.user();
            case Principal.Staff s -> s.user();
        };
    }

    private static boolean isHidden(Throwable error) {
        return hasState(error, "42501");
    }

    private static boolean hasState(@Nullable Throwable error, String state) {
        return switch (error) {
            case null -> false;
            case io.r2dbc.spi.R2dbcException e when state.equals(e.getSqlState()) -> true;
            default -> hasState(error.getCause(), state);
        };
    }

    private static <T> DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }

    private static Remembered told(Readable row) {
        Json facts = row.get("facts", Json.class);
        return Remembered.here(facts == null ? Map.of() : JSON.readValue(facts.asString(), FACTS));
    }

    private static Json json(Object value) {
        return Json.of(JSON.writeValueAsString(value));
    }
}
