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

    /** Accounts behind {@code after} with a measure taken before a day, by id; as the system. */
    Flux<UUID> accountsMeasuredBefore(LocalDate day, UUID after, int limit) {
        return database.sql("""
                        select distinct account_id from measurement
                         where tenant_id = henk.tenant() and account_id > :after and measured_on < :day
                         order by account_id limit :limit
                        """)
                .bind("after", after)
                .bind("day", day)
                .bind("limit", limit)
                .map(row -> Row.value(row, "account_id", UUID.class))
                .all();
    }

    /** As the system. */
    Mono<Void> forgetBefore(UUID account, LocalDate day) {
        return database.sql("delete from measurement where tenant_id = henk.tenant() and account_id = :account"
                        + " and measured_on < :day")
                .bind("account", account)
                .bind("day", day)
                .then();
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
