package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.pipedrive.Merging.Clash;
import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.pipedrive.wire.Failure;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A record that is not there any more: merged into another one, become a deal, or deleted. Only what was deleted there is
 * deleted here, and can be brought back.
 */
@Component
class Departure {

    private static final Duration FAR_BACK = Duration.ofDays(30);

    private final RecordStore records;
    private final OursReader ours;
    private final Lookup lookup;
    private final Inward inward;
    private final Joining joining;
    private final NewsStore news;
    private final Settlements settlements;
    private final TenantTransactions transactions;
    private final Clock clock;

    Departure(
            RecordStore records,
            OursReader ours,
            Lookup lookup,
            Inward inward,
            Joining joining,
            NewsStore news,
            Settlements settlements,
            TenantTransactions transactions,
            Clock clock) {
        this.records = records;
        this.ours = ours;
        this.lookup = lookup;
        this.inward = inward;
        this.joining = joining;
        this.news = news;
        this.settlements = settlements;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param item the record of ours, which the caller holds */
    Mono<Void> of(Account account, Item item, Link link, Optional<String> mergedInto) {
        OurKey key = new OurKey(item.kind(), item.id());
        return switch (link.kind()) {
            case LEAD ->
                lookup.converted(
                                account,
                                link.id(),
                                Optional.empty(),
                                clock.instant().minus(FAR_BACK))
                        .flatMap(deal -> converted(account, deal))
                        .switchIfEmpty(Mono.defer(() -> deleted(account, item)))
                        .then();
            case PERSON, ORGANIZATION, DEAL ->
                survivor(account, key, link, mergedInto)
                        .flatMap(winner -> follows(account, item, winner))
                        .switchIfEmpty(Mono.defer(() -> deleted(account, item)))
                        .then();
            case ACTIVITY, NOTE -> deleted(account, item).then();
        };
    }

    /** The deal is read like any other news, and finds its lead: until then that is what they have in common. */
    private Mono<Boolean> converted(Account account, Theirs deal) {
        return news.heard(account.tenant(), Lookup.link(deal), Optional.empty(), true)
                .thenReturn(true);
    }

    /** The record that it was merged into: as was said, as the same address or name shows, or what hung on it. */
    private Mono<Link> survivor(Account account, OurKey key, Link gone, Optional<String> mergedInto) {
        return Mono.justOrEmpty(mergedInto)
                .map(id -> new Link(gone.kind(), id))
                .switchIfEmpty(Mono.defer(() -> ours.read(account.tenant(), key.kind(), key.id())
                        .filter(own -> own.presence() instanceof Ours.Presence.There)
                        .flatMap(own -> lookup.known(account, own))
                        .map(Lookup::link)))
                .switchIfEmpty(Mono.defer(() -> onWhichItsHang(account, gone)));
    }

    /** When two become one, what hung on the one hangs on the other: one of those knows. */
    private Mono<Link> onWhichItsHang(Account account, Link gone) {
        String field = gone.kind().field().orElseThrow();
        return records.hangingOn(account.tenant(), gone)
                .flatMap(one -> account.read(one.kind(), one.id()))
                .flatMap(theirs -> Mono.justOrEmpty(theirs.values().text(field)))
                .filter(id -> !id.equals(gone.id()))
                .flatMap(id -> account.read(gone.kind(), id))
                .filter(theirs -> !theirs.gone())
                .map(Lookup::link)
                .onErrorResume(
                        failure -> failure instanceof Failure known && known.kind() == Failure.Kind.GONE,
                        lost -> Mono.empty());
    }

    /** Ours is the survivor from now on; where that one stands for another record of ours already, both become one. */
    private Mono<Boolean> follows(Account account, Item item, Link winner) {
        TenantId tenant = account.tenant();
        OurKey key = new OurKey(item.kind(), item.id());
        return records.ofRemote(tenant, winner)
                .flatMap(other -> joined(tenant, key, other)
                        .delayUntil(done ->
                                Mono.justOrEmpty(item.remote()).flatMap(gone -> records.hangOn(tenant, gone, winner)))
                        .onErrorResume(Inward::unfit, refused -> deleted(account, item)))
                .switchIfEmpty(Mono.defer(() -> inSystem(tenant, () -> records.link(key, winner, Values.NONE))
                        .then(news.heard(tenant, winner, Optional.empty(), true))
                        .thenReturn(true)));
    }

    private Mono<Boolean> joined(TenantId tenant, OurKey gone, OurKey kept) {
        return inSystem(
                        tenant,
                        () -> joining.of(Inward.pipedrive(tenant), gone.kind(), kept.id(), gone.id())
                                .then(inSystem(tenant, () -> records.forget(gone, Outcome.Reason.DELETED))))
                .thenReturn(true);
    }

    private Mono<Boolean> deleted(Account account, Item item) {
        TenantId tenant = account.tenant();
        OurKey key = new OurKey(item.kind(), item.id());
        return ours.read(tenant, item.kind(), item.id())
                .flatMap(own -> settlements.note(tenant, item, lost(item, own)))
                .then(inSystem(
                        tenant,
                        () -> inward.delete(tenant, key)
                                .then(inSystem(tenant, () -> records.forget(key, Outcome.Reason.DELETED)))))
                .thenReturn(true);
    }

    /** What was changed here and is gone with it. */
    private static List<Clash> lost(Item item, Ours own) {
        return item.touched().keySet().stream()
                .filter(own.values()::has)
                .filter(field -> !own.values().get(field).equals(item.base().get(field)))
                .map(field -> new Clash(field, own.values().get(field).orElse(""), "", false, "deleted"))
                .toList();
    }

    private <T> Mono<T> inSystem(TenantId tenant, Supplier<Mono<T>> work) {
        return transactions.in(Scope.system(tenant), work);
    }
}
