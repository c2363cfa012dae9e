package app.henk.transfer;

import app.henk.crm.BulkDifference;
import app.henk.crm.BulkRecord;
import app.henk.crm.BulkRules;
import app.henk.crm.BulkWrites;
import app.henk.identity.Audit;
import app.henk.platform.PushHub;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Brings the pieces of a file in, each in one transaction that also says how far it is: an instance that dies leaves an
 * import that another one goes on with at the next piece. While one piece is written the next one is read.
 */
@Component
class ImportRunner implements SmartLifecycle {

    /** What one import says about its rows at most; the rest is counted. */
    static final int MOST_PROBLEMS = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 100;
    // before the connections are closed
    private static final int PHASE = 2;

    private record Wanted(TenantId tenant, UUID id) {}

    private final ImportStore store;
    private final BulkWrites crm;
    private final Vocabulary vocabulary;
    private final TenantTransactions transactions;
    private final PushHub hub;
    private final Audit audit;
    private final Disposable.Swap working = Disposables.swap();
    private volatile Sinks.Many<Wanted> wanted = queue();
    private volatile boolean running;

    ImportRunner(
            ImportStore store,
            BulkWrites crm,
            Vocabulary vocabulary,
            TenantTransactions transactions,
            PushHub hub,
            Audit audit) {
        this.store = store;
        this.crm = crm;
        this.vocabulary = vocabulary;
        this.transactions = transactions;
        this.hub = hub;
        this.audit = audit;
    }

    /** Soon, on this instance. When too many wait the job that looks for abandoned imports finds it later. */
    void wake(TenantId tenant, UUID id) {
        synchronized (working) {
            wanted.tryEmitNext(new Wanted(tenant, id));
        }
    }

