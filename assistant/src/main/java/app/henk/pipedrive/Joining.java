package app.henk.pipedrive;

import app.henk.crm.AddressBook;
import app.henk.crm.DealChange;
import app.henk.crm.Deals;
import app.henk.crm.Entity;
import app.henk.crm.Mirror;
import app.henk.identity.Principal;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two records of ours become one because they were merged there: what belonged to the one belongs to the other. */
@Component
class Joining {

    /** More than this belongs to no organisation that somebody merges by hand; what is left keeps pointing to the old one. */
    private static final int MOST = 2_000;

    private static final String MEMBERS = """
            select 'contact' as entity, id from contact where tenant_id = henk.tenant() and organisation_id = $1
               and deleted_at is null
            union all select 'lead', id from lead where tenant_id = henk.tenant() and organisation_id = $1
               and deleted_at is null
            union all select 'deal', id from deal where tenant_id = henk.tenant() and organisation_id = $1
               and deleted_at is null
            limit $2
            """;

    private final AddressBook contacts;
    private final Deals deals;
    private final Mirror mirror;
    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Joining(
            AddressBook contacts,
            Deals deals,
            Mirror mirror,
            TenantTransactions transactions,
            DatabaseClient database) {
        this.contacts = contacts;
        this.deals = deals;
        this.mirror = mirror;
        this.transactions = transactions;
        this.database = database;
    }

    Mono<Void> contacts(Principal.Staff who, UUID keep, UUID gone) {
        return contacts.merge(who, keep, gone, Inward.DOOR).then();
    }

    Mono<Void> organisations(Principal.Staff who, UUID keep, UUID gone) {
        return transactions
                .in(
                        Scope.system(who.tenant()),
                        () -> database.sql(MEMBERS)
                                .bind(0, gone)
                                .bind(1, MOST)
                                .map(row -> Map.entry(
                                        Entity.valueOf(Row.value(row, "entity", String.class)
                                                .toUpperCase(Locale.ROOT)),
                                        Row.value(row, "id", UUID.class)))
                                .all()
                                .collectList())
                .flatMapMany(Flux::fromIterable)
                .concatMap(member -> moved(who, member.getKey(), member.getValue(), keep))
                .then(mirror.delete(who, Entity.ORGANISATION, gone, Inward.DOOR))
                .then();
    }

    private Mono<Void> moved(Principal.Staff who, Entity entity, UUID id, UUID to) {
        return entity == Entity.DEAL
                ? deals.update(
                                who,
                                id,
                                DealChange.none().organisation(Optional.of(to)),
                                OptionalInt.empty(),
                                Inward.DOOR)
                        .then()
                : mirror.update(
                                who,
                                entity,
                                id,
                                Map.of("organisation_id", Optional.of(to)),
                                OptionalInt.empty(),
                                Inward.DOOR)
                        .then();
    }
}
