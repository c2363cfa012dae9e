package app.henk.pipedrive;

import app.henk.pipedrive.wire.Call;
import app.henk.pipedrive.wire.Failure;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import app.henk.platform.jobs.Job;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Heals what no webhook told: asks for what changed since the last time, with an overlap, and compares with what was
 * agreed, so that what is the same costs no further request. Now and then everything is gone through, for what was deleted
 * there says nothing.
 */
@Component
class Reconciliation implements Job {

    static final Duration OVERLAP = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
    private static final Duration WITH_WEBHOOK = Duration.ofMinutes(30);
    private static final Duration WITHOUT_WEBHOOK = Duration.ofMinutes(10);
    private static final Duration SWEEP = Duration.ofHours(24);
    /** After a message that was too large; whoever sends such ones all the time does not have everything compared as often. */
    private static final Duration MISSED = Duration.ofMinutes(1);

    private static final Duration SWEEP_MISSED = Duration.ofHours(1);
    private static final String KNOWN = "select remote_id, base from pipedrive_record"
            + " where tenant_id = henk.tenant() and remote_kind = $1 and remote_id = any($2)";
    private static final String LINKED = "select remote_id from pipedrive_record where tenant_id = henk.tenant()"
            + " and remote_kind = $1 and not erase";

    private final ConnectionStore connections;
    private final Keyring keyring;
    private final Connections checks;
    private final NewsStore news;
    private final Pauses pauses;
    private final StandingStore standings;
    private final Drift drift;
    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Clock clock;

