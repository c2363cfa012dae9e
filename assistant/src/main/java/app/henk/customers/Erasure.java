package app.henk.customers;

import app.henk.identity.Audit;
import app.henk.identity.DataSubject;
import app.henk.identity.PersonalData;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.mail.LastMail;
import app.henk.mail.MailConsents;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final MailConsents mails;
    private final LastMail lastMail;
    private final ErasureWords words;
    private final Tenants tenants;
    private final DatabaseClient database;
    private final Clock clock;

    Erasure(
            TenantTransactions transactions,
            DataSubjects subjects,
            PersonalRecords records,
            Audit audit,
            MailConsents mails,
            LastMail lastMail,
            ErasureWords words,
            Tenants tenants,
            DatabaseClient database,
            Clock clock) {
        this.transactions = transactions;
        this.subjects = subjects;
        this.records = records;
        this.audit = audit;
        this.mails = mails;
        this.lastMail = lastMail;
        this.words = words;
        this.tenants = tenants;
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param channel how it was asked for
     * @param language of the receipt
     * @param run in which it was asked for and which goes on to say so; what else is being answered ends
     */
    Mono<ErasureReceipt> of(Principal who, String channel, Optional<String> language, Optional<UUID> run) {
        Scope system = Scope.system(who.tenant());
        return tenants.tenant(who.tenant())
                .flatMap(tenant -> transactions
                        .in(system, () -> subjects.of(who))
                        .delayUntil(person -> records.modules().concatMap(module -> before(module, person, run)))
                        .flatMap(seen -> transactions
                                // a conversation may have come to the account since
                                .in(
                                        system,
                                        () -> subjects.of(who)
                                                .flatMap(person -> erase(person, tenant, channel, language)))
                                .delayUntil(
                                        receipt -> records.modules().concatMap(module -> module.afterErasure(seen)))));
    }

    private static Mono<Void> before(PersonalData module, DataSubject person, Optional<UUID> run) {
        return run.map(asking -> module.beforeErasure(person, asking)).orElseGet(() -> module.beforeErasure(person));
    }

    private Mono<ErasureReceipt> erase(DataSubject person, Tenant tenant, String channel, Optional<String> language) {
        List<UUID> ids = new ArrayList<>(person.accounts());
        ids.addAll(person.conversations());
        UUID id = Ids.next();
        Map<String, Long> counts = new LinkedHashMap<>();
        return with(ALONE, ids)
                .then(with(MARK, ids))
                .thenMany(records.modules().concatMap(module -> module.erasing(person)))
                .then(mails.lastAddress(person).map(Optional::of).defaultIfEmpty(Optional.empty()))
                .flatMap(address -> records.erase(person)
                        .filter(erased -> erased.rows() > 0)
                        .doOnNext(erased -> counts.merge(erased.table(), erased.rows(), Long::sum))
                        .then(Mono.defer(() -> receipt(id, counts, tenant, address, language))))
                .delayUntil(this::keep)
                .delayUntil(receipt -> audit.append(
                        new Audit.Entry(channel, "person.erased", receipt.id().toString())));
    }

    private Mono<ErasureReceipt> receipt(
            UUID id, Map<String, Long> counts, Tenant tenant, Optional<String> address, Optional<String> language) {
        Instant at = clock.instant();
        String spoken = language.orElse(tenant.language());
        return Mono.justOrEmpty(address)
                .flatMap(to -> lastMail.post(
                        to, id, spoken, at.atZone(tenant.zone()), words.done(counts, spoken), words.kept(spoken)))
                .defaultIfEmpty(false)
                .map(mailed -> new ErasureReceipt(id, at, Map.copyOf(counts), mailed));
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
