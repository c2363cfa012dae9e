package app.henk.transfer;

import app.henk.crm.BulkRules;
import app.henk.crm.BulkWrites;
import app.henk.crm.BulkWrites.Written;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One import while this instance has it. Its pieces come in one after the other, each in one transaction that also says
 * how far it is. While one piece is written the next one is read, and of leads the next one is written too: it then waits
 * for the one before and goes on behind it.
 */
final class ImportRun {

    /** What one import says about its rows at most; the rest is counted. */
    static final int MOST_PROBLEMS = 50_000;

    private static final int WRITERS = 2;
    /** PostgreSQL saw two wait for each other, or one wait for too long. */
    private static final Set<String> CROSSING = Set.of("40P01", "55P03");

    private final ImportRuns needs;
    private final TenantId tenant;
    private final DataImport file;
    private final UUID lease;
    private final AtomicInteger problems = new AtomicInteger();

    ImportRun(ImportRuns needs, TenantId tenant, DataImport file, UUID lease) {
        this.needs = needs;
        this.tenant = tenant;
        this.file = file;
        this.lease = lease;
    }

    /** The rows of one piece, judged. */
    record Judged(int position, List<RowReader.Read> rows) {}

    private enum End {
        WRITTEN,
        /** Cancelled, taken back, in somebody else's hands, or not yet its turn. */
        STOPPED,
        /** Two pieces waited for each other. */
        CROSSED
    }

    /** How it ended; a failure leaves it where it is. */
    Mono<DataImport.State> all() {
        boolean together = file.mapping().kind() == Kind.LEADS && !file.dryRun();
        return pieces(together ? WRITERS : 1)
                // what crossed is written once more, piece by piece from where it stands
                .flatMap(end -> end != End.WRITTEN && together ? again() : Mono.just(end))
                .map(end -> end != End.WRITTEN
                        ? DataImport.State.CANCELLED
                        : file.dryRun() ? DataImport.State.CHECKED : DataImport.State.DONE);
    }

    private Mono<End> again() {
        return system(() -> needs.store().find(tenant, file.id()))
                .flatMap(now -> new ImportRun(needs, tenant, now, lease).pieces(1));
    }

    private Mono<End> pieces(int writers) {
        return Mono.zip(needs.crm().rules(tenant), system(() -> needs.crm().products(tenant)), changesBefore())
                .flatMap(known -> {
                    RowReader reader = new RowReader(file.mapping(), known.getT1(), needs.vocabulary(), known.getT2());
                    return Flux.range(file.nextPiece(), Math.max(0, file.pieces() - file.nextPiece()))
                            .concatMap(position -> judged(reader, position), 1)
                            .publishOn(Schedulers.parallel(), 1)
                            .flatMapSequential(piece -> write(known.getT1(), known.getT3(), piece, writers), writers, 1)
                            .takeUntil(end -> end != End.WRITTEN)
                            .takeLast(1)
                            .single(End.WRITTEN);
                });
    }

    /** What an earlier run of this file has written. */
    private Mono<Integer> changesBefore() {
        return Mono.justOrEmpty(file.changeSet())
                .flatMap(set -> system(() -> needs.crm().size(tenant, set)))
                .defaultIfEmpty(0);
    }

    private Mono<Judged> judged(RowReader reader, int position) {
        return system(() -> needs.pieces().find(tenant, file.id(), position))
                // an import that leaves rows out without a word must not end as if it had not
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("A piece of the file is not there")))
                .publishOn(Schedulers.boundedElastic())
                .map(piece -> new Judged(position, piece.isErased() ? refused(piece) : read(reader, piece)));
    }

    private static List<RowReader.Read> read(RowReader reader, Intake.Piece piece) {
        return piece.read().stream()
                .map(line -> reader.read(line.number(), line.cells()))
                .toList();
    }

    /** Somebody whom it names was erased, and the rows of others with them: all of it stays out, and is said once. */
    private static List<RowReader.Read> refused(Intake.Piece piece) {
        var why = new RowProblem(
                piece.firstLine(), RowProblem.Severity.ERROR, "", "", "erased", String.valueOf(piece.rows()));
        return IntStream.range(0, piece.rows())
                .mapToObj(row -> new RowReader.Read(
                        piece.firstLine() + row, Optional.empty(), row == 0 ? List.of(why) : List.of()))
                .toList();
    }

    private Mono<End> write(BulkRules rules, int changesBefore, Judged piece, int writers) {
        List<BulkRules.Checked> good =
                piece.rows().stream().flatMap(row -> row.checked().stream()).toList();
        Mono<End> written = system(() -> needs.pieces()
                .begin(tenant, file.id(), piece.position())
                .then(Mono.defer(() -> good.isEmpty()
                        ? Mono.just(new Written(0, 0, Map.of(), List.of()))
                        : written(rules, changesBefore + piece.position() * BulkWrites.CHANGES_OF_LEADS, good)))
                .flatMap(done -> note(piece, done))
                .thenReturn(End.WRITTEN));
        return written.onErrorReturn(Stop.class, End.STOPPED)
                .onErrorResume(failure -> writers > 1 && isCrossing(failure), crossed -> Mono.just(End.CROSSED));
    }

    private static boolean isCrossing(Throwable failure) {
        return failure.getCause() instanceof R2dbcException refused
                && CROSSING.contains(String.valueOf(refused.getSqlState()));
    }

    private Mono<Written> written(BulkRules rules, int changesBefore, List<BulkRules.Checked> good) {
        if (file.dryRun()) {
            return needs.crm().compare(tenant, good);
        }
        UUID changes = file.changeSet().orElseThrow();
        return file.mapping().kind() == Kind.LEADS
                ? needs.crm().write(tenant, changes, changesBefore, rules, good)
                : needs.crm().write(tenant, changes, rules, good);
    }

    private Mono<Void> note(Judged piece, Written written) {
        PieceReport report = new PieceReport(file.mapping(), piece, written);
        List<RowProblem> found = report.problems();
        int before = problems.getAndAdd(found.size());
        List<RowProblem> kept = found.subList(0, Math.clamp((long) MOST_PROBLEMS - before, 0, found.size()));
        return needs.pieces()
                .behind(tenant, file.id(), piece.position())
                .then(Mono.defer(this::stands))
                .filter(stands -> stands)
                .flatMap(stands -> needs.store().advance(tenant, file.id(), lease, piece.position(), report.counts()))
                .filter(mine -> mine)
                .switchIfEmpty(Mono.error(Stop::new))
                .then(Mono.defer(() -> needs.problems().add(tenant, file.id(), kept)))
                .then(Mono.defer(() -> needs.hub().push(ImportRunner.topic(file.id()), "")));
    }

    /** Asked behind the piece before: whoever takes the import back waits for one piece, not for the next one too. */
    private Mono<Boolean> stands() {
        return file.dryRun()
                ? Mono.just(true)
                : needs.crm().stands(tenant, file.changeSet().orElseThrow());
    }

    private <T> Mono<T> system(Supplier<Mono<T>> work) {
        return needs.transactions().in(Scope.system(tenant), work);
    }

    /** Rolls the piece back that was written while somebody cancelled the import, took it back or took it over. */
    private static final class Stop extends RuntimeException {
        Stop() {
            super("", null, false, false);
        }
    }
}
