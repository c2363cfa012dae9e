package app.henk.transfer;

import app.henk.crm.BulkRules;
import app.henk.crm.BulkWrites;
import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.PushHub;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Files of records, from the upload to the last row. A colleague sees their own files; managers and administrators see
 * all of the tenant's.
 */
@Service
class Imports {

    private static final int MOST_WAITING = 20;
    private static final int RECENT = 50;

    private final ImportStore store;
    private final ImportPieces pieces;
    private final ImportProblems problems;
    private final ImportRunner runner;
    private final MappingGuess guess;
    private final Vocabulary vocabulary;
    private final StageNames stageNames;
    private final BulkWrites crm;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final PushHub hub;
    private final Audit audit;

    Imports(
            ImportStore store,
            ImportPieces pieces,
            ImportProblems problems,
            ImportRunner runner,
            MappingGuess guess,
            Vocabulary vocabulary,
            StageNames stageNames,
            BulkWrites crm,
            Tenants tenants,
            TenantTransactions transactions,
            PushHub hub,
            Audit audit) {
        this.store = store;
        this.pieces = pieces;
        this.problems = problems;
        this.runner = runner;
        this.guess = guess;
        this.vocabulary = vocabulary;
        this.stageNames = stageNames;
        this.crm = crm;
        this.tenants = tenants;
        this.transactions = transactions;
        this.hub = hub;
        this.audit = audit;
    }

    /**
     * Reads a file and finds out what its columns mean; nothing of it is a record yet. Fails with a problem that says
     * what is wrong with the file, and then nothing of it is kept.
     *
     * @param kind when it is known what the rows are
     */
    Mono<DataImport> receive(Principal.Staff staff, Path file, String name, Optional<Kind> kind) {
        TenantId tenant = staff.tenant();
        UUID id = Ids.next();
        return requireRoom(staff)
                .then(Mono.zip(tenants.tenant(tenant), crm.rules(tenant)))
                .flatMap(known -> system(tenant, () -> store.receive(tenant, id, staff.user(), name))
                        .then(Mono.fromCallable(() -> Intake.of(file, vocabulary))
                                .subscribeOn(Schedulers.boundedElastic()))
                        .flatMap(intake -> keep(tenant, id, intake)
                                .then(Mono.defer(() -> map(id, intake, kind, known.getT1(), known.getT2())))
                                .doFinally(end -> close(intake)))
                        .onErrorResume(failure ->
                                system(tenant, () -> store.delete(tenant, id)).then(Mono.error(failure))))
                .then(find(staff, id));
    }

    private static void close(Intake intake) {
        // what a file on the disk or a parser over it may still say when it is closed changes nothing
        Mono.fromCallable(() -> {
                    intake.table().close();
                    return true;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorComplete()
                .subscribe();
    }

    private Mono<Void> requireRoom(Principal.Staff staff) {
        return system(staff.tenant(), () -> store.waiting(staff.tenant()))
                .filter(waiting -> waiting >= MOST_WAITING)
                .flatMap(waiting -> Mono.error(Problem.conflict(
                                "too-many-imports",
                                "There are " + waiting
                                        + " files that wait to be imported. Import or delete some of them" + " first.")
                        .with("waiting", waiting)));
    }

    private Mono<Void> keep(TenantId tenant, UUID id, Intake intake) {
        return intake.pieces()
                .concatMap(piece -> system(tenant, () -> pieces.keep(tenant, id, piece)), 1)
                .then();
    }

    private Mono<Void> map(UUID id, Intake intake, Optional<Kind> kind, Tenant tenant, BulkRules rules) {
        if (intake.rows() == 0) {
            return Mono.error(Problem.badRequest(
                    "empty-file",
                    "The file has a line of column names and no rows below. There is nothing to import."));
        }
        Mapping mapping = guess.of(intake.table().headers(), intake.profiles(), kind, rules, tenant);
        return system(
                tenant.id(),
                () -> store.received(
                                tenant.id(), id, intake.table().form(), mapping, intake.pieceCount(), intake.rows())
                        .then(audit.append(new Audit.Entry("import", "import.received", id.toString()))));
    }

    Mono<DataImport> find(Principal.Staff staff, UUID id) {
        return Mono.defer(() -> transactions.in(
                        staff.scope(),
                        () -> store.find(staff.tenant(), id)
                                .filter(found -> sees(staff, found))
                                .flatMap(found -> standing(staff.tenant(), found))))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("import")));
    }

    /** With what became of it: nobody reads in a summary that rows came in which have gone again. */
    private Mono<DataImport> standing(TenantId tenant, DataImport found) {
        return Mono.justOrEmpty(found.changeSet())
                .filter(set -> found.hasWritten())
                .flatMap(set -> Mono.justOrEmpty(found.mapping().kind().entity())
                        .flatMap(kind -> crm.takenBack(tenant, set, kind)))
                .map(found::takenBack)
                .defaultIfEmpty(found);
    }

