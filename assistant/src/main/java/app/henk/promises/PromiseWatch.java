package app.henk.promises;

import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.jobs.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Warns of promises before they break, and flags those that did: each once, by the tenant's own calendar. */
@Component
class PromiseWatch implements Job {

    private static final int AT_ONCE = 50;

    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final PromiseStore store;
    private final PromiseMail mail;
    private final PromiseCounts counts;
    private final DueDays dueDays;
    private final Clock clock;

    PromiseWatch(
            Tenants tenants,
            TenantTransactions transactions,
            PromiseStore store,
            PromiseMail mail,
            PromiseCounts counts,
            DueDays dueDays,
            Clock clock) {
        this.tenants = tenants;
        this.transactions = transactions;
        this.store = store;
        this.mail = mail;
        this.counts = counts;
        this.dueDays = dueDays;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "due-promises";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Mono<Void> run() {
        return tenants.all().concatMap(this::look).then();
    }

    private Mono<Void> look(Tenant tenant) {
        LocalDate today = dueDays.today(tenant);
        Scope system = Scope.system(tenant.id());
        Mono<List<Promise>> broken = transactions.in(
                system,
                () -> store.breaks(tenant.id(), today, clock.instant(), AT_ONCE)
                        .collectList()
                        .delayUntil(late ->
                                Flux.fromIterable(late).concatMap(mail::late).then()));
        Mono<List<Promise>> warned = transactions.in(
                system,
                () -> store.warn(tenant.id(), today, clock.instant(), AT_ONCE)
                        .collectList()
                        .delayUntil(due -> Flux.fromIterable(due)
                                .concatMap(promise -> mail.warn(tenant, promise))
                                .then()));
        return warned.then(broken)
                .doOnNext(late -> late.forEach(promise -> counts.count("broken", promise)))
                .then();
    }
}