    private static Sinks.Many<Wanted> queue() {
        return Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_WAITING));
    }

    static String topic(UUID id) {
        return PushHub.topic("import", id);
    }

    private Mono<Void> run(TenantId tenant, UUID id) {
        UUID lease = UUID.randomUUID();
        return system(tenant, () -> store.claim(tenant, id, lease).flatMap(claimed -> begun(tenant, claimed)))
                .flatMap(claimed -> new Run(tenant, claimed, lease).all())
                .onErrorResume(failure -> {
                    LOG.warn("An import broke off", failure);
                    return system(tenant, () -> finish(tenant, id, lease, DataImport.State.FAILED))
                            .onErrorComplete();
                });
    }

    private Mono<DataImport> begun(TenantId tenant, DataImport claimed) {
        if (claimed.dryRun() || claimed.changeSet().isPresent()) {
            return Mono.just(claimed);
        }
        return crm.begin(tenant, claimed.account(), Optional.empty())
                .flatMap(set -> store.changeSet(tenant, claimed.id(), set))
                .then(store.find(tenant, claimed.id()));
    }

    private Mono<Void> finish(TenantId tenant, UUID id, UUID lease, DataImport.State state) {
        return store.finish(tenant, id, lease, state)
                .filter(mine -> mine)
                .flatMap(mine -> audit.append(new Audit.Entry("import", "import." + state.key(), id.toString())))
                .then(Mono.defer(() -> hub.push(topic(id), state.key())));
    }

    private <T> Mono<T> system(TenantId tenant, Supplier<Mono<T>> work) {
        return transactions.in(Scope.system(tenant), work);
    }

    /** One import while this instance has it. */
    private final class Run {

        private final TenantId tenant;
        private final DataImport file;
        private final UUID lease;
        private int problems;

        Run(TenantId tenant, DataImport file, UUID lease) {
            this.tenant = tenant;
            this.file = file;
            this.lease = lease;
        }

        /** The rows of one piece, judged. */
        private record Judged(int position, List<RowReader.Read> rows) {}

        Mono<Void> all() {
            return Mono.zip(crm.rules(tenant), system(tenant, () -> crm.products(tenant)))
                    .flatMap(known -> {
                        RowReader reader = new RowReader(file.mapping(), known.getT1(), vocabulary, known.getT2());
                        return Flux.range(file.nextPiece(), Math.max(0, file.pieces() - file.nextPiece()))
                                .concatMap(position -> judged(reader, position), 1)
                                .publishOn(Schedulers.parallel(), 1)
                                .concatMap(piece -> write(known.getT1(), piece), 1)
                                .takeUntil(written -> !written)
                                .all(written -> written);
                    })
                    .flatMap(whole -> system(
                            tenant,
                            () -> whole
                                    ? finish(
                                            tenant,
                                            file.id(),
                                            lease,
                                            file.dryRun() ? DataImport.State.CHECKED : DataImport.State.DONE)
                                    : stopped()));
        }

        /** Cancelled, or in somebody else's hands. */
        private Mono<Void> stopped() {
            return finish(tenant, file.id(), lease, DataImport.State.CANCELLED);
        }

        private Mono<Judged> judged(RowReader reader, int position) {
            return system(tenant, () -> store.piece(tenant, file.id(), position))
                    // the person whom it names was erased, and the piece with them
                    .defaultIfEmpty("")
                    .publishOn(Schedulers.boundedElastic())
                    .map(lines -> new Judged(position, read(reader, lines)));
        }

        private static List<RowReader.Read> read(RowReader reader, String lines) {
            List<RowReader.Read> rows = new ArrayList<>();
            try (CsvReader<CsvRecord> csv = FileForm.KEPT.read(new StringReader(lines))) {
                for (CsvRecord line : csv) {
                    rows.add(reader.read(
                            Long.parseLong(line.getField(0)), line.getFields().subList(1, line.getFieldCount())));
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return rows;
        }

        /** False when this instance is to stop. */
        private Mono<Boolean> write(BulkRules rules, Judged piece) {
            List<BulkRules.Checked> good =
                    piece.rows().stream().flatMap(row -> row.checked().stream()).toList();
            return system(
                            tenant,
                            () -> (good.isEmpty()
                                            ? Mono.just(new BulkWrites.Written(0, 0, Map.of(), List.of()))
                                            : file.dryRun()
                                                    ? crm.compare(tenant, good)
                                                    : crm.write(
                                                            tenant,
                                                            file.changeSet().orElseThrow(),
                                                            rules,
                                                            good))
                                    .flatMap(written -> note(piece, written)))
                    .onErrorReturn(Stop.class, false);
        }

        private Mono<Boolean> note(Judged piece, BulkWrites.Written written) {
            List<RowProblem> found = new ArrayList<>();
            piece.rows().forEach(row -> found.addAll(row.problems()));
            Map<String, RowReader.Read> byOrigin = byOrigin(piece);
            found.addAll(taken(byOrigin, written.taken()));
            found.addAll(differing(byOrigin, written.differing()));
            found.sort(Comparator.comparingLong(RowProblem::line));
            int corrected = (int) piece.rows().stream()
                    .filter(row -> row.problems().stream()
                            .anyMatch(problem -> problem.severity() == RowProblem.Severity.CORRECTION))
                    .filter(row -> row.checked().isPresent())
                    .count();
            int refused = (int) piece.rows().stream()
                            .filter(row -> row.checked().isEmpty())
                            .count()
                    + written.taken().size();
            var counts = new DataImport.Counts(
                    piece.rows().size(), written.created(), written.unchanged(), refused, corrected);
            List<RowProblem> kept = found.subList(0, Math.min(found.size(), Math.max(0, MOST_PROBLEMS - problems)));
            problems += kept.size();
            return store.advance(tenant, file.id(), lease, piece.position(), counts)
                    .flatMap(mine -> mine
                            ? store.problems(tenant, file.id(), kept)
                                    .then(hub.push(topic(file.id()), ""))
                                    .thenReturn(true)
                            : Mono.error(new Stop()));
        }

        private static Map<String, RowReader.Read> byOrigin(Judged piece) {
            Map<String, RowReader.Read> rows = new HashMap<>();
            piece.rows()
                    .forEach(row -> row.checked()
                            .filter(checked -> checked.record() instanceof BulkRecord.Named)
                            .ifPresent(checked -> rows.put(((BulkRecord.Named) checked.record()).origin(), row)));
            return rows;
        }

        /** Rows under the id of another record. */
        private List<RowProblem> taken(Map<String, RowReader.Read> rows, Map<String, String> taken) {
            return taken.entrySet().stream()
                    .filter(entry -> rows.containsKey(entry.getKey()))
                    .map(entry -> new RowProblem(
                            Objects.requireNonNull(rows.get(entry.getKey())).line(),
                            RowProblem.Severity.ERROR,
                            header(Field.ID),
                            entry.getKey().substring(entry.getKey().indexOf(':') + 1),
                            "id_taken",
                            entry.getValue()))
                    .toList();
        }

        /** Rows that were here already and say something else by now. */
        private List<RowProblem> differing(Map<String, RowReader.Read> rows, List<BulkDifference> differing) {
            return differing.stream()
                    .filter(difference -> rows.containsKey(difference.origin()))
                    .map(difference -> new RowProblem(
                            Objects.requireNonNull(rows.get(difference.origin()))
                                    .line(),
                            RowProblem.Severity.HINT,
                            header(Field.valueOf(difference.field().toUpperCase(Locale.ROOT))),
                            difference.there(),
                            difference.here().isEmpty() ? "missing_here" : "differs",
                            difference.here()))
                    .toList();
        }

        private String header(Field field) {
            return file.mapping().of(field).map(Column::header).orElse("");
        }
    }

    /** Rolls the piece back that was written while somebody cancelled the import or took it over. */
    private static final class Stop extends RuntimeException {
        Stop() {
            super("", null, false, false);
        }
    }

    @Override
    public void start() {
        running = true;
        Sinks.Many<Wanted> queue = queue();
        wanted = queue;
        working.update(queue.asFlux()
                .flatMap(next -> run(next.tenant(), next.id()).onErrorComplete(), AT_ONCE, 1)
                .subscribe());
    }

    @Override
    public void stop() {
        working.dispose();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
