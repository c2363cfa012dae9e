package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.pipedrive.wire.Failure;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a record there points to, as records of ours. */
@Component
class Neighbours {

    private static final String SOMEBODY = """
            select coalesce((select d.assignee_id from deal d where d.tenant_id = henk.tenant() and d.id = $1),
                (select s.id from salesperson s where s.tenant_id = henk.tenant() and s.active
                 order by s.created_at, s.id limit 1)) as id
            """;
    private static final String DEAL_OF = "select id from deal"
            + " where tenant_id = henk.tenant() and lead_id = $1 and deleted_at is null order by id limit 1";
    private static final String CONTACT =
            "select first_name, last_name, email, phone from contact" + " where tenant_id = henk.tenant() and id = $1";
    private static final String STAND_IN =
            "select id from contact where tenant_id = henk.tenant() and organisation_id = $1"
                    + " and deleted_at is null order by id limit 1";

    private final RecordStore records;
    private final ObjectProvider<Arrival> arrival;
    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Neighbours(
            RecordStore records,
            ObjectProvider<Arrival> arrival,
            TenantTransactions transactions,
            DatabaseClient database) {
        this.records = records;
        // what arrives points to others that arrive
        this.arrival = arrival;
        this.transactions = transactions;
        this.database = database;
    }

    record About(Optional<UUID> contact, Optional<UUID> lead, Optional<UUID> deal) {}

    /** Our record, or the one that it was merged into; empty when it was deleted here. */
    Mono<UUID> known(TenantId tenant, Link link) {
        return records.ofRemote(tenant, link).flatMap(key -> living(tenant, key));
    }

    private Mono<UUID> living(TenantId tenant, OurKey key) {
        boolean merges = key.kind() != Kind.LEAD;
        String sql = "select t.id from %1$s g join %1$s t on t.tenant_id = g.tenant_id"
                        .formatted(key.kind().sql())
                + " and t.id = " + (merges ? "coalesce(g.merged_into, g.id)" : "g.id")
                + " where g.tenant_id = henk.tenant() and g.id = $1 and t.deleted_at is null";
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(sql)
                        .bind(0, key.id())
                        .map(row -> Row.value(row, "id", UUID.class))
                        .one());
    }

    /** Our record; brought here when it is not yet. Empty when it is not there any more, or was deleted here. */
    Mono<UUID> of(Account account, Link link) {
        return records.ofRemote(account.tenant(), link)
                .switchIfEmpty(Mono.defer(() -> account.read(link.kind(), link.id())
                        .filter(theirs -> !theirs.gone())
                        .flatMap(theirs -> arrival.getObject().of(account, theirs))
                        .map(Arrival.Arrived::key)
                        .onErrorResume(
                                failure -> failure instanceof Failure known && known.kind() == Failure.Kind.GONE,
                                gone -> Mono.empty())))
                .flatMap(key -> living(account.tenant(), key));
    }

    /** The deal that our lead has become, or is about to become. */
    Mono<UUID> dealOf(TenantId tenant, UUID lead) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(DEAL_OF)
                        .bind(0, lead)
                        .map(row -> Row.value(row, "id", UUID.class))
                        .one());
    }

    Mono<About> about(Account account, Values values) {
        return optional(account, values, "person", Remote.PERSON)
                .flatMap(contact -> optional(account, values, "lead", Remote.LEAD)
                        .flatMap(lead -> optional(account, values, "deal", Remote.DEAL)
                                .map(deal -> new About(contact, lead, deal))));
    }

    private Mono<Optional<UUID>> optional(Account account, Values values, String field, Remote kind) {
        return Mono.justOrEmpty(values.text(field))
                .flatMap(id -> of(account, new Link(kind, id)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** With somebody whose task it is. */
    Mono<Map<String, Optional<?>>> taskOf(Account account, Values values) {
        return about(account, values).flatMap(about -> {
            Map<String, Optional<?>> fields = new HashMap<>();
            fields.put("contact_id", about.contact());
            fields.put("lead_id", about.lead());
            fields.put("deal_id", about.deal());
            return transactions.in(
                    Scope.system(account.tenant()),
                    () -> database.sql(SOMEBODY)
                            .bind(0, about.deal().orElseGet(() -> new UUID(0, 0)))
                            .map(row -> Optional.ofNullable(row.get("id", UUID.class)))
                            .one()
                            .flatMap(Mono::justOrEmpty)
                            .map(id -> {
                                fields.put("assignee_id", Optional.of(id));
                                return fields;
                            }));
        });
    }

    /** A lead here is somebody's, with that person's name and addresses; empty when nobody is known. */
    Mono<Map<String, Optional<?>>> leadOf(Account account, Map<String, Optional<?>> fields) {
        Mono<UUID> contact = Mono.justOrEmpty(fields.getOrDefault("contact_id", Optional.empty()))
                .cast(UUID.class)
                .switchIfEmpty(Mono.justOrEmpty(fields.getOrDefault("organisation_id", Optional.empty()))
                        .cast(UUID.class)
                        .flatMap(organisation -> transactions.in(
                                Scope.system(account.tenant()),
                                () -> database.sql(STAND_IN)
                                        .bind(0, organisation)
                                        .map(row -> Row.value(row, "id", UUID.class))
                                        .one())));
        return contact.flatMap(id -> transactions.in(
                Scope.system(account.tenant()),
                () -> database.sql(CONTACT)
                        .bind(0, id)
                        .map(row -> {
                            Map<String, Optional<?>> lead = new HashMap<>(fields);
                            lead.put("contact_id", Optional.of(id));
                            lead.put("source", Optional.of("pipedrive"));
                            for (String column : new String[] {"first_name", "last_name", "email", "phone"}) {
                                lead.put(column, Optional.ofNullable(row.get(column, String.class)));
                            }
                            return lead;
                        })
                        .one()));
    }
}
