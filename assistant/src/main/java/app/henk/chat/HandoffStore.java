package app.henk.chat;

import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of conversations that wait for a person or are held by one. Runs in the caller's transaction. */
@Component
class HandoffStore {

    private static final int MOST = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Handoff.Line>> LINES = new TypeReference<>() {};
    private static final TypeReference<List<Handoff.Note>> NOTES = new TypeReference<>() {};

    private static final String OPEN = """
            select c.id, c.waiting_since, c.waiting_cause, coalesce(c.waiting_reason, '') as reason, c.page,
                   c.held_by, c.held_name, c.held_until, c.held_until > now() as held,
                   coalesce((select m.language from message m
                              where m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.language <> ''
                              order by m.id desc limit 1), '') as language,
                   (select coalesce(jsonb_agg(jsonb_build_object('role', l.role, 'text', left(l.text, 280),
                                    'name', l.speaker_name, 'at', l.created_at) order by l.id), '[]')
                      from (select * from message m where m.tenant_id = c.tenant_id and m.conversation_id = c.id
                             order by m.id desc limit 4) l) as lines,
                   (select coalesce(jsonb_agg(jsonb_build_object('name', n.holder_name, 'text', n.note,
                                    'at', n.ended_at) order by n.ended_at desc), '[]')
                      from (select * from handoff h where h.tenant_id = c.tenant_id and h.conversation_id = c.id
                               and h.note <> '' order by h.ended_at desc limit 3) n) as notes
              from conversation c
             where c.tenant_id = :tenant and c.waiting_since is not null and c.kind <> 'staff'
             order by (c.held_until > now() or c.last_at > now() - interval '1 day') is not true,
                      case when c.held_until > now() or c.last_at > now() - interval '1 day' then c.waiting_since end,
                      c.last_at desc, c.id
             limit :most
            """;

    private static final String COUNT = "select count(*) as n from conversation"
            + " where tenant_id = :tenant and waiting_since is not null and kind <> 'staff'";

    private static final String TAKE = """
            update conversation
               set held_by = :me, held_name = :name, held_until = now() + make_interval(secs => :lease),
                   held_since = case when held_by = :me then held_since else now() end
             where tenant_id = :tenant and id = :conversation and waiting_since is not null and kind <> 'staff'
               and (held_by is null or held_by = :me or held_until < now())
            returning id
            """;

    private static final String RENEW = """
            update conversation set held_until = now() + make_interval(secs => :lease)
             where tenant_id = :tenant and id = :conversation and held_by = :me and held_until > now()
            returning id
            """;

    // an answer that is being made when a person takes over ends where it is
    private static final String SILENCE = """
            update run set status = 'stopped', finished_at = now()
             where tenant_id = :tenant and conversation_id = :conversation and status = 'running'
            """;

    private static final String SAY = """
            insert into message (tenant_id, id, conversation_id, role, client_id, text, speaker_id, speaker_name)
            values (:tenant, :id, :conversation, 'staff', :client, :text, :me, :name)
            on conflict (tenant_id, conversation_id, client_id) where client_id is not null do nothing
            """;

    private static final String END = """
            with held as (select * from conversation
                           where tenant_id = :tenant and held_by is not null and %s for update skip locked)
            , freed as (update conversation c
                           set held_by = null, held_name = null, held_since = null, held_until = null,
                               waiting_since = case when :ending = 'expired' then c.waiting_since end,
                               waiting_reason = case when :ending = 'expired' then c.waiting_reason end
                          from held where c.tenant_id = held.tenant_id and c.id = held.id returning c.id)
            insert into handoff (tenant_id, id, conversation_id, cause, asked_at, holder_id, holder_name, taken_at,
                                 ending, note)
            select held.tenant_id, gen_random_uuid(), held.id, held.waiting_cause,
                   coalesce(held.waiting_since, held.held_since), held.held_by, held.held_name, held.held_since,
                   :ending, :note
              from held join freed on freed.id = held.id
            returning conversation_id
            """;

    private final DatabaseClient database;

    HandoffStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Those who were there within a day or are spoken to come first, who waits longest before the others; then those who
     * have left, the last one first: however many these are, nobody who is there waits behind them.
     */
    Mono<Handoff.Queue> open(TenantId tenant) {
        return database.sql(OPEN)
                .bind("tenant", tenant.value())
                .bind("most", MOST)
                .map(HandoffStore::row)
                .all()
                .collectList()
                .flatMap(first -> more(tenant, first.size()).map(more -> new Handoff.Queue(first, more)));
    }

    private Mono<Long> more(TenantId tenant, int shown) {
        return shown < MOST
                ? Mono.just(0L)
                : database.sql(COUNT)
                        .bind("tenant", tenant.value())
                        .map(row -> Math.max(0, Row.value(row, "n", Long.class) - shown))
                        .one();
    }

    /** Empty for a conversation that the scope does not see. */
    Mono<Handoff> state(TenantId tenant, UUID conversation) {
        return database.sql("""
                        select waiting_since, held_name, held_until > now() as held from conversation
                         where tenant_id = :tenant and id = :conversation
                        """)
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .map(HandoffStore::state)
                .one();
    }

