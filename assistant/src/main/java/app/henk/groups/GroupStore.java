package app.henk.groups;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of groups. Runs in the caller's transaction; row-level security decides which are seen. */
@Component
class GroupStore {

    private static final int MOST = 100;

    // what the organiser said once stands against what the rules say of another day
    private static final String DEADLINE =
            "coalesce(:told::date, case when party.deadline_told then party.deadline end, :usual::date, party.deadline)";

    private static final String SAVE = """
            insert into party (tenant_id, id, kind, name, event_date, size, deadline, deadline_told, language,
                               organiser_conversation, organiser_name, lead_id, deal_id, link_key, link_until)
            values (:tenant, :id, :kind, :name, :date, :size, coalesce(:told::date, :usual::date),
                    :told::date is not null, :language, :conversation, :organiser, :lead, :deal, :key,
                    greatest(now() + make_interval(secs => :lasts),
                             (coalesce(:told::date, :usual::date) + 1)::timestamp at time zone :zone))
            on conflict (tenant_id, organiser_conversation, lower(name)) do update
               set kind = excluded.kind, event_date = coalesce(excluded.event_date, party.event_date),
                   size = case when :sized then excluded.size else party.size end,
                   deadline = %1$s, deadline_told = excluded.deadline_told or party.deadline_told,
                   link_until = greatest(party.link_until, (%1$s + 1)::timestamp at time zone :zone),
                   version = party.version + 1
            returning *, (xmax = 0) as fresh
            """.formatted(DEADLINE);

    private final DatabaseClient database;

    GroupStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param deadlineTold by the organiser; by the tenant's rules else */
    record Party(
            UUID id,
            String kind,
            String name,
            Optional<LocalDate> date,
            int size,
            Optional<LocalDate> deadline,
            boolean deadlineTold,
            String language,
            UUID organiser,
            String organiserName,
            UUID deal,
            byte[] key,
            Instant until,
            boolean revoked,
            boolean fresh) {

        boolean isOpen(Instant now) {
            return !revoked && until.isAfter(now);
        }
    }

    /** @param usual the deadline by the tenant's rules, where the organiser has said none */
    record NewParty(
            UUID id,
            GroupStart start,
            Optional<LocalDate> usual,
            String organiser,
            UUID lead,
            UUID deal,
            byte[] key,
            Lifetime lasts) {}

    /**
     * How long a link opens its group: so many days, and in any case through the last day on which everything must be
     * known. Whoever is reminded must get in.
     *
     * @param zone in which that day ends
     */
    record Lifetime(Duration usual, ZoneId zone) {

        double seconds() {
            return usual.toSeconds();
        }
    }

    private static final int SMALLEST = 2;

    /** The same name in the same conversation is the same group. */
    Mono<Party> save(TenantId tenant, NewParty party) {
        GroupStart start = party.start();
        return database.sql(SAVE)
                .bind("tenant", tenant.value())
                .bind("id", party.id())
                .bind("kind", start.kind())
                .bind("name", start.name())
                .bind("date", Parameter.fromOrEmpty(start.date().orElse(null), LocalDate.class))
                .bind("size", start.size().orElse(SMALLEST))
                .bind("sized", start.size().isPresent())
                .bind("told", Parameter.fromOrEmpty(start.deadline().orElse(null), LocalDate.class))
                .bind("usual", Parameter.fromOrEmpty(party.usual().orElse(null), LocalDate.class))
                .bind("language", start.organiser().language())
                .bind("conversation", start.conversation())
                .bind("organiser", party.organiser())
                .bind("lead", party.lead())
                .bind("deal", party.deal())
                .bind("key", party.key())
                .bind("lasts", party.lasts().seconds())
                .bind("zone", party.lasts().zone().getId())
                .map(GroupStore::party)
                .one();
    }

