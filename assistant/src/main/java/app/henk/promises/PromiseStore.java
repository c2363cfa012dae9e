package app.henk.promises;

import app.henk.identity.Principal;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of promises. Runs in the caller's transaction. */
@Component
class PromiseStore {

    private static final String COLUMNS =
            " p.id, p.kind, p.about, p.made_by, p.staff_id, p.name, p.email, p.phone, p.contact_id,"
                    + " p.lead_id, p.deal_id, p.conversation_id, p.language, p.due, p.state, p.late_at is not null as overdue,"
                    + " p.closed_at, p.note, p.version, p.created_at ";
    private static final String INSERT = """
            insert into promise as p (tenant_id, id, kind, about, made_by, staff_id, contact_id, lead_id, deal_id,
                                      conversation_id, account_id, name, email, phone, language, due, warn_on, request)
            values (:tenant, :id, :kind, :about, :by, :staff, :contact, :lead, :deal, :conversation, :account, :name,
                    :email, :phone, :language, :due, :warn, :request)
            """;
    private static final String ONCE = """
            on conflict (tenant_id, conversation_id, kind) where state = 'open' and made_by = 'assistant'
            do update set about = case when excluded.about = '' or position(excluded.about in p.about) > 0
                                       or length(p.about) + length(excluded.about) > 298 then p.about
                                       when p.about = '' then excluded.about
                                       else p.about || '; ' || excluded.about end,
                          version = p.version + 1
            returning (p.xmax = 0) as fresh,
            """;
    private static final String SAME = " on conflict (tenant_id, request) do nothing returning true as fresh,";

    private final DatabaseClient database;

    PromiseStore(DatabaseClient database) {
        this.database = database;
    }

    record New(
            PromiseKind kind,
            String about,
            @Nullable UUID staff,
            To to,
            String language,
            DueDays.Term term,
            @Nullable String request) {}

    /** To whom, by all that is known. */
    record To(
            String name,
            Optional<String> email,
            Optional<String> phone,
            Optional<UUID> contact,
            Optional<UUID> lead,
            Optional<UUID> deal,
            Optional<UUID> conversation,
            Optional<UUID> account) {}

    /** The assistant's: an open one of the same kind in the same conversation takes up what it is about. */
    Mono<Promised.Made> once(TenantId tenant, UUID id, New promise) {
        return insert(tenant, id, promise, ONCE);
    }

    /** A colleague's. Empty when the same request was kept before. */
    Mono<Promise> insert(TenantId tenant, UUID id, New promise) {
        return insert(tenant, id, promise, SAME).map(Promised.Made::promise);
    }

