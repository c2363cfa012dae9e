package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.pipedrive.Merging.Merged;
import app.henk.pipedrive.Merging.Touch;
import app.henk.pipedrive.Ours.Presence;
import app.henk.pipedrive.Outcome.Reason;
import app.henk.pipedrive.wire.Answer;
import app.henk.pipedrive.wire.Call;
import app.henk.pipedrive.wire.Failure;
import app.henk.platform.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one record there like the one here. What may have been made by an attempt that nobody heard the end of is looked
 * for before it is made again, people and organisations also when others may have made them; a record that may have
 * changed there is read first, and both are merged.
 */
@Component
class Sender {

    /** So often it is looked for what it points to there before a refusal is believed. */
    private static final int MOST_LOOKS = 8;

    /** What is gone is looked for meanwhile. */
    private static final Duration UNTIL_LOOKED_FOR = Duration.ofSeconds(5);

    private final Lookup lookup;
    private final Conversion conversion;
    private final Inward inward;
    private final NewsStore news;
    private final RecordStore records;

    Sender(Lookup lookup, Conversion conversion, Inward inward, NewsStore news, RecordStore records) {
        this.lookup = lookup;
        this.conversion = conversion;
        this.inward = inward;
        this.news = news;
        this.records = records;
    }

    /**
     * @param mine whether what is sent is still this instance's to send, asked right before each request
     * @param rearranged whether something was merged there, so that what was claimed may hang elsewhere
     */
    record Turn(Account account, BooleanSupplier mine, AtomicBoolean rearranged) {}

    /** What would be sent for this record, if nothing has changed there. */
    static Claims.Intention sending(Item item, Ours ours) {
        boolean making =
                item.remote().isEmpty() && ours.isShown() && ours.need().isEmpty();
        return new Claims.Intention(item, changes(item, ours), making);
    }

    private static Values changes(Item item, Ours ours) {
        return ours.values().differingFrom(item.base());
    }

    /** A success that shows something else than was sent: whether it was taken is found out by looking again. */
    static final class KeptOtherwise extends RuntimeException {

        KeptOtherwise(Set<String> fields) {
            super(String.join(", ", fields), null, false, false);
        }
    }

    /** Fails with a {@link Failure} where a call did, or with {@link KeptOtherwise}. */
    Mono<Outcome> send(Turn turn, Item item, Ours ours) {
        return sent(turn, item, ours)
                .onErrorResume(
                        Sender::isRefused,
                        refused -> item.attempts() > MOST_LOOKS
                                ? Mono.error(refused)
                                : pointsToWhatIsGone(turn, ours).flatMap(gone -> gone ? again() : Mono.error(refused)));
    }

    /** What it points to may have gone there without our having heard of it: that is found out where news are read. */
    private Mono<Boolean> pointsToWhatIsGone(Turn turn, Ours ours) {
        Account account = turn.account();
        return Flux.fromArray(Remote.values())
                .flatMap(kind -> Mono.justOrEmpty(kind.field().flatMap(ours.values()::text))
                        .map(id -> new Link(kind, id)))
                .filterWhen(link -> lookup.isGone(account, link))
                .concatMap(link -> news.missed(account.tenant(), link.kind(), List.of(link.id()))
                        .thenReturn(link))
                .hasElements();
    }

    private Mono<Outcome> sent(Turn turn, Item item, Ours ours) {
        if (item.erase()) {
            return away(turn, item, ours, Reason.ERASED);
        }
        return switch (ours.presence()) {
            case Presence.Away(Reason reason) -> away(turn, item, ours, reason);
            case Presence.Aside(Reason reason) -> Mono.just(new Outcome.Left(reason));
            case Presence.Merged merged -> merged(turn, item, ours, merged);
            case Presence.Converted converted -> behind(ours).orElseGet(() -> converted(turn, item, ours, converted));
            case Presence.There(Remote as) -> behind(ours).orElseGet(() -> there(turn, item, ours, as));
        };
    }

    private static Optional<Mono<Outcome>> behind(Ours ours) {
        return ours.need().map(need -> Mono.just(new Outcome.Behind(need.kind(), need.id())));
    }

    private Mono<Outcome> there(Turn turn, Item item, Ours ours, Remote as) {
        Values values = ours.values();
        if (as == Remote.DEAL && values.has("stage") && values.text("stage").isEmpty()) {
            return failed(Reason.STAGE);
        }
        if (as == Remote.LEAD
                && values.text("person").isEmpty()
                && values.text("org").isEmpty()) {
            return failed(Reason.NOBODY);
        }
        return item.remote().isPresent() ? changed(turn, item, ours) : made(turn, item, ours, as);
    }

    private static Mono<Outcome> failed(Reason reason) {
        return Mono.just(new Outcome.Failed(reason, ""));
    }

