package app.henk.insights;

import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import app.henk.platform.jobs.Job;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Folds what was appended to the kept sums of deals, where it has become much. */
@Component
class DealSumsCare implements Job {

    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final DatabaseClient database;

    DealSumsCare(Tenants tenants, TenantTransactions transactions, DatabaseClient database) {
        this.tenants = tenants;
        this.transactions = transactions;
        this.database = database;
    }

    @Override
    public String name() {
        return "deal-sums";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Mono<Void> run() {
        return tenants.all().concatMap(tenant -> fold(tenant.id())).then();
    }

    Mono<Void> fold(TenantId tenant) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql("select henk.fold_deal_sums()").then());
    }
}
