package app.henk.pipedrive;

import app.henk.pipedrive.Outcome.Reason;
import app.henk.pipedrive.Sender.Turn;
import app.henk.pipedrive.wire.Failure;
import app.henk.platform.TenantId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what waits: claims a few records, kind after kind in the order in which they need each other, and writes down
 * what became of each. Whatever is about the whole account makes all of it wait, so that nobody asks in vain.
 */
@Component
class Dispatch {

    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    /** So many records are claimed for one round. */
    static final int MOST = 64;

    private static final int AT_ONCE = 32;
    private static final int MOST_ATTEMPTS = 14;
    /** Who shows another value three times keeps it. */
    private static final int MOST_DENIALS = 3;
    /** Somebody here changes it just now. */
    private static final Duration SOON = Duration.ofMillis(500);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Leases leases;
    private final Claims claims;
    private final Settlements settlements;
    private final OursReader reader;
    private final Sender sender;
    private final Pauses pauses;
    private final MeterRegistry registry;

    Dispatch(
            Leases leases,
            Claims claims,
            Settlements settlements,
            OursReader reader,
            Sender sender,
            Pauses pauses,
            MeterRegistry registry) {
        this.leases = leases;
        this.claims = claims;
        this.settlements = settlements;
        this.reader = reader;
        this.sender = sender;
        this.pauses = pauses;
        this.registry = registry;
    }

    /** One round: how many were claimed. */
    Mono<Integer> round(Account account) {
        AtomicBoolean halted = new AtomicBoolean();
        return leases.during(
                account.tenant(),
                lease -> claims.next(account.tenant(), MOST, lease.id())
                        .flatMap(items -> all(
                                        new Turn(account, lease::isMine, new AtomicBoolean()), byKind(items), halted)
                                .then(Mono.fromSupplier(() -> halted.get() ? 0 : items.size()))));
    }

    /** What hangs on records that were merged there is claimed anew, for it hangs elsewhere by now. */
    private Mono<Void> all(Turn turn, Map<Kind, List<Item>> kinds, AtomicBoolean halted) {
        return Flux.fromIterable(kinds.entrySet())
                .concatMap(kind -> turn.rearranged().get()
                        ? settled(turn.account().tenant(), untouched(kind.getValue()))
                        : kind(turn, kind.getKey(), kind.getValue(), halted))
                .then();
    }

    private static List<Settlement> untouched(List<Item> items) {
        return items.stream()
                .map(item -> new Settlement(item, new Outcome.Untouched()))
                .toList();
    }

    private static Map<Kind, List<Item>> byKind(List<Item> items) {
        Map<Kind, List<Item>> kinds = new EnumMap<>(Kind.class);
        items.forEach(item ->
                kinds.computeIfAbsent(item.kind(), kind -> new ArrayList<>()).add(item));
        return kinds;
    }

    private Mono<Void> kind(Turn turn, Kind kind, List<Item> items, AtomicBoolean halted) {
        TenantId tenant = turn.account().tenant();
        List<UUID> ids = items.stream().map(Item::id).toList();
        return reader.read(tenant, kind, ids)
                .flatMapMany(ours ->
                        Flux.fromIterable(items).buffer(AT_ONCE).concatMap(some -> sent(turn, some, ours, halted), 1))
                // the next ones are being sent meanwhile
                .concatMap(some -> settled(tenant, some), 1)
                .then();
    }

    private Mono<List<Settlement>> sent(Turn turn, List<Item> some, Map<UUID, Ours> ours, AtomicBoolean halted) {
        return claims.intend(turn.account().tenant(), some.stream().map(item -> Sender.sending(item, of(item, ours))))
                .thenMany(Flux.fromIterable(some))
                .flatMap(item -> one(turn, item, of(item, ours), halted), AT_ONCE)
                .collectList();
    }

    /** The reader leaves none out. */
    private static Ours of(Item item, Map<UUID, Ours> ours) {
        return Objects.requireNonNull(ours.get(item.id()));
    }

    private Mono<Settlement> one(Turn turn, Item item, Ours ours, AtomicBoolean halted) {
        return Mono.defer(() ->
                        halted.get() ? Mono.<Outcome>just(new Outcome.Untouched()) : sender.send(turn, item, ours))
                .onErrorResume(failure -> failed(turn, item, failure, halted))
                .map(outcome -> new Settlement(item, outcome));
    }

    /** What cannot be written down is looked for when the lease is over; the rest goes on. */
    private Mono<Void> settled(TenantId tenant, List<Settlement> some) {
        return settlements
                .settle(tenant, some)
                .doOnNext(mine -> some.forEach(one -> counted(one, mine.contains(one.key()))))
                .onErrorResume(failure -> {
                    log.warn(
                            "What became of {} records could not be written down: {}", some.size(), failure.toString());
                    return Mono.empty();
                })
                .then();
    }

    private void counted(Settlement one, boolean mine) {
        registry.counter(
                        "henk.pipedrive.records",
                        "kind",
                        one.item().kind().sql(),
                        "outcome",
                        one.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
        if (!mine) {
            log.info(
                    "The {} {} was taken over while it was sent",
                    one.item().kind().sql(),
                    one.item().id());
        }
    }

    private Mono<Outcome> failed(Turn turn, Item item, Throwable error, AtomicBoolean halted) {
        if (error instanceof Failure failure) {
            return failed(turn, item, failure, halted);
        }
        if (error instanceof Sender.KeptOtherwise kept) {
            String fields = Optional.ofNullable(kept.getMessage()).orElse("");
            return Mono.just(
                    item.attempts() >= MOST_DENIALS
                            ? new Outcome.Failed(Reason.KEPT_OTHERWISE, fields)
                            : again(item, Reason.KEPT_OTHERWISE, fields, false));
        }
        if (Inward.isLate(error) || error instanceof Arrival.OnItsWay) {
            return Mono.just(new Outcome.Again(Reason.UNKNOWN, "", SOON, false));
        }
        log.error(
                "The {} {} could not be sent for a reason of our own",
                item.kind().sql(),
                item.id(),
                error);
        return Mono.just(again(item, Reason.UNKNOWN, error.getClass().getSimpleName(), true));
    }

    private Mono<Outcome> failed(Turn turn, Item item, Failure failure, AtomicBoolean halted) {
        if (failure.ofTheAccount()) {
            halted.set(true);
            return pauses.after(turn.account().tenant(), failure).thenReturn(new Outcome.Untouched());
        }
        return Mono.just(
                switch (failure.kind()) {
                    case EXPIRED -> new Outcome.Untouched();
                    case CAP -> new Outcome.Failed(Reason.CAP, failure.detail());
                    case REFUSED, GONE -> new Outcome.Failed(Refusal.reason(failure.detail()), failure.detail());
                    default -> again(item, Reason.UNKNOWN, failure.detail(), true);
                });
    }

    private static Outcome again(Item item, Reason reason, String detail, boolean unsure) {
        if (item.attempts() >= MOST_ATTEMPTS) {
            return new Outcome.Failed(reason, detail);
        }
        long full = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(item.attempts() - 1, 12));
        long pause = full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
        return new Outcome.Again(reason, detail, Duration.ofMillis(pause), unsure);
    }
}