    private Mono<Promised.Made> insert(TenantId tenant, UUID id, New promise, String conflict) {
        To to = promise.to();
        return database.sql(INSERT + conflict + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("kind", promise.kind().key())
                .bind("about", promise.about())
                .bind("by", promise.staff() == null ? "assistant" : "staff")
                .bind("staff", Parameter.fromOrEmpty(promise.staff(), UUID.class))
                .bind("contact", id(to.contact()))
                .bind("lead", id(to.lead()))
                .bind("deal", id(to.deal()))
                .bind("conversation", id(to.conversation()))
                .bind("account", id(to.account()))
                .bind("name", to.name())
                .bind("email", text(to.email()))
                .bind("phone", text(to.phone()))
                .bind("language", promise.language())
                .bind("due", promise.term().due())
                .bind("warn", promise.term().warnOn())
                .bind("request", Parameter.fromOrEmpty(promise.request(), String.class))
                .map(row -> new Promised.Made(promise(row), Row.value(row, "fresh", Boolean.class)))
                .one();
    }

    Mono<Promise> find(TenantId tenant, UUID id) {
        return one(select("where p.tenant_id = :tenant and p.id = :id", tenant).bind("id", id));
    }

    Mono<Promise> byRequest(TenantId tenant, String request) {
        return one(select("where p.tenant_id = :tenant and p.request = :request", tenant)
                .bind("request", request));
    }

    /** Open ones of everybody by the day they are due. */
    Flux<Promise> open(TenantId tenant, @Nullable LocalDate afterDay, @Nullable UUID afterId, int limit) {
        return select("""
                        where p.tenant_id = :tenant and p.state = 'open'
                          and (:day::date is null or (p.due, p.id) > (:day, :id)) order by p.due, p.id limit :limit
                        """, tenant)
                .bind("day", Parameter.fromOrEmpty(afterDay, LocalDate.class))
                .bind("id", Parameter.fromOrEmpty(afterId, UUID.class))
                .bind("limit", limit)
                .map(PromiseStore::promise)
                .all();
    }

    /**
     * Open ones of whom staff have to be warned by this day: given by the speaker, or by the assistant about what is the
     * speaker's or nobody's.
     */
    Flux<Promise> needing(Principal.Staff staff, LocalDate today, int limit) {
        return select("""
                        left join deal d on d.tenant_id = p.tenant_id and d.id = p.deal_id
                        left join lead l on l.tenant_id = p.tenant_id and l.id = p.lead_id
                        where p.tenant_id = :tenant and p.state = 'open' and p.warn_on <= :today
                          and (p.staff_id = :me
                               or (p.made_by = 'assistant' and (p.deal_id is null or d.id is not null)
                                   and (p.lead_id is null or l.id is not null)
                                   and coalesce(d.assignee_id, l.assignee_id, :me) = :me))
                        order by p.due, p.id limit :limit
                        """, staff.tenant())
                .bind("me", staff.user())
                .bind("today", today)
                .bind("limit", limit)
                .map(PromiseStore::promise)
                .all();
    }

    /** Those that row-level security shows the speaker: open ones first, then the latest. */
    Flux<Promise> seen(TenantId tenant, boolean openAlone, int limit) {
        return select(
                        "where p.tenant_id = :tenant and (p.state = 'open' or not :alone)"
                                + " order by p.state = 'open' desc, case when p.state = 'open' then p.due end, p.id desc"
                                + " limit :limit",
                        tenant)
                .bind("alone", openAlone)
                .bind("limit", limit)
                .map(PromiseStore::promise)
                .all();
    }

    /** Empty when it is not open, or was changed since. What is closed after its day was broken. */
    Mono<Promise> close(
            TenantId tenant, UUID id, int version, String state, String note, UUID by, LocalDate today, Instant at) {
        return one(database.sql("""
                        update promise p set state = :state, note = :note, closed_at = :at, closed_by = :by,
                               late_at = coalesce(late_at, case when due < :today then :at end),
                               version = version + 1
                         where tenant_id = :tenant and id = :id and version = :version and state = 'open'
                        returning
                        """ + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("version", version)
                .bind("state", state)
                .bind("note", note)
                .bind("at", at)
                .bind("by", by)
                .bind("today", today));
    }

    /** Takes those that staff must now be warned of; each is taken once. */
    Flux<Promise> warn(TenantId tenant, LocalDate today, Instant at, int limit) {
        return take("warned_at = :at", "p.warned_at is null and p.warn_on <= :today", tenant, today, at, limit);
    }

    /** Takes those whose day has gone by; each is taken once. */
    Flux<Promise> breaks(TenantId tenant, LocalDate today, Instant at, int limit) {
        return take(
                "late_at = :at, version = version + 1",
                "p.late_at is null and p.due < :today",
                tenant,
                today,
                at,
                limit);
    }

    private Flux<Promise> take(String mark, String which, TenantId tenant, LocalDate today, Instant at, int limit) {
        return database.sql("update promise p set " + mark + " where p.tenant_id = :tenant and p.id in (select p.id"
                        + " from promise p where p.tenant_id = :tenant and p.state = 'open' and " + which
                        + " order by p.due, p.id limit :limit for update skip locked) returning " + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("today", today)
                .bind("at", at)
                .bind("limit", limit)
                .map(PromiseStore::promise)
                .all();
    }

    private GenericExecuteSpec select(String condition, TenantId tenant) {
        return database.sql("select" + COLUMNS + "from promise p " + condition).bind("tenant", tenant.value());
    }

    private static Mono<Promise> one(GenericExecuteSpec statement) {
        return statement.map(PromiseStore::promise).one();
    }

    private static Promise promise(Readable row) {
        return new Promise(
                Row.value(row, "id", UUID.class),
                Row.value(row, "kind", String.class),
                Row.value(row, "about", String.class),
                Row.value(row, "made_by", String.class),
                Optional.ofNullable(row.get("staff_id", UUID.class)),
                Row.value(row, "name", String.class),
                Optional.ofNullable(row.get("email", String.class)),
                Optional.ofNullable(row.get("phone", String.class)),
                Optional.ofNullable(row.get("contact_id", UUID.class)),
                Optional.ofNullable(row.get("lead_id", UUID.class)),
                Optional.ofNullable(row.get("deal_id", UUID.class)),
                Optional.ofNullable(row.get("conversation_id", UUID.class)),
                Row.value(row, "language", String.class),
                Row.value(row, "due", LocalDate.class),
                Row.value(row, "state", String.class),
                Row.value(row, "overdue", Boolean.class),
                Optional.ofNullable(row.get("closed_at", Instant.class)),
                Row.value(row, "note", String.class),
                Row.value(row, "version", Integer.class),
                Row.value(row, "created_at", Instant.class));
    }

    private static Parameter id(Optional<UUID> id) {
        return Parameter.fromOrEmpty(id.orElse(null), UUID.class);
    }

    private static Parameter text(Optional<String> text) {
        return Parameter.fromOrEmpty(text.orElse(null), String.class);
    }
}
