package app.henk.platform.jobs;

import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who runs which job, by the database's clock. */
@Component
class JobLeases {

    static final Duration LEASE = Duration.ofMinutes(1);

    private static final String KNOW =
            "insert into henk_job (name, due_at) select unnest($1), now() + $2 * interval '1 second' * random()"
                    + " on conflict do nothing";
    private static final String DUE = "select name from henk_job where name = any($1) and due_at <= now()"
            + " and (lease_until is null or lease_until < now())";
    private static final String TAKE = "update henk_job set lease = $2, started_at = now(),"
            + " lease_until = now() + $3 * interval '1 second' where name = $1 and (due_at <= now() or $4)"
            + " and (lease_until is null or lease_until < now())";
    private static final String KEEP =
            "update henk_job set lease_until = now() + $3 * interval '1 second' where name = $1 and lease = $2";
    private static final String GIVE_BACK = "update henk_job set lease = null, lease_until = null, finished_at = now(),"
            + " due_at = now() + $3 * interval '1 second', problem = $4,"
            + " failures = case when $4 = '' then 0 else failures + 1 end where name = $1 and lease = $2";

    private final DatabaseClient database;

    JobLeases(DatabaseClient database) {
        this.database = database;
    }

    /** A job that is new begins within so many seconds, so that a start is not the moment when everything runs. */
    Mono<Void> know(Collection<String> names, Duration within) {
        return database.sql(KNOW)
                .bind(0, names.toArray(String[]::new))
                .bind(1, within.toSeconds())
                .then();
    }

    Flux<String> due(Collection<String> names) {
        return database.sql(DUE)
                .bind(0, names.toArray(String[]::new))
                .map(row -> String.valueOf(row.get("name", String.class)))
                .all();
    }

    /** @param now whether it is due or not */
    Mono<Boolean> take(String name, UUID lease, boolean now) {
        return changed(database.sql(TAKE)
                .bind(0, name)
                .bind(1, lease)
                .bind(2, LEASE.toSeconds())
                .bind(3, now));
    }

    /** False when somebody else has it by now: then this instance was believed to be dead. */
    Mono<Boolean> keep(String name, UUID lease) {
        return changed(database.sql(KEEP).bind(0, name).bind(1, lease).bind(2, LEASE.toSeconds()));
    }

    /** @param problem empty when all went well */
    Mono<Void> giveBack(String name, UUID lease, Duration next, String problem) {
        return database.sql(GIVE_BACK)
                .bind(0, name)
                .bind(1, lease)
                .bind(2, next.toSeconds())
                .bind(3, problem)
                .then();
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows > 0);
    }
}
