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
    private final Neighbours neighbours;
    private final Lookup lookup;
    private final Inward inward;
    private final Joining joining;
    private final Arrival arrival;
    private final NewsStore news;
    private final Settlements settlements;
    private final TenantTransactions transactions;
    private final Clock clock;

    Departure(
            RecordStore records,
            OursReader ours,
            Neighbours neighbours,
            Lookup lookup,
            Inward inward,
            Joining joining,
            Arrival arrival,
            NewsStore news,
            Settlements settlements,
            TenantTransactions transactions,
            Clock clock) {
        this.records = records;
        this.ours = ours;
        this.neighbours = neighbours;
        this.lookup = lookup;
        this.inward = inward;
        this.joining = joining;
        this.arrival = arrival;
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
                        .flatMap(deal -> converted(account, link, deal))
                        .switchIfEmpty(Mono.defer(() -> standsAs(account, key)
                                .flatMap(deal -> inward.delete(account.tenant(), deal))
                                .then(deleted(account, item))))
                        .then();
            case PERSON, ORGANIZATION, DEAL ->
                survivor(account, key, link, mergedInto)
                        .flatMap(winner -> follows(account, item, link, winner))
                        .switchIfEmpty(Mono.defer(() -> deleted(account, item)))
                        .then();
            case ACTIVITY, NOTE -> deleted(account, item).then();
        };
    }

    /** A deal that is not known yet is read like any other news, and finds its lead. */
    private Mono<Boolean> converted(Account account, Link lead, Theirs theirs) {
        TenantId tenant = account.tenant();
        Link deal = Lookup.link(theirs);
        return records.ofRemote(tenant, deal)
                .flatMap(known -> records.leadConverted(tenant, lead.id(), deal).thenReturn(true))
                .switchIfEmpty(Mono.defer(
                        () -> news.heard(tenant, deal, Optional.empty(), true).thenReturn(true)));
    }

    /** The deal of ours that was there as this lead and nothing else: it goes with it. */
    private Mono<OurKey> standsAs(Account account, OurKey lead) {
        return neighbours
                .dealOf(account.tenant(), lead.id())
                .flatMap(deal -> ours.read(account.tenant(), Kind.DEAL, deal))
                .filter(deal -> deal.presence().equals(new Ours.Presence.Aside(Outcome.Reason.AS_LEAD)))
                .map(deal -> new OurKey(Kind.DEAL, deal.id()));
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

    /**
     * Ours is the survivor from now on; where that one stands for another record of ours already, both become one. What is
     * no more here takes nothing there with it: the survivor is another one's too.
     */
    private Mono<Boolean> follows(Account account, Item item, Link gone, Link winner) {
        TenantId tenant = account.tenant();
        OurKey key = new OurKey(item.kind(), item.id());
        return ours.read(tenant, key.kind(), key.id())
                .flatMap(own -> item.erase() || isGoneHere(own)
                        ? letGo(tenant, item, gone, winner)
                        : arrival.ours(account, winner)
                                .flatMap(other -> ours.read(tenant, other.kind(), other.id()))
                                .flatMap(other -> becomes(account, item, gone, winner, other))
                                .switchIfEmpty(Mono.defer(() -> takesOver(tenant, key, gone, winner, Mono.empty()))));
    }

    private static boolean isGoneHere(Ours own) {
        return own.presence() instanceof Ours.Presence.Away || own.presence() instanceof Ours.Presence.Merged;
    }

    private Mono<Boolean> letGo(TenantId tenant, Item item, Link gone, Link winner) {
        return records.hangElsewhere(tenant, gone)
                .then(inSystem(
                        tenant, () -> records.forget(new OurKey(item.kind(), item.id()), Outcome.Reason.DELETED)))
                .then(item.erase() ? Mono.empty() : news.heard(tenant, winner, Optional.empty(), true))
                .thenReturn(true);
    }

    /** @param other of ours, for which the survivor there stands */
    private Mono<Boolean> becomes(Account account, Item item, Link gone, Link winner, Ours other) {
        TenantId tenant = account.tenant();
        OurKey key = new OurKey(item.kind(), item.id());
        OurKey survivor = new OurKey(other.kind(), other.id());
        Optional<OurKey> keep = switch (other.presence()) {
            case Ours.Presence.Merged merged -> Optional.of(merged.with()).filter(with -> !with.equals(key));
            case Ours.Presence.Away away -> Optional.empty();
            case Ours.Presence.There there -> Optional.of(survivor);
            case Ours.Presence.Converted converted -> Optional.of(survivor);
            case Ours.Presence.Aside aside -> Optional.of(survivor);
        };
        return keep.map(kept -> joined(tenant, key, kept)
                        .delayUntil(done -> records.hangOn(tenant, gone, winner))
                        .onErrorResume(Inward::unfit, refused -> deleted(account, item)))
                // deleted here, but merged into ours or with it there: there is one left of the two
                .orElseGet(
                        () -> takesOver(tenant, key, gone, winner, records.forget(survivor, Outcome.Reason.DELETED)));
    }

    private Mono<Boolean> takesOver(TenantId tenant, OurKey key, Link gone, Link winner, Mono<Void> first) {
        return inSystem(tenant, () -> first.then(records.link(key, winner, Values.NONE)))
                .then(records.hangOn(tenant, gone, winner))
                .then(news.heard(tenant, winner, Optional.empty(), true))
                .thenReturn(true);
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
