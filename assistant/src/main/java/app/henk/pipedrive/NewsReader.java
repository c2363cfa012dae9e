package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.pipedrive.Merging.Merged;
import app.henk.pipedrive.Merging.Touch;
import app.henk.pipedrive.NewsStore.News;
import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.pipedrive.wire.Failure;
import app.henk.platform.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads anew what was said to have changed there, a hundred records with one request where that is possible. */
@Component
class NewsReader {

    private static final Logger log = LoggerFactory.getLogger(NewsReader.class);
    private static final int AT_ONCE = 8;
    private static final int MOST_ATTEMPTS = 14;
    private static final Duration SOMEBODY_ELSE_IS_AT_IT = Duration.ofMillis(500);

    private final NewsStore store;
    private final RecordStore records;
    private final OursReader ours;
    private final Inward inward;
    private final Arrival arrival;
    private final Departure departure;
    private final Pauses pauses;

    NewsReader(
            NewsStore store,
            RecordStore records,
            OursReader ours,
            Inward inward,
            Arrival arrival,
            Departure departure,
            Pauses pauses) {
        this.store = store;
        this.records = records;
        this.ours = ours;
        this.inward = inward;
        this.arrival = arrival;
        this.departure = departure;
        this.pauses = pauses;
    }

    /** One round: how many were claimed. */
    Mono<Integer> round(Account account) {
        AtomicBoolean halted = new AtomicBoolean();
        return store.claim(account.tenant(), Remote.IDS)
                .flatMap(news -> Flux.fromIterable(byKind(news).entrySet())
                        // organisations and people before what points to them
                        .concatMap(kind -> kind(account, kind.getKey(), kind.getValue(), halted))
                        .then(Mono.just(halted.get() ? 0 : news.size())));
    }

    private static Map<Remote, List<News>> byKind(List<News> news) {
        Map<Remote, List<News>> kinds = new EnumMap<>(Remote.class);
        news.forEach(one -> kinds.computeIfAbsent(one.link().kind(), kind -> new ArrayList<>())
                .add(one));
        return kinds;
    }

    /**
     * Whoever reads a record there holds ours from before until it is settled: otherwise what was read could be older than
     * what another one has sent meanwhile, and would take it back.
     */
    private Mono<Void> kind(Account account, Remote kind, List<News> news, AtomicBoolean halted) {
        return Flux.fromIterable(news)
                .flatMap(one -> held(account.tenant(), one), AT_ONCE)
                .collectList()
                .flatMap(all -> together(account, kind, all)
                        .onErrorResume(
                                Failure.class,
                                failure -> halt(account, failure, halted).thenReturn(Map.of()))
                        .flatMapMany(read -> Flux.fromIterable(all)
                                .flatMap(
                                        one -> one(
                                                account,
                                                one,
                                                Optional.ofNullable(read.get(
                                                        one.news().link().id())),
                                                halted),
                                        AT_ONCE))
                        .then());
    }

    /** @param item ours, when there is one and nobody else holds it */
    private record Held(News news, Optional<OurKey> key, Optional<Item> item) {

        boolean isElsewhere() {
            return key.isPresent() && item.isEmpty();
        }
    }

    private Mono<Held> held(TenantId tenant, News news) {
        return records.ofRemote(tenant, news.link())
                .flatMap(key -> records.hold(tenant, key.kind(), key.id())
                        .map(item -> new Held(news, Optional.of(key), Optional.of(item)))
                        .defaultIfEmpty(new Held(news, Optional.of(key), Optional.empty())))
                .defaultIfEmpty(new Held(news, Optional.empty(), Optional.empty()));
    }

    /** What one list tells of several; what it leaves out is read alone. */
    private static Mono<Map<String, Theirs>> together(Account account, Remote kind, List<Held> all) {
        List<String> ids = all.stream()
                .filter(one -> !one.isElsewhere())
                .map(one -> one.news().link().id())
                .toList();
        if (!kind.readsMany() || ids.size() < 2) {
            return Mono.just(Map.of());
        }
        return account.send(kind.read(ids))
                .map(answer -> answer.records().stream()
                        .map(json -> Theirs.of(kind, json))
                        .collect(Collectors.toMap(Theirs::id, Function.identity(), (one, other) -> other)));
    }