    Reconciliation(
            ConnectionStore connections,
            Keyring keyring,
            Connections checks,
            NewsStore news,
            Pauses pauses,
            StandingStore standings,
            Drift drift,
            TenantTransactions transactions,
            DatabaseClient database,
            Clock clock) {
        this.connections = connections;
        this.keyring = keyring;
        this.checks = checks;
        this.news = news;
        this.pauses = pauses;
        this.standings = standings;
        this.drift = drift;
        this.transactions = transactions;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "pipedrive-reconciliation";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Void> run() {
        return connections
                .connected()
                .collectList()
                .flatMapIterable(all -> all)
                .concatMap(tenant -> due(tenant).onErrorResume(failure -> {
                    log.warn("Pipedrive of {} could not be compared: {}", tenant, failure.toString());
                    return Mono.empty();
                }))
                .then();
    }

    private Mono<Void> due(TenantId tenant) {
        Instant now = clock.instant();
        return keyring.of(tenant)
                .filter(account -> account.connection().works(now))
                .flatMap(account -> {
                    Connection known = account.connection();
                    Instant last = known.reconciledAt().orElse(known.connectedAt());
                    Mono<Void> recent = last.plus(recentEvery(known)).isAfter(now) ? Mono.empty() : recent(account);
                    Instant swept = known.sweptAt().orElse(known.connectedAt());
                    // what was deleted there is found only by going through everything
                    Duration sweepEvery = known.hasMissed(known.sweptAt()) ? SWEEP_MISSED : SWEEP;
                    Mono<Void> all = swept.plus(sweepEvery).isAfter(now)
                            ? Mono.empty()
                            : everything(account)
                                    .then(checks.check(tenant).then())
                                    .then(standings.forgetOldConflicts(tenant));
                    return recent.then(all);
                })
                .onErrorResume(
                        Failure.class,
                        failure -> failure.ofTheAccount() ? pauses.after(tenant, failure) : Mono.error(failure));
    }

    private static Duration recentEvery(Connection known) {
        if (known.hasMissed(known.reconciledAt())) {
            return MISSED;
        }
        return known.webhook().isPresent() ? WITH_WEBHOOK : WITHOUT_WEBHOOK;
    }

    /** What changed since the last time. */
    Mono<Void> recent(Account account) {
        Instant now = clock.instant();
        Instant since = account.connection()
                .reconciledAt()
                .orElse(account.connection().connectedAt())
                .minus(OVERLAP);
        return Flux.fromArray(Remote.values())
                .concatMap(kind -> compared(account, kind, since(kind.list(Optional.empty()), since), false)
                        .then())
                // what nobody understood so far may be understood now
                .then(standings.mended(account.tenant(), Outcome.Reason.UNKNOWN, Outcome.Reason.GONE))
                .then(connections.reconciled(account.tenant(), now));
    }

    /** All of both sides. */
    Mono<Void> everything(Account account) {
        TenantId tenant = account.tenant();
        return archived(account)
                .flatMap(aside -> sweep(account, aside))
                .then(drift.marked(tenant))
                // what did not fit so far may fit now
                .then(standings.readAgain(tenant))
                .then(connections.swept(tenant));
    }

    /**
     * Goes through all lists: what is linked and not listed any more is news too.
     *
     * @param aside the leads that stand in a list of their own
     */
    Mono<Void> sweep(Account account, Set<String> aside) {
        return Flux.fromArray(Remote.values())
                .concatMap(kind -> compared(account, kind, kind.list(Optional.empty()), true)
                        .doOnNext(listed -> listed.addAll(kind == Remote.LEAD ? aside : Set.of()))
                        .flatMap(listed -> absent(account.tenant(), kind, listed))
                        .flatMap(gone -> news.missed(account.tenant(), kind, gone)))
                .then();
    }

    /**
     * All leads that were put aside, which stand in a list of their own. Whatever was since the last time is found, also
     * what nobody here has ever heard of.
     */
    private Mono<Set<String>> archived(Account account) {
        Connection known = account.connection();
        Instant since = known.sweptAt().orElse(known.connectedAt()).minus(OVERLAP);
        return account.all(Remote.archivedLeads())
                .buffer(Remote.PAGE)
                .concatMap(
                        page -> {
                            Map<Boolean, List<JsonNode>> byAge = page.stream()
                                    .collect(Collectors.partitioningBy(json ->
                                            Theirs.of(Remote.LEAD, json).at().isBefore(since)));
                            return differing(account.tenant(), Remote.LEAD, byAge.getOrDefault(false, List.of()), false)
                                    .zipWith(
                                            differing(
                                                    account.tenant(),
                                                    Remote.LEAD,
                                                    byAge.getOrDefault(true, List.of()),
                                                    true),
                                            Reconciliation::both)
                                    .flatMap(different -> news.heard(account.tenant(), Remote.LEAD, different))
                                    .thenReturn(ids(page));
                        },
                        1)
                .collect(HashSet::new, Set::addAll);
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static List<String> ids(List<JsonNode> page) {
        return page.stream().map(json -> json.path("id").asString()).toList();
    }

    private static Call since(Call list, Instant since) {
        return list.with("updated_since", Lookup.seconds(since));
    }

    /**
     * All ids that were listed; what differs from what was agreed is noted to be read.
     *
     * @param linked only what stands for a record of ours: the rest is the first import's
     */
    private Mono<Set<String>> compared(Account account, Remote kind, Call list, boolean linked) {
        return account.all(list)
                .buffer(Remote.PAGE)
                .concatMap(
                        page -> differing(account.tenant(), kind, page, linked)
                                .flatMap(different -> news.heard(account.tenant(), kind, different))
                                .thenReturn(ids(page)),
                        1)
                .collect(HashSet::new, Set::addAll);
    }

    private Mono<List<String>> differing(TenantId tenant, Remote kind, List<JsonNode> page, boolean linked) {
        Map<String, Theirs> theirs = new HashMap<>();
        page.forEach(json -> {
            Theirs one = Theirs.of(kind, json);
            theirs.put(one.id(), one);
        });
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(KNOWN)
                        .bind(0, kind.sql())
                        .bind(1, theirs.keySet().toArray(String[]::new))
                        .map(row -> {
                            String id = Row.value(row, "remote_id", String.class);
                            Values base =
                                    Values.of(Row.value(row, "base", Json.class).asString());
                            Theirs other = Objects.requireNonNull(theirs.get(id));
                            return Map.entry(id, same(base, other.values()));
                        })
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                        .map(known -> {
                            List<String> different = new ArrayList<>();
                            theirs.keySet().stream()
                                    .filter(id -> !known.getOrDefault(id, linked))
                                    .forEach(different::add);
                            return different;
                        }));
    }

    /** What was never agreed on cannot differ. */
    private static boolean same(Values base, Values theirs) {
        return !base.isEmpty()
                && base.fields().entrySet().stream()
                        .allMatch(field -> theirs.get(field.getKey())
                                .map(value -> value.equals(field.getValue()))
                                .orElse(true));
    }

    private Mono<List<String>> absent(TenantId tenant, Remote kind, Set<String> listed) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(LINKED)
                        .bind(0, kind.sql())
                        .map(row -> Row.value(row, "remote_id", String.class))
                        .all()
                        .filter(id -> !listed.contains(id))
                        .collectList());
    }
}
