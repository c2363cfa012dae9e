package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.pipedrive.Merging.Clash;
import app.henk.pipedrive.Merging.Merged;
import app.henk.pipedrive.Merging.Touch;
import app.henk.pipedrive.NewsStore.News;
import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.pipedrive.wire.Failure;
import app.henk.platform.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What becomes of our record when one there was read anew: it is made, changed, linked or gone, and what is ours goes back. */
@Component
class Intake {

    /** What happened stays as it was noted: where it is written anew there, it is an entry more here. */
    private static final Set<String> WRITTEN = Set.of("subject", "text", "type");

    private final RecordStore records;
    private final Claims claims;
    private final Settlements settlements;
    private final OursReader ours;
    private final Inward inward;
    private final Arrival arrival;
    private final Departure departure;
    private final NewsStore news;

    Intake(
            RecordStore records,
            Claims claims,
            Settlements settlements,
            OursReader ours,
            Inward inward,
            Arrival arrival,
            Departure departure,
            NewsStore news) {
        this.records = records;
        this.claims = claims;
        this.settlements = settlements;
        this.ours = ours;
        this.inward = inward;
        this.arrival = arrival;
        this.departure = departure;
        this.news = news;
    }

    /** @param item ours, when there is one and nobody else holds it */
    record Held(News news, Optional<OurKey> key, Optional<Item> item) {

        boolean isElsewhere() {
            return key.isPresent() && item.isEmpty();
        }
    }

    /** It cannot be kept here. */
    static final class Unfit extends RuntimeException {
        Unfit() {
            super("unfit", null, false, false);
        }
    }

    /**
     * False when it is to be read once more: it was only linked, or somebody else linked it meanwhile.
     *
     * @param read how it is there; read here when nobody has
     */
    Mono<Boolean> take(Account account, Held held, Optional<Theirs> read) {
        Link link = held.news().link();
        return read.map(Mono::just)
                .orElseGet(() -> account.read(link.kind(), link.id()))
                .filter(theirs -> !theirs.gone())
                .onErrorResume(
                        failure -> failure instanceof Failure known && known.kind() == Failure.Kind.GONE,
                        gone -> Mono.empty())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(theirs -> theirs.isPresent()
                        ? present(account, held, theirs.get())
                        : absent(account, held).thenReturn(true));
    }

    private Mono<Void> absent(Account account, Held held) {
        return held.item()
                .map(item -> departure
                        .of(account, item, held.news().link(), held.news().mergedInto())
                        .then(claims.release(account.tenant(), item)))
                // of a record that was never here nothing is left to do
                .orElseGet(Mono::empty);
    }

    private Mono<Boolean> present(Account account, Held held, Theirs theirs) {
        TenantId tenant = account.tenant();
        Mono<Void> noLeadAnyMore = Mono.justOrEmpty(theirs.sourceLead())
                .flatMap(lead -> records.leadConverted(tenant, lead, Lookup.link(theirs)));
        if (held.item().isPresent()) {
            OurKey key = held.key().orElseThrow();
            return noLeadAnyMore
                    .then(ours.read(tenant, key.kind(), key.id()))
                    .flatMap(own -> settle(account, held.news(), held.item().get(), own, theirs))
                    .thenReturn(true);
        }
        return arrival.of(account, theirs)
                .switchIfEmpty(Mono.error(Unfit::new))
                .delayUntil(arrived -> noLeadAnyMore)
                .map(Arrival.Arrived::isMade);
    }

    private Mono<Void> settle(Account account, News news, Item item, Ours own, Theirs theirs) {
        TenantId tenant = account.tenant();
        Link link = Lookup.link(theirs);
        // what we do not show there is not asked of there
        if (!own.isShown() || item.erase()) {
            return settlements
                    .note(tenant, item, item.erase() ? List.of() : lost(item, own, theirs))
                    .then(claims.release(tenant, item));
        }
        Merged merged = Merging.merge(
                item.baseGiven(theirs.values()),
                own.values(),
                theirs.values(),
                item.touched(),
                new Touch(theirs.at(), news.byPerson()));
        if (own.kind() == Kind.ACTIVITY && isWrittenAnew(own, merged)) {
            return arrival.again(account, new OurKey(own.kind(), own.id()), theirs);
        }
        return movedOn(tenant, item, theirs)
                .then(inward.take(account, own, merged, theirs))
                .map(taken -> merged.toPipedrive().isEmpty()
                        ? new Outcome.Synced(link, taken.base(), taken.clashes())
                        : new Outcome.Linked(link, withoutUnsent(taken.base(), merged, item), taken.clashes()))
                .flatMap(outcome -> settlements.settle(tenant, item, outcome))
                .then();
    }

    private static boolean isWrittenAnew(Ours own, Merged merged) {
        return WRITTEN.stream()
                .filter(merged.toHenk()::has)
                .anyMatch(field -> !Inward.isMissing(own, field, merged.toHenk()));
    }

    /**
     * What hangs on another one there than was agreed: that one may have become part of it without anybody's saying so.
     * Once this is taken over nothing else shows it, so what it hung on is looked at again.
     */
    private Mono<Void> movedOn(TenantId tenant, Item item, Theirs theirs) {
        if (theirs.kind() != Remote.ACTIVITY && theirs.kind() != Remote.NOTE) {
            return Mono.empty();
        }
        return Flux.fromArray(Remote.values())
                .concatMap(kind -> Mono.justOrEmpty(kind.field())
                        .flatMap(field -> Mono.justOrEmpty(item.base().text(field))
                                .flatMap(before -> Mono.justOrEmpty(
                                                theirs.values().text(field))
                                        .filter(now -> !now.equals(before))
                                        .flatMap(now ->
                                                news.heard(tenant, new Link(kind, before), Optional.of(now), true)))))
                .then();
    }

    /** What was changed there of a record that was deleted here, and goes with it. */
    private static List<Clash> lost(Item item, Ours own, Theirs theirs) {
        if (!own.presence().equals(new Ours.Presence.Away(Outcome.Reason.DELETED))) {
            return List.of();
        }
        Values agreed = item.baseGiven(theirs.values());
        return theirs.values().fields().entrySet().stream()
                .filter(field -> agreed.get(field.getKey())
                        .filter(before -> !before.equals(field.getValue()))
                        .isPresent())
                .map(field -> new Clash(
                        field.getKey(), agreed.get(field.getKey()).orElse(""), field.getValue(), true, "deleted"))
                .toList();
    }

    /** What is still to be sent was not agreed yet. */
    private static Values withoutUnsent(Values base, Merged merged, Item item) {
        Values agreed = base;
        for (String field : merged.toPipedrive().fields().keySet()) {
            agreed = item.base().get(field).isPresent()
                    ? agreed.with(field, item.base().get(field).get())
                    : agreed.without(field);
        }
        return agreed;
    }
}