    private static boolean sees(Principal.Staff staff, DataImport found) {
        return staff.role() != Role.SALES || found.account().equals(staff.user());
    }

    /** The newest first, at most fifty. */
    Mono<List<DataImport>> recent(Principal.Staff staff) {
        return transactions.in(
                staff.scope(),
                () -> store.recent(staff.tenant(), RECENT)
                        .filter(found -> sees(staff, found))
                        .collectList()
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(found -> standing(staff.tenant(), found))
                        .collectList());
    }

    /** Puts a person's decisions in the place of what was guessed. Fails with a problem for one that cannot be. */
    Mono<DataImport> map(Principal.Staff staff, UUID id, MappingChange change) {
        return find(staff, id)
                .zipWith(crm.rules(staff.tenant()))
                .flatMap(both -> stageNames
                        .of(staff.tenant(), both.getT1(), change, both.getT2().stages())
                        .map(names -> change.on(both.getT1().mapping(), names, both.getT2())))
                .flatMap(mapping -> system(staff.tenant(), () -> store.map(staff.tenant(), id, mapping)))
                .flatMap(mapped -> mapped ? find(staff, id) : Mono.error(underWay()));
    }

    /** @param dryRun only says what would happen */
    Mono<DataImport> run(Principal.Staff staff, UUID id, boolean dryRun) {
        return run(staff, id, dryRun, Optional.empty());
    }

    /** @param conversation in which it was asked for, and can be taken back */
    Mono<DataImport> run(Principal.Staff staff, UUID id, boolean dryRun, Optional<UUID> conversation) {
        TenantId tenant = staff.tenant();
        return find(staff, id)
                .doOnNext(found -> MappingChange.requireComplete(found.mapping()))
                .flatMap(found -> system(
                        tenant,
                        () -> store.queue(tenant, id, dryRun)
                                .delayUntil(queued ->
                                        queued && !dryRun ? begin(tenant, found, conversation) : Mono.empty())))
                .flatMap(queued -> {
                    if (!queued) {
                        return find(staff, id)
                                .flatMap(found -> Mono.error(found.state().mayBegin() ? fileGone() : underWay()));
                    }
                    runner.wake(tenant, id);
                    return find(staff, id);
                });
    }

    /** What an earlier run wrote and somebody took back is over: what comes in now can be taken back by itself. */
    private Mono<Void> begin(TenantId tenant, DataImport file, Optional<UUID> conversation) {
        return Mono.justOrEmpty(file.changeSet())
                .flatMap(known -> crm.stands(tenant, known))
                .defaultIfEmpty(false)
                .filter(stands -> !stands)
                .flatMap(none -> crm.begin(tenant, file.account(), conversation))
                .flatMap(set -> store.changeSet(tenant, file.id(), set));
    }

    /** Ends behind the piece that is being written; what is in stays and can be undone. */
    Mono<DataImport> cancel(Principal.Staff staff, UUID id) {
        TenantId tenant = staff.tenant();
        return find(staff, id)
                .flatMap(found -> system(
                        tenant,
                        () -> store.cancel(tenant, id).delayUntil(done -> hub.push(ImportRunner.topic(id), "cancel"))))
                .flatMap(cancelled -> find(staff, id));
    }

    /** The file and its report; what it brought in stays. */
    Mono<Void> delete(Principal.Staff staff, UUID id) {
        return find(staff, id)
                .flatMap(found -> system(staff.tenant(), () -> store.delete(staff.tenant(), id)))
                .flatMap(deleted -> deleted ? Mono.empty() : Mono.error(underWay()));
    }

    /** Behind a line of the file. */
    Flux<RowProblem> problems(Principal.Staff staff, UUID id, long afterLine, int limit) {
        return find(staff, id)
                .flatMapMany(found -> transactions.manyIn(
                        staff.scope(), () -> problems.behind(staff.tenant(), id, afterLine, limit)));
    }

    /** How it stands now, and again whenever it has gone on, until it ends. */
    Flux<DataImport> progress(Principal.Staff staff, UUID id) {
        return Flux.merge(hub.on(staff.tenant(), ImportRunner.topic(id)).map(push -> true), Flux.just(true))
                .onBackpressureLatest()
                .concatMap(change -> find(staff, id), 1)
                .takeUntil(now -> !now.state().isUnderWay());
    }

    private static Problem fileGone() {
        return new Problem(
                HttpStatus.GONE,
                "file-gone",
                "This file is no longer kept: one that nobody imports goes after " + ImportCare.FILES.toDays()
                        + " days. Send it anew.");
    }

    private static Problem underWay() {
        return Problem.conflict(
                "import-under-way",
                "This file is being imported or has been. To import it once more, send it anew: what is here already"
                        + " stays as it is.");
    }

    private <T> Mono<T> system(TenantId tenant, java.util.function.Supplier<Mono<T>> work) {
        return transactions.in(Scope.system(tenant), work);
    }
}