    private Mono<Outcome> made(Turn turn, Item item, Ours ours, Remote as) {
        return found(turn, item, ours, as)
                .flatMap(theirs -> agreed(turn, item.linked(Lookup.link(theirs), item.base()), ours, theirs))
                .switchIfEmpty(Mono.defer(() -> create(turn, item, ours, as)));
    }

    private Mono<Theirs> found(Turn turn, Item item, Ours ours, Remote as) {
        Mono<Theirs> madeBefore =
                Mono.justOrEmpty(item.unsure()).flatMap(since -> lookup.made(turn.account(), item, ours, as, since));
        return madeBefore.switchIfEmpty(Mono.defer(() -> lookup.known(turn.account(), ours)));
    }

    private static Mono<Outcome> create(Turn turn, Item item, Ours ours, Remote as) {
        Call call = as.create(Bodies.creating(
                as,
                item.id(),
                defaults(as, ours.values()),
                turn.account().connection().refs()));
        return turn.account()
                .send(call, turn.mine())
                .map(Answer::record)
                .map(json -> Theirs.of(as, json))
                .filter(theirs -> !theirs.id().isEmpty())
                .switchIfEmpty(Mono.error(() -> Failure.of(Failure.Kind.UNKNOWN, "An answer without an id")))
                .map(theirs -> created(ours.values(), theirs));
    }

    private static Outcome created(Values sent, Theirs theirs) {
        Values other = keptOtherwise(sent, theirs);
        Link link = Lookup.link(theirs);
        Values both = withOwner(sent, theirs);
        return other.isEmpty() ? new Outcome.Synced(link, both) : new Outcome.Linked(link, both.with(other), List.of());
    }

    /** What is nobody's here has an owner there from the beginning; only who it becomes later is news. */
    private static Values withOwner(Values sent, Theirs theirs) {
        return theirs.values()
                .text("owner")
                .filter(owner -> !sent.has("owner"))
                .map(owner -> sent.with("owner", owner))
                .orElse(sent);
    }

    /** As it is there, where that is something else than was sent. Texts are cleaned there, so they are not compared. */
    private static Values keptOtherwise(Values sent, Theirs theirs) {
        Map<String, String> other = new TreeMap<>();
        // what is empty is not always said there
        sent.said().without("text").fields().forEach((field, value) -> {
            String kept = theirs.values().get(field).orElse(value);
            if (!kept.equals(value)) {
                other.put(field, kept);
            }
        });
        return new Values(other);
    }

    /** What a task is called there. */
    private static Values defaults(Remote as, Values values) {
        return as == Remote.ACTIVITY && !values.has("type") ? values.with("type", "task") : values;
    }

    private Mono<Outcome> changed(Turn turn, Item item, Ours ours) {
        Link link = item.remote().orElseThrow();
        Values changes = changes(item, ours);
        // lists of addresses are sent whole, so the others must be known
        boolean listed = link.kind() == Remote.PERSON && (changes.has("email") || changes.has("phone"));
        // nothing was agreed yet with what was only found there
        if (item.disputed() || listed || item.base().isEmpty()) {
            return turn.account()
                    .read(link.kind(), link.id())
                    .filter(theirs -> !theirs.gone())
                    .flatMap(theirs -> agreed(turn, item, ours, theirs))
                    .switchIfEmpty(Mono.defer(() -> gone(turn, link)))
                    .onErrorResume(Sender::isGone, lost -> gone(turn, link));
        }
        return patch(turn, item, ours, changes, Optional.empty())
                .map(base -> new Outcome.Synced(link, base))
                .cast(Outcome.class)
                .onErrorResume(Sender::isGone, lost -> gone(turn, link));
    }

    /** Both are read: what is newer there comes here, what is newer here goes there. */
    private Mono<Outcome> agreed(Turn turn, Item item, Ours ours, Theirs theirs) {
        Merged merged = Merging.merge(
                item.baseGiven(theirs.values()),
                ours.values(),
                theirs.values(),
                item.touched(),
                new Touch(theirs.at(), true));
        Link link = Lookup.link(theirs);
        return inward.take(turn.account(), ours, merged, theirs)
                .flatMap(taken -> patch(
                                turn, item.linked(link, taken.base()), ours, merged.toPipedrive(), Optional.of(theirs))
                        .map(both -> new Outcome.Synced(link, both, taken.clashes())));
    }

    /** What both have afterwards. */
    private static Mono<Values> patch(Turn turn, Item item, Ours ours, Values changes, Optional<Theirs> theirs) {
        Link link = item.remote().orElseThrow();
        Values base = item.base().with(changes);
        var body = Bodies.changing(link.kind(), item.id(), changes, ours.values(), theirs.map(Theirs::json));
        return body.isEmpty()
                ? Mono.just(base)
                : written(turn, link, body)
                        .map(answer -> confirmed(Theirs.of(link.kind(), answer.record()), changes))
                        .thenReturn(base);
    }

