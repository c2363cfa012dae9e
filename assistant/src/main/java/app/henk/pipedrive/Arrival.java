package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
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
            select t.id from organisation t left join pipedrive_record r on r.tenant_id = t.tenant_id
               and r.entity = 'organisation' and r.id = t.id
             where t.tenant_id = henk.tenant() and lower(t.name) = $1 and t.deleted_at is null and r.remote_id is null
             limit 1
            """;
    private static final String OF_LEAD = """
            select t.id from deal t left join pipedrive_record r on r.tenant_id = t.tenant_id
               and r.entity = 'deal' and r.id = t.id
             where t.tenant_id = henk.tenant() and t.lead_id = $1 and t.deleted_at is null and r.remote_id is null limit 1
            """;
    private static final String WAITS = "select id from pipedrive_record"
            + " where tenant_id = henk.tenant() and entity = $1 and id = $2 and remote_id is null";

    private final Inward inward;
    private final RecordStore records;
    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Arrival(Inward inward, RecordStore records, TenantTransactions transactions, DatabaseClient database) {
        this.inward = inward;
        this.records = records;
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
                        .then(twin(tenant, theirs))
                        .flatMap(twin -> linked(tenant, twin, theirs))
                        .map(key -> new Arrived(key, false))
                        .switchIfEmpty(Mono.defer(() -> made(account, theirs)))));
    }

    /** Fails when a record of ours is just being made there. */
    private Mono<Void> madeByUs(Account account, Theirs theirs) {
        Optional<UUID> ours = theirs.reference(account.connection().refs()).flatMap(Arrival::id);
        return Mono.justOrEmpty(ours)
                .flatMap(id -> inSystem(
                        account.tenant(),
                        () -> database.sql(WAITS)
                                .bind(0, kind(theirs.kind()).sql())
                                .bind(1, id)
                                .map(row -> Row.value(row, "id", UUID.class))
                                .one()))
                .flatMap(id -> Mono.error(new OnItsWay()));
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
                Mono.justOrEmpty(
                                Optional.of(theirs.json().path("source_lead_id").asString(""))
                                        .filter(lead -> !lead.isEmpty()))
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
        return inward.make(account, theirs)
                .flatMap(making -> inSystem(
                        tenant,
                        () -> making.now()
                                .delayUntil(key -> inSystem(
                                        tenant, () -> records.link(key, Lookup.link(theirs), theirs.values())))))
                .map(key -> new Arrived(key, true))
                // somebody else was faster, or it cannot be kept here
                .onErrorResume(
                        Inward::unfit,
                        refused -> records.ofRemote(tenant, Lookup.link(theirs)).map(key -> new Arrived(key, false)));
    }

    private <T> Mono<T> inSystem(TenantId tenant, java.util.function.Supplier<Mono<T>> work) {
        return transactions.in(Scope.system(tenant), work);
    }

    private static Kind kind(Remote remote) {
        return switch (remote) {
            case ORGANIZATION -> Kind.ORGANISATION;
            case PERSON -> Kind.CONTACT;
            case LEAD -> Kind.LEAD;
            case DEAL -> Kind.DEAL;
            case ACTIVITY -> Kind.TASK;
            case NOTE -> Kind.ACTIVITY;
        };
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
