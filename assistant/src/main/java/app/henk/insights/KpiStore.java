package app.henk.insights;

import app.henk.platform.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts what {@link Kpi} names, in the caller's transaction: row-level security decides what is counted. */
@Component
class KpiStore {

    private static final String CUSTOMERS = """
            with talk as (
                select c.account_id from conversation c
                 where c.tenant_id = :tenant and c.kind <> 'staff' and c.created_at >= :from and c.created_at < :until
                   and (c.account_id is null or exists (select from session_move m where m.tenant_id = c.tenant_id
                            and m.conversation_id = c.id and m.from_account is null))
            ), first_deal as (
                select distinct on (coalesce(c.account_id, c.id)) c.id, c.account_id, d.created_at
                  from deal d join conversation c on c.tenant_id = d.tenant_id and c.id = d.conversation_id
                 where d.tenant_id = :tenant and d.deleted_at is null and c.kind <> 'staff'
                 order by coalesce(c.account_id, c.id), d.created_at
            ), before_deal as (
                select count(*) as talks
                  from first_deal f join conversation c on c.tenant_id = :tenant
                   and (c.id = f.id or c.account_id = f.account_id) and c.created_at <= f.created_at
                 where f.created_at >= :from and f.created_at < :until
                 group by f.id
            ), answered as (
                select extract(epoch from r.finished_at - r.started_at) as seconds
                  from run r join conversation c on c.tenant_id = r.tenant_id and c.id = r.conversation_id
                 where r.tenant_id = :tenant and r.status = 'finished' and c.kind <> 'staff'
                   and r.started_at >= :from and r.started_at < :until and r.finished_at is not null
            ), taken as (
                select extract(epoch from h.taken_at - h.asked_at) / 60 as minutes from handoff h
                 where h.tenant_id = :tenant and h.taken_at >= :from and h.taken_at < :until
                union all
                select extract(epoch from c.held_since - c.waiting_since) / 60 from conversation c
                 where c.tenant_id = :tenant and c.held_since >= :from and c.held_since < :until
                   and c.waiting_since is not null
            ), ordered as (
                select sum(l.price) as price
                  from customer_order o join customer_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id
                 where o.tenant_id = :tenant and o.ordered_on >= :first and o.ordered_on < :behind
                   and o.currency = :currency
                 group by o.id
            ), decided as (
                select d.status from deal d
                 where d.tenant_id = :tenant and d.deleted_at is null and d.conversation_id is not null
                   and d.status in ('won', 'lost') and d.closed_at >= :from and d.closed_at < :until
            )
            select 'registered' as key, 100.0 * count(account_id) / nullif(count(*), 0) as value, count(*) as records
              from talk
            union all select 'conversations_to_deal', avg(talks), count(*) from before_deal
            union all select 'assistant_response',
                             percentile_cont(0.5) within group (order by seconds)::numeric, count(*) from answered
            union all select 'person_response',
                             percentile_cont(0.5) within group (order by minutes)::numeric, count(*) from taken
            union all select 'order_value', avg(price), count(*) from ordered
            union all select 'chat_win_rate',
                             100.0 * count(*) filter (where status = 'won') / nullif(count(*), 0), count(*) from decided
            """;

    private static final String USE = """
            select 'follow_up_rate' as key,
                   100.0 * count(*) filter (where (t.done_at at time zone :zone)::date <= t.due)
                       / nullif(count(*), 0) as value, count(*) as records
              from task t
             where t.tenant_id = :tenant and t.deleted_at is null and t.due >= :first and t.due < :behind
               and (t.due < :today or t.done_at is not null)
            union all
            select 'active_users', count(*) filter (where
                       exists (select from change_set s where s.tenant_id = a.tenant_id and s.actor_id = a.id
                                  and s.at >= :from and s.at < :until)
                    or exists (select from handoff h where h.tenant_id = a.tenant_id and h.holder_id = a.id
                                  and h.taken_at >= :from and h.taken_at < :until)), count(*)
              from account a
             where a.tenant_id = :tenant and a.role <> 'customer' and a.active
            union all
            select 'hours_saved', (answers * :answer + entries * :entry) / 60.0, answers + entries
              from (select count(*) from message m join conversation c on c.tenant_id = m.tenant_id
                       and c.id = m.conversation_id and c.kind <> 'staff'
                     where m.tenant_id = :tenant and m.role = 'assistant'
                       and m.created_at >= :from and m.created_at < :until) a (answers),
                   (select count(*) from change_set s
                     where s.tenant_id = :tenant and s.channel = 'chat' and s.undoes is null and s.undone_by is null
                       and s.at >= :from and s.at < :until) e (entries)
            """;

    private final DatabaseClient database;
    private final SavedTime saved;

    KpiStore(DatabaseClient database, SavedTime saved) {
        this.database = database;
        this.saved = saved;
    }

    /**
     * @param value empty where there is nothing that it could be of
     * @param records how many it is of
     */
    record Counted(Optional<BigDecimal> value, long records) {
        static final Counted NOTHING = new Counted(Optional.empty(), 0);
    }

    Mono<Map<String, Counted>> customers(Now now, DateRange range) {
        return counted(during(CUSTOMERS, now, range).bind("currency", now.currency()));
    }

    Mono<Map<String, Counted>> use(Now now, DateRange range) {
        return counted(during(USE, now, range)
                .bind("zone", now.calendar().zone().getId())
                .bind("today", now.calendar().today())
                .bind("answer", saved.answer())
                .bind("entry", saved.entry()));
    }

    private DatabaseClient.GenericExecuteSpec during(String sql, Now now, DateRange range) {
        LocalDate first = range.from();
        LocalDate behind = range.until();
        OffsetDateTime from = now.startOf(first);
        return database.sql(sql)
                .bind("tenant", now.tenant().value())
                .bind("first", first)
                .bind("behind", behind)
                .bind("from", from)
                .bind("until", now.startOf(behind));
    }

    private static Mono<Map<String, Counted>> counted(DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .map(row -> Map.entry(
                        Row.value(row, "key", String.class),
                        new Counted(
                                Optional.ofNullable(row.get("value", BigDecimal.class)),
                                Row.value(row, "records", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