    /** The same, and empty for a colleague's own talk with the assistant. */
    Mono<Handoff> withOutsider(TenantId tenant, UUID conversation) {
        return database.sql("""
                        select waiting_since, held_name, held_until > now() as held from conversation
                         where tenant_id = :tenant and id = :conversation and kind <> 'staff'
                        """)
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .map(HandoffStore::state)
                .one();
    }

    private static Handoff state(Readable row) {
        if (Boolean.TRUE.equals(row.get("held", Boolean.class))) {
            return new Handoff(Handoff.Status.HELD, Optional.ofNullable(row.get("held_name", String.class)));
        }
        return row.get("waiting_since", Instant.class) == null
                ? Handoff.NONE
                : new Handoff(Handoff.Status.WAITING, Optional.empty());
    }

    /** True when it is this colleague's from now on, or was already. */
    Mono<Boolean> take(Principal.Staff me, UUID conversation, Duration lease) {
        return bound(TAKE, me, conversation)
                .bind("name", me.name())
                .bind("lease", (double) lease.toSeconds())
                .map(row -> true)
                .one()
                .defaultIfEmpty(false);
    }

    /** False when it is not this colleague's, or no longer. */
    Mono<Boolean> renew(Principal.Staff me, UUID conversation, Duration lease) {
        return bound(RENEW, me, conversation)
                .bind("lease", (double) lease.toSeconds())
                .map(row -> true)
                .one()
                .defaultIfEmpty(false);
    }

    Mono<Void> silence(Principal.Staff me, UUID conversation) {
        return database.sql(SILENCE)
                .bind("tenant", me.tenant().value())
                .bind("conversation", conversation)
                .then();
    }

    /** What stands under a colleague's own id of a message, and whether it was written just now. */
    record Kept(UUID id, String text, UUID speaker, boolean fresh) {}

    Mono<Kept> say(Principal.Staff me, UUID conversation, String clientId, String text) {
        UUID id = Ids.next();
        return bound(SAY, me, conversation)
                .bind("id", id)
                .bind("name", me.name())
                .bind("client", clientId)
                .bind("text", text)
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1
                        ? Mono.just(new Kept(id, text, me.user(), true))
                        : kept(me.tenant(), conversation, clientId));
    }

    private Mono<Kept> kept(TenantId tenant, UUID conversation, String clientId) {
        return database.sql("""
                        select id, text, speaker_id from message where tenant_id = :tenant
                           and conversation_id = :conversation and client_id = :client and role = 'staff'
                        """)
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .bind("client", clientId)
                .map(row -> new Kept(
                        Row.value(row, "id", UUID.class),
                        Row.value(row, "text", String.class),
                        Row.value(row, "speaker_id", UUID.class),
                        false))
                .one();
    }

    /** True when this colleague held it. */
    Mono<Boolean> release(Principal.Staff me, UUID conversation, Optional<String> note) {
        return ended(END.formatted("id = :conversation and held_by = :me"), "released", note)
                .bind("tenant", me.tenant().value())
                .bind("conversation", conversation)
                .bind("me", me.user())
                .map(row -> true)
                .one()
                .defaultIfEmpty(false);
    }

    /** Conversations whose holder has gone; they wait again. */
    Flux<UUID> expire(TenantId tenant) {
        return ended(END.formatted("held_until < now()"), "expired", Optional.empty())
                .bind("tenant", tenant.value())
                .map(row -> Row.value(row, "conversation_id", UUID.class))
                .all();
    }

    /** Asked before any tenant is known. */
    Flux<TenantId> tenantsWithLost() {
        return database.sql("select tenant_id from henk.tenants_with_lost_handoffs()")
                .map(row -> new TenantId(Row.value(row, "tenant_id", UUID.class)))
                .all();
    }

    private DatabaseClient.GenericExecuteSpec ended(String sql, String ending, Optional<String> note) {
        return database.sql(sql)
                .bind("ending", ending)
                .bind("note", Parameter.fromOrEmpty(note.orElse(null), String.class));
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, Principal.Staff me, UUID conversation) {
        return database.sql(sql)
                .bind("tenant", me.tenant().value())
                .bind("conversation", conversation)
                .bind("me", me.user());
    }

    private static Handoff.Open row(Readable row) {
        boolean held = Boolean.TRUE.equals(row.get("held", Boolean.class));
        return new Handoff.Open(
                Row.value(row, "id", UUID.class),
                (held ? Handoff.Status.HELD : Handoff.Status.WAITING).wire(),
                Row.value(row, "waiting_since", Instant.class),
                Row.value(row, "waiting_cause", String.class),
                Row.value(row, "reason", String.class),
                Row.value(row, "language", String.class),
                Optional.ofNullable(row.get("page", String.class)),
                Optional.ofNullable(row.get("held_by", UUID.class)).filter(who -> held),
                Optional.ofNullable(row.get("held_name", String.class)).filter(who -> held),
                Optional.ofNullable(row.get("held_until", Instant.class)).filter(until -> held),
                JSON.readValue(Row.value(row, "lines", Json.class).asString(), LINES),
                JSON.readValue(Row.value(row, "notes", Json.class).asString(), NOTES));
    }
}
