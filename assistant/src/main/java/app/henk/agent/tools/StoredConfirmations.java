package app.henk.agent.tools;

import app.henk.platform.BeforeCommit;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** In the database. What has expired long ago goes with the next one that is used: its token is void anyway. */
@Component
class StoredConfirmations implements UsedConfirmations {

    private static final String FORGET =
            "delete from used_confirmation where tenant_id = henk.tenant() and used_at < now() - interval '7 days'";
    private static final String USE = """
            insert into used_confirmation (tenant_id, id, approved, act) values (henk.tenant(), $1, $2, $3)
            on conflict do nothing
            """;
    private static final String ANSWER =
            "select approved, act from used_confirmation where tenant_id = henk.tenant() and id = $1";
    private static final String RELEASE =
            "delete from used_confirmation where tenant_id = henk.tenant() and id = $1 and act = $2";

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    StoredConfirmations(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    private record Answer(boolean approved, Optional<UUID> act) {

        static Answer of(Readable row) {
            return new Answer(
                    Boolean.TRUE.equals(row.get("approved", Boolean.class)),
                    Optional.ofNullable(row.get("act", UUID.class)));
        }

        Answered answered() {
            return approved ? Answered.APPROVED : Answered.DECLINED;
        }
    }

    @Override
    public Mono<Answered> answered(TenantId tenant, UUID confirmation) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(FORGET)
                        .then()
                        .then(answer(confirmation).map(Answer::answered).defaultIfEmpty(Answered.NOT_YET)));
    }

    @Override
    public Mono<Answered> decline(TenantId tenant, UUID confirmation) {
        return transactions.in(
                Scope.system(tenant),
                () -> use(confirmation, false, Optional.empty())
                        .flatMap(first -> first
                                ? Mono.just(Answered.NOT_YET)
                                : answer(confirmation).map(Answer::answered)));
    }

    @Override
    public Mono<ToolResult> approve(TenantId tenant, UUID confirmation, Mono<ToolResult> act) {
        return Mono.defer(() -> {
            UUID id = Ids.next();
            BeforeCommit together = wrote -> wrote ? take(tenant, confirmation, id) : Mono.empty();
            return act.contextWrite(context -> context.put(BeforeCommit.class, together))
                    .delayUntil(result -> switch (result.status()) {
                        // also what found nothing left to write
                        case DONE -> take(tenant, confirmation, id);
                        case REFUSED -> release(tenant, confirmation, id);
                        case WAITING, FAILED -> Mono.empty();
                    });
        });
    }

    /** Waits for whoever is writing for the same confirmation: only when that comes to nothing it is this act's. */
    private Mono<Void> take(TenantId tenant, UUID confirmation, UUID act) {
        return transactions.in(
                Scope.system(tenant),
                () -> use(confirmation, true, Optional.of(act))
                        .filter(first -> !first)
                        .flatMap(known -> answer(confirmation))
                        .filter(answer -> !answer.act().equals(Optional.of(act)))
                        .flatMap(others -> Mono.error(new AnsweredBefore(others.approved()))));
    }

    /** A lock counts as written too, and what was refused has done nothing else; unless another act did it meanwhile. */
    private Mono<Void> release(TenantId tenant, UUID confirmation, UUID act) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(RELEASE)
                        .bind(0, confirmation)
                        .bind(1, act)
                        .then()
                        .then(answer(confirmation))
                        .flatMap(others -> Mono.error(new AnsweredBefore(others.approved()))));
    }

    private Mono<Boolean> use(UUID confirmation, boolean approved, Optional<UUID> act) {
        var bound = database.sql(USE).bind(0, confirmation).bind(1, approved);
        return act.map(id -> bound.bind(2, id))
                .orElseGet(() -> bound.bindNull(2, UUID.class))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private Mono<Answer> answer(UUID confirmation) {
        return database.sql(ANSWER).bind(0, confirmation).map(Answer::of).one();
    }
}
