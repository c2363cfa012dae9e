package app.henk.crm;

import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Many records at a time, for imports: judged by the same rules as single ones, written in batches, all of them in one
 * change-set. Every method runs in the caller's transaction, as the system: the caller has decided who may import.
 */
@Service
public class BulkWrites {

    private final Tenants tenants;
    private final SalesRulesStore rules;
    private final DatabaseClient database;
    private final BulkChanges changes;
    private final BulkLeads leads;
    private final BulkDeals deals;
    private final BulkDirectory directory;
    private final Clock clock;

    BulkWrites(
            Tenants tenants,
            SalesRulesStore rules,
            DatabaseClient database,
            BulkChanges changes,
            BulkLeads leads,
            BulkDeals deals,
            BulkDirectory directory,
            Clock clock) {
        this.tenants = tenants;
        this.rules = rules;
        this.database = database;
        this.changes = changes;
        this.leads = leads;
        this.deals = deals;
        this.directory = directory;
        this.clock = clock;
    }

    /** The rules of now. Needs no transaction. */
    public Mono<BulkRules> rules(TenantId tenant) {
        return tenants.tenant(tenant)
                .zipWith(rules.rules(tenant))
                // the phone library reads a file when it first needs a country
                .publishOn(Schedulers.boundedElastic())
                .map(both -> new BulkRules(both.getT1(), both.getT2(), clock.instant()));
    }

    /** A change-set for what will be written. */
    public Mono<UUID> begin(TenantId tenant, UUID actor) {
        return changes.begin(tenant, Ids.next(), actor);
    }

    /**
     * @param created or, of what is known by name, brought up to date
     * @param unchanged was here already
     * @param taken rows whose origin belongs to another record here: by origin the label of that one
     */
    public record Written(int created, int unchanged, Map<String, String> taken) {}

    /** What writing these rows would do. */
    public Mono<Written> compare(TenantId tenant, List<BulkRules.Checked> rows) {
        return split(tenant, rows).map(split -> split.written(split.fresh().size()));
    }

    /** @param rows without errors, all of one kind */
    public Mono<Written> write(TenantId tenant, UUID changeSet, BulkRules rules, List<BulkRules.Checked> rows) {
        return split(tenant, rows)
                .flatMap(split -> split.fresh().isEmpty()
                        ? Mono.just(split.written(0))
                        : changes.size(tenant, changeSet)
                                .flatMap(size -> insert(new BulkBatch(tenant, changeSet, size), rules, split.fresh()))
                                .map(split::written));
    }

    private Mono<Integer> insert(BulkBatch batch, BulkRules rules, List<BulkRules.Checked> rows) {
        return switch (rows.getFirst().record()) {
            case BulkRecord.Lead lead -> leads.write(batch, rules, rows);
            case BulkRecord.Deal deal -> deals.write(batch, rules, rows);
            case BulkRecord.Contact contact -> directory.contacts(batch, rules, rows);
            case BulkRecord.Organisation organisation ->
                directory.organisations(batch, records(rows, BulkRecord.Organisation.class));
            case BulkRecord.Salesperson person ->
                directory.salespeople(batch, records(rows, BulkRecord.Salesperson.class));
            case BulkRecord.Product product -> directory.products(batch, records(rows, BulkRecord.Product.class));
        };
    }

    private static <R extends BulkRecord> List<R> records(List<BulkRules.Checked> rows, Class<R> type) {
        return rows.stream().map(row -> type.cast(row.record())).toList();
    }

    private record Split(List<BulkRules.Checked> fresh, int known, Map<String, String> taken) {

        Written written(int made) {
            return new Written(made, known + fresh.size() - made, taken);
        }
    }

    /** Which are not here yet. The second one of an origin within the rows counts as here. */
    private Mono<Split> split(TenantId tenant, List<BulkRules.Checked> rows) {
        return labels(tenant, rows).map(labels -> {
            Map<String, String> here = new HashMap<>(labels);
            List<BulkRules.Checked> fresh = new ArrayList<>();
            Map<String, String> taken = new HashMap<>();
            int known = 0;
            for (BulkRules.Checked row : rows) {
                if (!(row.record() instanceof BulkRecord.Named named)) {
                    fresh.add(row);
                    continue;
                }
                String label = here.putIfAbsent(named.origin(), named.label());
                if (label == null) {
                    fresh.add(row);
                } else if (label.equalsIgnoreCase(named.label())) {
                    known++;
                } else {
                    taken.put(named.origin(), label);
                }
            }
            return new Split(fresh, known, taken);
        });
    }

    private Mono<Map<String, String>> labels(TenantId tenant, List<BulkRules.Checked> rows) {
        String[] origins = rows.stream()
                .map(BulkRules.Checked::record)
                .filter(BulkRecord.Named.class::isInstance)
                .map(record -> ((BulkRecord.Named) record).origin())
                .toArray(String[]::new);
        if (origins.length == 0) {
            return Mono.just(Map.of());
        }
        String person = "coalesce(nullif(trim(first_name || ' ' || last_name), ''), email, company, origin)";
        String find = switch (rows.getFirst().record()) {
            case BulkRecord.Lead lead -> "select origin, " + person + " as label from lead";
            default -> "select origin, title as label from deal";
        };
        return database.sql(find + " where tenant_id = :tenant and origin = any(:origins)")
                .bind("tenant", tenant.value())
                .bind("origins", origins)
                .map(row -> Map.entry(Row.value(row, "origin", String.class), Row.value(row, "label", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Names on the price list, to tell slips of the pen by. */
    public Mono<List<String>> products(TenantId tenant) {
        return database.sql("select name from price_list_item where tenant_id = :tenant order by name limit 10000")
                .bind("tenant", tenant.value())
                .map(row -> Row.value(row, "name", String.class))
                .all()
                .collectList();
    }
}
