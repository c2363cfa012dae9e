package app.henk.pipedrive;

import app.henk.pipedrive.Intake.Held;
import app.henk.pipedrive.NewsStore.News;
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
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);
    private static final Duration SOMEBODY_ELSE_IS_AT_IT = Duration.ofMillis(500);

    private final Leases leases;
    private final NewsStore store;
    private final RecordStore records;
    private final Claims claims;
    private final Intake intake;
    private final Pauses pauses;

    NewsReader(Leases leases, NewsStore store, RecordStore records, Claims claims, Intake intake, Pauses pauses) {
        this.leases = leases;
        this.store = store;
        this.records = records;
        this.claims = claims;
        this.intake = intake;
        this.pauses = pauses;
    }

    /** One round: how many were claimed. */
    Mono<Integer> round(Account account) {
        AtomicBoolean halted = new AtomicBoolean();
        return leases.during(
                account.tenant(),
                lease -> store.claim(account.tenant(), Remote.IDS, lease.id())
                        .flatMap(news -> Flux.fromIterable(byKind(news).entrySet())
                                // organisations and people before what points to them
                                .concatMap(kind -> kind(account, kind.getKey(), kind.getValue(), halted))
                                .then(Mono.fromSupplier(() -> halted.get() ? 0 : news.size()))));
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

    private Mono<Held> held(TenantId tenant, News news) {
        return records.ofRemote(tenant, news.link())
                .flatMap(key -> claims.hold(tenant, key.kind(), key.id(), news.lease())
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
                () -> held.item().map(item -> claims.release(tenant, item)).orElseGet(Mono::empty));
        if (halted.get()) {
            return letGo.then(store.later(tenant, news, Duration.ZERO));
        }
        if (held.isElsewhere()) {
            return store.later(tenant, news, SOMEBODY_ELSE_IS_AT_IT);
        }
        return intake.take(account, held, read)
                .flatMap(done -> done ? store.done(tenant, news) : store.later(tenant, news, Duration.ZERO))
                .onErrorResume(failure -> letGo.then(failed(account, news, failure, halted)))
                .onErrorResume(failure -> {
                    // it is free again when the leases are over
                    log.warn("What is new of one record could not be settled: {}", failure.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> failed(Account account, News news, Throwable failure, AtomicBoolean halted) {
        TenantId tenant = account.tenant();
        if (failure instanceof Failure known && known.ofTheAccount()) {
            return halt(account, known, halted).then(store.later(tenant, news, Duration.ZERO));
        }
        if (failure instanceof Arrival.OnItsWay) {
            return store.later(tenant, news, ON_ITS_WAY);
        }
        if (Inward.isLate(failure)) {
            return store.later(tenant, news, SOMEBODY_ELSE_IS_AT_IT);
        }
        if (failure instanceof Intake.Unfit) {
            return store.failed(tenant, news, Duration.ZERO, "unfit", true);
        }
        if (!(failure instanceof Failure)) {
            log.error(
                    "What is new of {} {} could not be read",
                    news.link().kind(),
                    news.link().id(),
                    failure);
        }
        long pause = Math.min(LONGEST_PAUSE.toMillis(), 1_000L << Math.min(news.attempts() - 1, 9));
        return store.failed(
                tenant,
                news,
                Duration.ofMillis(pause),
                failure.getClass().getSimpleName(),
                news.attempts() >= MOST_ATTEMPTS);
    }

    private Mono<Void> halt(Account account, Failure failure, AtomicBoolean halted) {
        if (!failure.ofTheAccount()) {
            return Mono.empty();
        }
        halted.set(true);
        return pauses.after(account.tenant(), failure);
    }
}
