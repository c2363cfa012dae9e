package app.henk.transfer;

import app.henk.crm.Stages;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Which names a file has for stages, when a person says which of its columns holds them. */
@Component
class StageNames {

    private final ImportPieces pieces;
    private final MappingGuess guess;
    private final TenantTransactions transactions;

    StageNames(ImportPieces pieces, MappingGuess guess, TenantTransactions transactions) {
        this.pieces = pieces;
        this.guess = guess;
        this.transactions = transactions;
    }

    /** Those that are known, while the column stays; else what the kept file has in the column that holds them now. */
    Mono<List<Mapping.StageName>> of(TenantId tenant, DataImport file, MappingChange change, Stages stages) {
        var before = file.mapping().of(Field.STAGE).map(Column::index);
        var now = change.stageColumn(file.mapping()).map(Column::index);
        if (now.equals(before)) {
            return Mono.just(file.mapping().stages());
        }
        return now.map(column -> words(tenant, file, column).map(words -> guess.stages(words, stages)))
                .orElseGet(() -> Mono.just(List.of()));
    }

    /** How often each value is there, when they are few. */
    private Mono<Map<String, Integer>> words(TenantId tenant, DataImport file, int column) {
        return Mono.defer(() -> {
            ColumnProfile profile = new ColumnProfile();
            return Flux.range(0, file.pieces())
                    .concatMap(
                            position -> transactions.in(
                                    Scope.system(tenant), () -> pieces.find(tenant, file.id(), position)),
                            1)
                    .publishOn(Schedulers.boundedElastic(), 1)
                    .doOnNext(kept -> kept.read().stream()
                            .filter(line -> line.cells().size() > column)
                            .forEach(line -> profile.add(line.cells().get(column))))
                    .then(Mono.fromSupplier(profile::words));
        });
    }
}