    /** Where a day may not be taken away, the rest goes there all the same; the day comes back with what is read next. */
    private static Mono<Answer> written(Turn turn, Link link, ObjectNode body) {
        return turn.account()
                .send(link.kind().change(link.id(), body), turn.mine())
                .onErrorResume(
                        Sender::isRefused,
                        refused -> Mono.justOrEmpty(Bodies.keepingTheDay(body))
                                .switchIfEmpty(Mono.error(refused))
                                .filter(rest -> !rest.isEmpty())
                                .flatMap(rest ->
                                        turn.account().send(link.kind().change(link.id(), rest), turn.mine())));
    }

    private static Theirs confirmed(Theirs theirs, Values sent) {
        Values other = keptOtherwise(sent, theirs);
        if (!other.isEmpty()) {
            throw new KeptOtherwise(other.fields().keySet());
        }
        return theirs;
    }

    private Mono<Outcome> away(Turn turn, Item item, Ours ours, Reason reason) {
        Remote as = item.kind() == Kind.ACTIVITY ? Remote.NOTE : item.kind().remote();
        Mono<Link> there = Mono.justOrEmpty(item.remote())
                .switchIfEmpty(Mono.justOrEmpty(item.unsure())
                        .flatMap(since -> lookup.made(turn.account(), item, ours, as, since))
                        .map(Lookup::link));
        return there.flatMap(link -> turn.account()
                        .send(link.kind().delete(link.id()), turn.mine())
                        .then()
                        .onErrorResume(Sender::isGone, lost -> Mono.empty())
                        .thenReturn(true))
                .then(Mono.just(new Outcome.Left(reason)));
    }

    private Mono<Outcome> merged(Turn turn, Item item, Ours ours, Presence.Merged merged) {
        TenantId tenant = turn.account().tenant();
        if (item.remote().isEmpty() || (merged.into().isEmpty() && !merged.soon())) {
            return away(turn, item, ours, Reason.DELETED)
                    .delayUntil(left ->
                            Mono.justOrEmpty(item.remote()).flatMap(link -> records.hangElsewhere(tenant, link)));
        }
        if (merged.into().isEmpty()) {
            return Mono.just(
                    new Outcome.Behind(merged.with().kind(), merged.with().id()));
        }
        Link link = item.remote().get();
        Link into = new Link(link.kind(), merged.into().get());
        return turn.account()
                .send(link.kind().merge(link.id(), Bodies.merging(into.id())), turn.mine())
                .then(Mono.defer(() -> records.hangOn(tenant, link, into)))
                .thenReturn(true)
                .onErrorResume(Sender::isGone, lost -> mergedBefore(turn.account(), link))
                .doOnSuccess(done -> turn.rearranged().set(true))
                .flatMap(done -> done ? Mono.just(new Outcome.Left(Reason.DELETED)) : gone(turn, into));
    }

    /** By an attempt whose answer was lost, or by somebody there into another one; false when it is the other one that is gone. */
    private Mono<Boolean> mergedBefore(Account account, Link link) {
        return lookup.isGone(account, link)
                .delayUntil(gone -> gone ? records.hangElsewhere(account.tenant(), link) : Mono.empty());
    }

    private Mono<Outcome> converted(Turn turn, Item item, Ours ours, Presence.Converted converted) {
        if (item.remote().isPresent()) {
            return changed(turn, item, ours);
        }
        Optional<String> person = ours.values().text("person");
        Mono<Theirs> before = Mono.justOrEmpty(item.unsure())
                .flatMap(since -> lookup.converted(turn.account(), converted.lead(), person, since));
        return before.switchIfEmpty(Mono.defer(() -> conversion.of(turn, converted, person)))
                .delayUntil(deal ->
                        records.converted(turn.account().tenant(), converted.lead(), item.id(), Lookup.link(deal)))
                .flatMap(deal -> agreed(turn, item.linked(Lookup.link(deal), asOurs(ours, deal)), ours, deal))
                .onErrorResume(Sender::isGone, lost -> gone(turn, new Link(Remote.LEAD, converted.lead())));
    }

    /** All as it is there, so that ours goes there; the day that only the lead there had comes here. */
    private static Values asOurs(Ours ours, Theirs deal) {
        return ours.values().text("close").isPresent()
                ? deal.values()
                : deal.values().with("close", "");
    }

    /** What became of it is found out where news are read. */
    private Mono<Outcome> gone(Turn turn, Link link) {
        return news.missed(turn.account().tenant(), link.kind(), List.of(link.id()))
                .then(again());
    }

    private static Mono<Outcome> again() {
        return Mono.just(new Outcome.Again(Reason.GONE, "", UNTIL_LOOKED_FOR, false));
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof Failure known && known.kind() == Failure.Kind.REFUSED;
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof Failure known && known.kind() == Failure.Kind.GONE;
    }
}
