package app.henk.customers;

import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rows of measurements. Runs in the caller's transaction, in the speaker's own name. */
@Component
class MeasurementStore {

    /** More of one kind nobody needs to see. */
    private static final int MOST = 500;

    private static final String MINE = " tenant_id = henk.tenant() and (conversation_id = :conversation"
            + " or account_id = :account or conversation_id in (select henk.conversations_of(:account)))";

    private final DatabaseClient database;

    MeasurementStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param asked it looked wrong, and the person has not said yet that it is right */
    record Kept(
            String kind,
            BigDecimal value,
            LocalDate on,
            @Nullable UUID message,
            boolean asked) {}

    /** The latest of each kind first. */
    Flux<Kept> of(Principal who) {
        return mine(
                        who,
                        "select kind, value, measured_on, message_id, state = 'asked' as asked from measurement where"
                                + MINE + " order by measured_on desc, told_at desc, id desc limit " + MOST)
                .map(row -> new Kept(
                        Row.value(row, "kind", String.class),
                        Row.value(row, "value", BigDecimal.class),
                        Row.value(row, "measured_on", LocalDate.class),
                        row.get("message_id", UUID.class),
                        Row.value(row, "asked", Boolean.class)))
                .all();
    }

    /** What is told twice of one day is told anew: the later counts. */
    Mono<Void> put(Owner owner, String state, String kind, BigDecimal value, LocalDate on, Optional<UUID> message) {
        var statement = owner.bind(database.sql("""
                        insert into measurement (tenant_id, id, conversation_id, account_id, message_id, kind, value, state, measured_on)
                        values (henk.tenant(), :id, :conversation, :account, :message, :kind, :value, :state, :on)
                        on conflict (tenant_id, conversation_id, account_id, kind, state, measured_on)
                        do update set value = excluded.value, message_id = excluded.message_id, told_at = now()
                        """))
                .bind("id", Ids.next())
                .bind("kind", kind)
                .bind("value", value)
                .bind("state", state)
                .bind("on", on);
        return (message.isPresent()
                        ? statement.bind("message", message.get())
                        : statement.bindNull("message", UUID.class))
                .then();
    }

    /**
     * Owners behind {@code after} with a measure taken before a day, by id; as the system. What an account told in a
     * conversation is the account's.
     */
    Flux<Owner> measuredBefore(LocalDate day, UUID after, int limit) {
        return database.sql("""
                        select distinct coalesce(m.account_id, c.account_id, m.conversation_id) as owner,
                               coalesce(m.account_id, c.account_id) is null as visitor
                          from measurement m
                          left join conversation c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
                         where m.tenant_id = henk.tenant() and m.measured_on < :day
                           and coalesce(m.account_id, c.account_id, m.conversation_id) > :after
                         order by owner limit :limit
                        """)
                .bind("after", after)
                .bind("day", day)
                .bind("limit", limit)
                .map(row -> Owner.of(
                        Row.value(row, "owner", UUID.class), Boolean.TRUE.equals(row.get("visitor", Boolean.class))))
                .all();
    }

    /** As the system. */
    Mono<Void> forgetBefore(Owner owner, LocalDate day) {
        return owner.bind(database.sql("""
                        delete from measurement where tenant_id = henk.tenant() and measured_on < :day
                           and (account_id = :account
                                or conversation_id in (select henk.conversations_of(:account))
                                or conversation_id = (select id from conversation where tenant_id = henk.tenant()
                                                         and id = :conversation and account_id is null))
                        """)).bind("day", day).then();
    }

    /** The question has been answered, or is asked anew. */
    Mono<Void> settle(Principal who, String kind) {
        return mine(who, "delete from measurement where" + MINE + " and state = 'asked' and kind = :kind")
                .bind("kind", kind)
                .then();
    }

    /** With its whole history. */
    Mono<Boolean> forget(Principal who, String kind) {
        return mine(who, "delete from measurement where" + MINE + " and kind = :kind")
                .bind("kind", kind)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private GenericExecuteSpec mine(Principal who, String sql) {
        return Owner.of(who, Optional.empty()).bind(database.sql(sql));
    }
}
