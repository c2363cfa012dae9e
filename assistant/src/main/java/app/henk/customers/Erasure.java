package app.henk.customers;

import app.henk.identity.Audit;
import app.henk.identity.DataSubject;
import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Takes a person out of every table, in one transaction: all of it or nothing. */
@Component
class Erasure {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    // alone with this person: what is being written for them is either seen below, or refused (henk.refuse_erased)
    private static final String ALONE = "select count(pg_advisory_xact_lock(hashtextextended('erased ' || id, 0))) from"
            + " (select unnest(:ids::uuid[])::text as id order by 1) ids";
    private static final String MARK =
            "insert into erased (tenant_id, id) select henk.tenant(), unnest(:ids::uuid[])" + " on conflict do nothing";
    private static final String KEEP =
            "insert into erasure_receipt (tenant_id, id, at, counts) values (henk.tenant(), :id, :at, :counts)";

    private final TenantTransactions transactions;
    private final DataSubjects subjects;
    private final PersonalRecords records;
    private final Audit audit;
    private final DatabaseClient database;
    private final Clock clock;

    Erasure(
            TenantTransactions transactions,
            DataSubjects subjects,
            PersonalRecords records,
            Audit audit,
            DatabaseClient database,
            Clock clock) {
        this.transactions = transactions;
        this.subjects = subjects;
        this.records = records;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    Mono<ErasureReceipt> of(Principal who, String channel) {
        Scope system = Scope.system(who.tenant());
        return transactions
                .in(system, () -> subjects.of(who))
                .delayUntil(person -> records.modules().concatMap(module -> module.beforeErasure(person)))
                .flatMap(seen -> transactions
                        // a conversation may have come to the account since
                        .in(system, () -> subjects.of(who).flatMap(person -> erase(person, channel)))
                        .delayUntil(receipt -> records.modules().concatMap(module -> module.afterErasure(seen))));
    }

    private Mono<ErasureReceipt> erase(DataSubject person, String channel) {
        List<UUID> ids = new ArrayList<>(person.accounts());
        ids.addAll(person.conversations());
        ErasureReceipt receipt = new ErasureReceipt(Ids.next(), clock.instant(), new LinkedHashMap<>());
        return with(ALONE, ids)
                .then(with(MARK, ids))
                .then(records.erase(person)
                        .filter(erased -> erased.rows() > 0)
                        .doOnNext(erased -> receipt.counts().merge(erased.table(), erased.rows(), Long::sum))
                        .then())
                .then(Mono.defer(() -> keep(receipt)))
                .then(Mono.defer(() -> audit.append(
                        new Audit.Entry(channel, "person.erased", receipt.id().toString()))))
                .then(Mono.fromSupplier(
                        () -> new ErasureReceipt(receipt.id(), receipt.at(), Map.copyOf(receipt.counts()))));
    }

    private Mono<Void> with(String sql, List<UUID> ids) {
        return database.sql(sql)
                .bind("ids", ids.toArray(UUID[]::new))
                .fetch()
                .all()
                .then();
    }

    private Mono<Void> keep(ErasureReceipt receipt) {
        return database.sql(KEEP)
                .bind("id", receipt.id())
                .bind("at", receipt.at())
                .bind("counts", Json.of(JSON.writeValueAsString(receipt.counts())))
                .then();
    }
}