    private Mono<Void> one(Account account, Held held, Optional<Theirs> read, AtomicBoolean halted) {
        TenantId tenant = account.tenant();
        News news = held.news();
        Mono<Void> letGo = Mono.defer(
                () -> held.item().map(item -> records.release(tenant, item)).orElseGet(Mono::empty));
        if (halted.get()) {
            return letGo.then(store.later(tenant, news, Duration.ZERO, "", false));
        }
        if (held.isElsewhere()) {
            return store.later(tenant, news, SOMEBODY_ELSE_IS_AT_IT, "", false);
        }
        return taken(account, held, read)
                .flatMap(done -> done ? store.done(tenant, news) : store.later(tenant, news, Duration.ZERO, "", false))
                .onErrorResume(failure -> letGo.then(failed(account, news, failure, halted)));
    }

    /** False when it is to be read once more. */
    private Mono<Boolean> taken(Account account, Held held, Optional<Theirs> read) {
        Link link = held.news().link();
        return read.map(Mono::just)
                .orElseGet(() -> account.read(link.kind(), link.id()))
                .filter(theirs -> !theirs.gone())
                .onErrorResume(
                        failure -> failure instanceof Failure known && known.kind() == Failure.Kind.GONE,
                        gone -> Mono.empty())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(theirs -> theirs.isPresent() ? present(account, held, theirs.get()) : absent(account, held));
    }

    private Mono<Boolean> absent(Account account, Held held) {
        return held.item()
                .map(item -> departure
                        .of(
                                account,
                                held.key().orElseThrow(),
                                held.news().link(),
                                held.news().mergedInto())
                        .then(records.release(account.tenant(), item))
                        .thenReturn(true))
                // of a record that was never here nothing is left to do
                .orElseGet(() -> Mono.just(true));
    }

    private Mono<Boolean> present(Account account, Held held, Theirs theirs) {
        TenantId tenant = account.tenant();
        if (held.item().isPresent()) {
            OurKey key = held.key().orElseThrow();
            return ours.read(tenant, key.kind(), key.id())
                    .flatMap(own -> settle(account, held.news(), held.item().get(), own, theirs));
        }
        String lead = theirs.json().path("source_lead_id").asString("");
        return arrival.of(account, theirs)
                .delayUntil(arrived -> lead.isEmpty() ? Mono.empty() : records.leadConverted(tenant, lead))
                .map(Arrival.Arrived::isMade)
                // it cannot be kept here
                .switchIfEmpty(Mono.error(Unfit::new));
    }

    private static final class Unfit extends RuntimeException {
        Unfit() {
            super("unfit", null, false, false);
        }
    }

    private Mono<Boolean> settle(Account account, News news, Item item, Ours own, Theirs theirs) {
        TenantId tenant = account.tenant();
        Link link = Lookup.link(theirs);
        // what we do not show there is not asked of there
        if (!own.isShown() || item.erase()) {
            return records.release(tenant, item).thenReturn(true);
        }
        Merged merged = Merging.merge(
                item.baseGiven(theirs.values()),
                own.values(),
                theirs.values(),
                item.touched(),
                new Touch(theirs.at(), news.byPerson()));
        return inward.take(account, own, merged, theirs).flatMap(base -> {
            boolean more = !merged.toPipedrive().isEmpty();
            Outcome outcome = more
                    ? new Outcome.Linked(link, withoutUnsent(base, merged, item))
                    : new Outcome.Synced(link, base, merged.clashes());
            return records.settle(tenant, item, outcome)
                    .delayUntil(mine -> more && mine ? records.clashes(tenant, item, merged.clashes()) : Mono.empty())
                    .thenReturn(true);
        });
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

    private Mono<Void> failed(Account account, News news, Throwable failure, AtomicBoolean halted) {
        TenantId tenant = account.tenant();
        return switch (failure) {
            case Failure known
            when known.ofTheAccount() ->
                halt(account, known, halted).then(store.later(tenant, news, Duration.ZERO, "", false));
            case Unfit unfit -> store.later(tenant, news, Duration.ZERO, "unfit", true);
            case Arrival.OnItsWay early -> store.later(tenant, news, Duration.ofSeconds(1), "", false);
            default -> {
                if (!(failure instanceof Failure)) {
                    log.error(
                            "What is new of {} {} could not be read",
                            news.link().kind(),
                            news.link().id(),
                            failure);
                }
                boolean enough = news.attempts() >= MOST_ATTEMPTS;
                long pause = Math.min(600_000, 1_000L << Math.min(news.attempts(), 9));
                yield store.later(
                        tenant,
                        news,
                        Duration.ofMillis(pause),
                        failure.getClass().getSimpleName(),
                        enough);
            }
        };
    }

    private Mono<Void> halt(Account account, Failure failure, AtomicBoolean halted) {
        if (!failure.ofTheAccount()) {
            return Mono.empty();
        }
        halted.set(true);
        return pauses.after(account.tenant(), failure);
    }
}