    Mono<Party> find(TenantId tenant, UUID id) {
        return database.sql("select *, false as fresh from party where tenant_id = :tenant and id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(GroupStore::party)
                .one();
    }

    /** The group of this name that was begun in this conversation. */
    Mono<Party> named(TenantId tenant, UUID conversation, String name) {
        return database.sql("""
                        select *, false as fresh from party
                         where tenant_id = :tenant and organiser_conversation = :conversation
                           and lower(name) = lower(:name)
                        """)
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .bind("name", name)
                .map(GroupStore::party)
                .one();
    }

    /** The groups of an organiser, the latest first; all of them for staff. */
    Flux<Party> visible(TenantId tenant) {
        return database.sql(
                        "select *, false as fresh from party where tenant_id = :tenant order by id desc limit " + MOST)
                .bind("tenant", tenant.value())
                .map(GroupStore::party)
                .all();
    }

    Mono<Party> byKey(TenantId tenant, byte[] key) {
        return database.sql("select *, false as fresh from party where tenant_id = :tenant and link_key = :key")
                .bind("tenant", tenant.value())
                .bind("key", key)
                .map(GroupStore::party)
                .one();
    }

    /** Asked before any tenant is known. */
    Mono<TenantId> tenantOf(byte[] key) {
        return database.sql("select henk.tenant_of_party(:key) as tenant")
                .bind("key", key)
                .map(row -> Optional.ofNullable(row.get("tenant", UUID.class)))
                .one()
                .flatMap(Mono::justOrEmpty)
                .map(TenantId::new);
    }

    Flux<TenantId> tenantsWithOpen() {
        return database.sql("select tenant_id from henk.tenants_with_open_parties()")
                .map(row -> new TenantId(Row.value(row, "tenant_id", UUID.class)))
                .all();
    }

    /**
     * Groups behind {@code after} whose deadline lies between two days, by id: those whose link still opens them.
     */
    Flux<Party> due(TenantId tenant, LocalDate from, LocalDate to, UUID after, int limit) {
        return database.sql("""
                        select *, false as fresh from party
                         where tenant_id = :tenant and deadline between :from and :to and id > :after
                           and link_revoked_at is null and link_until > now()
                         order by id limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("to", to)
                .bind("after", after)
                .bind("limit", limit)
                .map(GroupStore::party)
                .all();
    }

    Mono<Party> renewLink(TenantId tenant, UUID id, byte[] key, Lifetime lasts) {
        return database.sql("""
                        update party set link_key = :key,
                               link_until = greatest(now() + make_interval(secs => :lasts),
                                                     (deadline + 1)::timestamp at time zone :zone),
                               link_revoked_at = null, version = version + 1
                         where tenant_id = :tenant and id = :id returning *, false as fresh
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("key", key)
                .bind("lasts", lasts.seconds())
                .bind("zone", lasts.zone().getId())
                .map(GroupStore::party)
                .one();
    }

    Mono<Party> revokeLink(TenantId tenant, UUID id) {
        return database.sql("""
                        update party set link_revoked_at = coalesce(link_revoked_at, now()), version = version + 1
                         where tenant_id = :tenant and id = :id returning *, false as fresh
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(GroupStore::party)
                .one();
    }

    Mono<List<GroupProgress.Member>> members(UUID party, List<String> needed) {
        return database.sql("select * from henk.party_progress(:party, :needed)")
                .bind("party", party)
                .bind("needed", needed.toArray(String[]::new))
                .map(row -> {
                    boolean agreed = Boolean.TRUE.equals(row.get("agreed", Boolean.class));
                    int known = Row.value(row, "known", Integer.class);
                    Optional<String> name = Optional.ofNullable(row.get("name", String.class));
                    return new GroupProgress.Member(
                            Row.value(row, "member_id", UUID.class),
                            name,
                            agreed,
                            known,
                            agreed && name.isPresent() && known >= needed.size(),
                            Optional.ofNullable(row.get("email", String.class)),
                            Optional.ofNullable(row.get("phone", String.class)));
                })
                .all()
                .collectList();
    }

    private static Party party(Readable row) {
        return new Party(
                Row.value(row, "id", UUID.class),
                Row.value(row, "kind", String.class),
                Row.value(row, "name", String.class),
                Optional.ofNullable(row.get("event_date", LocalDate.class)),
                Row.value(row, "size", Integer.class),
                Optional.ofNullable(row.get("deadline", LocalDate.class)),
                Row.value(row, "deadline_told", Boolean.class),
                Row.value(row, "language", String.class),
                Row.value(row, "organiser_conversation", UUID.class),
                Row.value(row, "organiser_name", String.class),
                Row.value(row, "deal_id", UUID.class),
                Row.value(row, "link_key", byte[].class),
                Row.value(row, "link_until", Instant.class),
                row.get("link_revoked_at", Instant.class) != null,
                Boolean.TRUE.equals(row.get("fresh", Boolean.class)));
    }
}
