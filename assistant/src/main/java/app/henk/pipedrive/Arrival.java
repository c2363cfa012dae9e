package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A record there that stands for none of ours yet: either one of ours is the same and is only linked, or one is made. The
 * record and its link come in one transaction, so that it comes once.
 */
@Component
class Arrival {

    private static final String BY_EMAIL = """
            select t.id from contact t left join pipedrive_record r on r.tenant_id = t.tenant_id
               and r.entity = 'contact' and r.id = t.id
             where t.tenant_id = henk.tenant() and t.email = $1 and t.deleted_at is null and r.remote_id is null limit 1
            """;
    private static final String BY_NAME = """
            select k.id from henk.organisations_called(array[$1::text]) k left join pipedrive_record r
                on r.tenant_id = henk.tenant() and r.entity = 'organisation' and r.id = k.id
             where r.remote_id is null limit 1
            """;
    private static final String OF_LEAD = """
            select t.id from deal t left join pipedrive_record r on r.tenant_id = t.tenant_id
               and r.entity = 'deal' and r.id = t.id
             where t.tenant_id = henk.tenant() and t.lead_id = $1 and t.deleted_at is null and r.remote_id is null limit 1
            """;
    private static final String MADE_BY_US = "select entity, id, lease is not null and due_at > now() as busy"
            + " from pipedrive_record where tenant_id = henk.tenant() and entity = any($1) and id = $2"
            + " and remote_id is null and state in ('waiting', 'failed')";

    private final Creation creation;
    private final RecordStore records;
    private final OursReader reader;
    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Arrival(
            Creation creation,
            RecordStore records,
            OursReader reader,
            TenantTransactions transactions,
            DatabaseClient database) {
        this.creation = creation;
        this.records = records;
        this.reader = reader;
        this.transactions = transactions;
        this.database = database;
    }

    /** Made of ours, and its answer is on its way: whoever made it links it. */
    static final class OnItsWay extends RuntimeException {
        OnItsWay() {
            super("on its way", null, false, false);
        }
    }

    /**
     * The record of ours that something there is from now on.
     *
     * @param isMade whether it was made as it is there; otherwise what differs is still to be settled
     */
    record Arrived(OurKey key, boolean isMade) {}

    /** Empty when it cannot be kept here. */
    Mono<Arrived> of(Account account, Theirs theirs) {
        TenantId tenant = account.tenant();
        return records.ofRemote(tenant, Lookup.link(theirs))
                .map(key -> new Arrived(key, false))
                .switchIfEmpty(Mono.defer(() -> madeByUs(account, theirs)
                        .switchIfEmpty(Mono.defer(() -> twin(tenant, theirs)))
                        .flatMap(twin -> linked(tenant, twin, theirs))
                        .map(key -> new Arrived(key, false))
                        .switchIfEmpty(Mono.defer(() -> made(account, theirs)))));
    }

    /**
     * The record of ours that this one there is, also where the answer that would have said so was lost: that one is
     * linked then. Empty when it is none of ours.
     */
    Mono<OurKey> ours(Account account, Link link) {
        return records.ofRemote(account.tenant(), link)
                .switchIfEmpty(Mono.defer(() -> account.read(link.kind(), link.id())
                        .filter(theirs -> !theirs.gone())
                        .flatMap(theirs ->
                                madeByUs(account, theirs).flatMap(key -> linked(account.tenant(), key, theirs)))));
    }

    /** The record of ours that it was made for, by somebody who did not hear the answer. Fails while it is being made. */
    private Mono<OurKey> madeByUs(Account account, Theirs theirs) {
        return Mono.justOrEmpty(theirs.reference(account.connection().refs()).flatMap(Arrival::id))
                .flatMap(id -> inSystem(
                        account.tenant(),
                        () -> database.sql(MADE_BY_US)
                                .bind(0, kinds(theirs.kind()))
                                .bind(1, id)
                                .map(Arrival::unlessBusy)
                                .one()));
    }

    private static OurKey unlessBusy(Readable row) {
        if (Boolean.TRUE.equals(row.get("busy", Boolean.class))) {
            throw new OnItsWay();
        }
        return new OurKey(Kind.ofSql(Row.value(row, "entity", String.class)), Row.value(row, "id", UUID.class));
    }

