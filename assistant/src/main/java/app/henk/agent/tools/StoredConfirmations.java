package app.henk.agent.tools;

import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
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
            insert into used_confirmation (tenant_id, id, approved) values (henk.tenant(), $1, $2)
            on conflict do nothing
            """;
    private static final String BEFORE =
            "select approved from used_confirmation where tenant_id = henk.tenant() and id = $1";

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    StoredConfirmations(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    @Override
    public Mono<Use> use(TenantId tenant, UUID confirmation, boolean approved) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(FORGET)
                        .then()
                        .then(database.sql(USE)
                                .bind(0, confirmation)
                                .bind(1, approved)
                                .fetch()
                                .rowsUpdated())
                        .flatMap(rows -> rows == 1 ? Mono.just(Use.FIRST) : before(confirmation)));
    }

    private Mono<Use> before(UUID confirmation) {
        return database.sql(BEFORE)
                .bind(0, confirmation)
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)) ? Use.APPROVED_BEFORE : Use.DECLINED_BEFORE)
                .one();
    }
}
