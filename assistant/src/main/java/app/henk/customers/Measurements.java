package app.henk.customers;

import app.henk.customers.MeasurementRules.Measure;
import app.henk.customers.MeasurementStore.Kept;
import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is known of a person's body: kept day by day, doubted before it is kept, old after a while. */
@Service
public class Measurements {

    private final TenantTransactions transactions;
    private final MeasurementStore store;
    private final MeasurementRules rules;
    private final Plausibility plausibility;
    private final Audit audit;

    Measurements(
            TenantTransactions transactions,
            MeasurementStore store,
            MeasurementRules rules,
            Plausibility plausibility,
            Audit audit) {
        this.transactions = transactions;
        this.store = store;
        this.rules = rules;
        this.plausibility = plausibility;
        this.audit = audit;
    }

    /** What can be told, in the order in which it is shown. */
    public Set<String> kinds() {
        return rules.measures().keySet();
    }

    /** cm or kg. */
    public String unit(String kind) {
        return rules.unit(kind);
    }

    /**
     * Where and when something was told.
     *
     * @param conversation empty: for the account
     * @param confirmed the person says that it is right although it looks wrong
     */
    public record Told(
            Optional<UUID> conversation, Optional<UUID> message, String channel, LocalDate on, boolean confirmed) {}

    /**
     * @param doubts about what was not kept
     * @param old what else is known and should be taken anew
     */
    public record Recorded(List<Measurement> kept, List<Doubt> doubts, List<Measurement> old) {}

    /**
     * Keeps what can be right. What looks wrong is not kept: it comes back as a doubt, and is kept when the person tells
     * the same once more in another message. What nobody can be is never kept.
     *
     * @param told by {@linkplain #kinds kind}, in cm or kg
     */
    public Mono<Recorded> record(Principal who, Map<String, BigDecimal> told, Told how) {
        Owner owner = Owner.of(who, how.conversation());
        return transactions.in(
                who.scope(),
                () -> store.of(who).collectList().flatMap(before -> {
                    List<Doubt> doubts = plausibility.judge(told, latest(before)).stream()
                            .filter(doubt -> doubt.isFinal() || !confirmed(doubt, before, how))
                            .toList();
                    return keep(who, owner, told, doubts, how)
                            .then(store.of(who).collectList())
                            .map(rows -> of(rows, how.on()))
                            .map(all -> new Recorded(
                                    kept(told.keySet(), doubts, all),
                                    doubts,
                                    all.stream()
                                            .filter(m -> m.old() && !told.containsKey(m.kind()))
                                            .toList()));
                }));
    }

    private static List<Measurement> kept(Set<String> told, List<Doubt> doubts, List<Measurement> all) {
        return all.stream()
                .filter(measurement -> told.contains(measurement.kind())
                        && doubts.stream().noneMatch(doubt -> doubt.kind().equals(measurement.kind())))
                .toList();
    }

    private Mono<Void> keep(Principal who, Owner owner, Map<String, BigDecimal> told, List<Doubt> doubts, Told how) {
        Map<String, Doubt> doubted = doubts.stream().collect(Collectors.toMap(Doubt::kind, doubt -> doubt));
        Mono<Void> noted = doubted.size() == told.size()
                ? Mono.empty()
                : audit.append(new Audit.Entry(
                        how.channel(),
                        "measurements.recorded",
                        who.scope().actor().toString()));
        return Flux.fromIterable(told.entrySet())
                .concatMap(entry -> put(who, owner, entry.getKey(), entry.getValue(), doubted.get(entry.getKey()), how))
                .then(noted);
    }

    private Mono<Void> put(Principal who, Owner owner, String kind, BigDecimal value, @Nullable Doubt doubt, Told how) {
        Mono<Void> settled = store.settle(who, kind);
        if (doubt != null && doubt.isFinal()) {
            return settled;
        }
        String state = doubt == null ? "kept" : "asked";
        return settled.then(store.put(owner, state, kind, rounded(value), how.on(), how.message()));
    }

    /** Told again, in another message than the one that was asked about. */
    private static boolean confirmed(Doubt doubt, List<Kept> asked, Told how) {
        return how.confirmed()
                || asked.stream()
                        .anyMatch(before -> before.asked()
                                && before.kind().equals(doubt.kind())
                                && before.value().compareTo(rounded(doubt.value())) == 0
                                && how.message()
                                        .filter(id -> !id.equals(before.message()))
                                        .isPresent());
    }

    /** The latest of each kind, with its history. */
    public Mono<List<Measurement>> of(Principal who, LocalDate today) {
        return transactions.in(who.scope(), () -> store.of(who).collectList().map(all -> of(all, today)));
    }

    /** In the caller's transaction. */
    Mono<Boolean> forget(Principal who, String kind) {
        return store.forget(who, kind);
    }

    private List<Measurement> of(List<Kept> all, LocalDate today) {
        Map<String, List<Kept>> byKind = all.stream()
                .filter(kept -> !kept.asked())
                .collect(Collectors.groupingBy(Kept::kind, LinkedHashMap::new, Collectors.toList()));
        List<Measurement> found = new ArrayList<>();
        rules.measures()
                .forEach((kind, measure) -> Optional.ofNullable(byKind.get(kind))
                        .ifPresent(ofKind -> found.add(measurement(measure, ofKind, today))));
        return List.copyOf(found);
    }

    private static Measurement measurement(Measure measure, List<Kept> latestFirst, LocalDate today) {
        Kept latest = latestFirst.getFirst();
        return new Measurement(
                measure.kind(),
                plain(latest.value()),
                measure.unit(),
                latest.on(),
                Optional.ofNullable(latest.message()),
                latest.on().plus(measure.ages()).isBefore(today),
                latestFirst.stream()
                        .skip(1)
                        .map(kept -> new Measurement.Earlier(plain(kept.value()), kept.on()))
                        .toList());
    }

    private static Map<String, BigDecimal> latest(List<Kept> latestFirst) {
        Map<String, BigDecimal> latest = new LinkedHashMap<>();
        latestFirst.stream()
                .filter(kept -> !kept.asked())
                .forEach(kept -> latest.putIfAbsent(kept.kind(), kept.value()));
        return latest;
    }

    /** 92 and not 92.0. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static BigDecimal rounded(BigDecimal value) {
        return value.setScale(1, RoundingMode.HALF_UP);
    }
}