    /** A record of ours that is the same: by e-mail, by name, by the lead that it was. */
    private Mono<OurKey> twin(TenantId tenant, Theirs theirs) {
        return switch (theirs.kind()) {
            case PERSON -> found(tenant, BY_EMAIL, theirs.values().text("email"), Kind.CONTACT);
            case ORGANIZATION ->
                found(
                        tenant,
                        BY_NAME,
                        theirs.values().text("name").map(name -> name.toLowerCase(Locale.ROOT)),
                        Kind.ORGANISATION);
            case DEAL ->
                Mono.justOrEmpty(theirs.sourceLead())
                        .flatMap(lead -> records.ofRemote(tenant, new Link(Remote.LEAD, lead)))
                        .flatMap(lead -> inSystem(
                                tenant,
                                () -> database.sql(OF_LEAD)
                                        .bind(0, lead.id())
                                        .map(row -> new OurKey(Kind.DEAL, Row.value(row, "id", UUID.class)))
                                        .one()));
            case LEAD, ACTIVITY, NOTE -> Mono.empty();
        };
    }

    private Mono<OurKey> found(TenantId tenant, String sql, Optional<String> word, Kind kind) {
        return Mono.justOrEmpty(word)
                .flatMap(wanted -> inSystem(
                        tenant,
                        () -> database.sql(sql)
                                .bind(0, wanted)
                                .map(row -> new OurKey(kind, Row.value(row, "id", UUID.class)))
                                .one()));
    }

    /** What differs is settled when it is read next: nothing was agreed yet. */
    private Mono<OurKey> linked(TenantId tenant, OurKey twin, Theirs theirs) {
        return inSystem(
                tenant,
                () -> records.link(twin, Lookup.link(theirs), Values.NONE).thenReturn(twin));
    }

    private Mono<Arrived> made(Account account, Theirs theirs) {
        TenantId tenant = account.tenant();
        return creation.of(account, theirs)
                .flatMap(making -> inSystem(
                        tenant,
                        () -> making.now()
                                .delayUntil(key -> inSystem(tenant, () -> linkedAsMade(tenant, key, theirs)))))
                .map(key -> new Arrived(key, true))
                // somebody else was faster, or it cannot be kept here
                .onErrorResume(
                        Inward::unfit,
                        refused -> records.ofRemote(tenant, Lookup.link(theirs)).map(key -> new Arrived(key, false)));
    }

    /**
     * In the caller's transaction. Agreed on is what was made here: what had to be added because there says nothing of it,
     * or something that nobody knows here, is no change of anybody's and does not go there.
     */
    private Mono<Void> linkedAsMade(TenantId tenant, OurKey key, Theirs theirs) {
        Link link = Lookup.link(theirs);
        return records.link(key, link, theirs.values())
                // what ours are there depends on what they are linked to
                .then(Mono.defer(() -> reader.read(tenant, key.kind(), key.id())))
                .map(made -> theirs.values().with(made.values()))
                .filter(agreed -> !agreed.equals(theirs.values()))
                .flatMap(agreed -> records.link(key, link, agreed));
    }

    /** What stood for this entry of ours was written anew there: it stands for a new one from now on, and ours stays. */
    Mono<Void> again(Account account, OurKey before, Theirs theirs) {
        return creation.of(account, theirs)
                .switchIfEmpty(Mono.error(Intake.Unfit::new))
                .flatMap(making -> inSystem(
                        account.tenant(),
                        () -> making.now()
                                .delayUntil(key -> inSystem(
                                        account.tenant(),
                                        () -> records.forget(before, Outcome.Reason.REPLACED)
                                                .then(linkedAsMade(account.tenant(), key, theirs))))))
                // what it hung on is gone
                .onErrorMap(Inward::unfit, refused -> new Intake.Unfit())
                .then();
    }

    private <T> Mono<T> inSystem(TenantId tenant, Supplier<Mono<T>> work) {
        return transactions.in(Scope.system(tenant), work);
    }

    /** Our kinds that something there may stand for. */
    private static String[] kinds(Remote remote) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.remote() == remote || (kind == Kind.ACTIVITY && remote == Remote.NOTE))
                .map(Kind::sql)
                .toArray(String[]::new);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
