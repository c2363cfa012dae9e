package app.henk.customers;

import app.henk.identity.Conversations;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.jobs.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets go of what was kept long enough, as the tenant has decided and told its visitors: conversations in which nobody
 * left a way to be reached and nothing is ahead, and measures of those who have not ordered for years, wherever they told them.
 */
@Component
class Retention implements Job {

    static final String NAME = "retention";

    /** Of each kind and tenant in one run; what is left is the next run's. */
    private static final int AT_ONCE = 500;

    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Conversations conversations;
    private final Erasure erasure;
    private final MeasurementStore measurements;
    private final KnownFacts facts;
    private final Clock clock;

    Retention(
            Tenants tenants,
            TenantTransactions transactions,
            Conversations conversations,
            Erasure erasure,
            MeasurementStore measurements,
            KnownFacts facts,
            Clock clock) {
        this.tenants = tenants;
        this.transactions = transactions;
        this.conversations = conversations;
        this.erasure = erasure;
        this.measurements = measurements;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public Mono<Void> run() {
        return tenants.all()
                .concatMap(tenant -> abandoned(tenant).then(outgrown(tenant)))
                .then();
    }

    private Mono<Void> abandoned(Tenant tenant) {
        return Mono.justOrEmpty(tenant.retention().conversationDays())
                .map(days -> clock.instant().minus(Duration.ofDays(days)))
                .flatMapMany(since -> transactions
                        .in(
                                Scope.system(tenant.id()),
                                () -> conversations
                                        .abandoned(tenant.id(), since, AT_ONCE)
                                        .collectList())
                        .flatMapIterable(found -> found))
                .map(conversation -> new Principal.Visitor(tenant.id(), conversation))
                .concatMap(visitor -> erasure.of(visitor, NAME, Optional.empty(), Optional.empty()))
                .then();
    }

    private Mono<Void> outgrown(Tenant tenant) {
        return Mono.justOrEmpty(tenant.retention().measurementYears())
                .map(years -> LocalDate.now(clock.withZone(tenant.zone())).minusYears(years))
                .flatMap(since -> pageOfMeasured(tenant, since, new UUID(0, 0))
                        .expand(page -> page.last()
                                .map(last -> pageOfMeasured(tenant, since, last))
                                .orElseGet(Mono::empty))
                        .then());
    }

    /** @param last from where to go on; empty behind the last one */
    private record Page(Optional<UUID> last) {}

    private Mono<Page> pageOfMeasured(Tenant tenant, LocalDate since, UUID after) {
        Scope system = Scope.system(tenant.id());
        return transactions
                .in(
                        system,
                        () -> measurements.measuredBefore(since, after, AT_ONCE).collectList())
                .delayUntil(owners -> Flux.fromIterable(owners)
                        .concatMap(owner -> transactions.in(
                                system,
                                () -> hasOrderedSince(tenant, owner, since)
                                        .flatMap(ordered ->
                                                ordered ? Mono.empty() : measurements.forgetBefore(owner, since)))))
                .map(owners -> new Page(
                        owners.size() < AT_ONCE
                                ? Optional.empty()
                                : Optional.of(owners.getLast().id())));
    }

    private Mono<Boolean> hasOrderedSince(Tenant tenant, Owner owner, LocalDate since) {
        return facts.all(owner.speaker(tenant.id()))
                .map(known -> known.stream()
                        .anyMatch(fact -> fact.section().equals("orders")
                                && !fact.at()
                                        .isBefore(since.atStartOfDay(ZoneOffset.UTC)
                                                .toInstant())));
    }
}
