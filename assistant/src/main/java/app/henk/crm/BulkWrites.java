package app.henk.crm;

import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    // Each looked up by itself, which the limit sees to: a plan made for the first piece of a house's first file would
    // read all that have come since. What was deleted may come again; a deal that was merged is here in another one.
    private static final String LEADS = """
            select r.origin, coalesce(nullif(trim(r.first_name || ' ' || r.last_name), ''), r.email, r.company, r.origin)
                       as label,
                   jsonb_strip_nulls(jsonb_build_object('company', r.company, 'budget', r.budget,
                       'company_size', r.company_size, 'industry', r.industry, 'urgency', r.urgency)) as facts
              from unnest(:origins::text[]) g (origin) cross join lateral (
                       select n.* from lead n where n.tenant_id = :tenant and n.origin = g.origin
                          and n.deleted_at is null limit 1) r
            """;
    private static final String DEALS = """
            select r.origin, r.title as label,
                   jsonb_strip_nulls(jsonb_build_object('value', r.value, 'stage', r.stage_key, 'sector', r.sector,
                       'product', r.product, 'close', case when r.status = 'open' then r.expected_close end)) as facts
              from unnest(:origins::text[]) g (origin) cross join lateral (
                       select n.* from deal n where n.tenant_id = :tenant and n.origin = g.origin
                          and (n.deleted_at is null or n.merged_into is not null) limit 1) r
            """;

    /** Of 2 000 leads: of each the lead, its contact and its salesperson. */
    public static final int CHANGES_OF_LEADS = 6_000;

    private final Tenants tenants;
    private final SalesRulesStore rules;
    private final DatabaseClient database;
    private final BulkChanges changes;
    private final ChangeSetStore sets;
    private final BulkLeads leads;
    private final BulkDeals deals;
    private final BulkDirectory directory;
    private final Clock clock;

    BulkWrites(
            Tenants tenants,
            SalesRulesStore rules,
            DatabaseClient database,
            BulkChanges changes,
            ChangeSetStore sets,
            BulkLeads leads,
            BulkDeals deals,
            BulkDirectory directory,
            Clock clock) {
        this.tenants = tenants;
        this.rules = rules;
        this.database = database;
        this.changes = changes;
        this.sets = sets;
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

    /**
     * A change-set for what will be written.
     *
     * @param conversation in which it was asked for
     */
    public Mono<UUID> begin(TenantId tenant, UUID actor, Optional<UUID> conversation) {
        return changes.begin(tenant, Ids.next(), actor, conversation);
    }

    /**
     * Whether nobody has taken the change-set back; if so, nobody does before the caller's transaction ends. What is
     * written into it must not be committed otherwise: nothing would take it back.
     */
    public Mono<Boolean> stands(TenantId tenant, UUID changeSet) {
        return sets.stands(tenant, changeSet);
    }

    /**
     * How many records of a kind were as before when the change-set was last taken back; empty while it stands, and again
     * when what took it back was itself taken back.
     */
    public Mono<Integer> takenBack(TenantId tenant, UUID changeSet, Entity kind) {
        return sets.takenBack(tenant, changeSet, kind);
    }

    /**
     * @param created or, of what is known by name, brought up to date
     * @param unchanged was here already
     * @param taken rows whose origin belongs to another record here: by origin the label of that one
     * @param differing what rows that were here already say otherwise; it stays as it is here
     */
    public record Written(int created, int unchanged, Map<String, String> taken, List<BulkDifference> differing) {}

    /** What writing these rows would do. */
    public Mono<Written> compare(TenantId tenant, List<BulkRules.Checked> rows) {
        return split(tenant, rows).map(split -> split.written(split.fresh().size()));
    }

    /** @param rows without errors, all of one kind */
    public Mono<Written> write(TenantId tenant, UUID changeSet, BulkRules rules, List<BulkRules.Checked> rows) {
        return write(tenant, rules, rows, changeSet, Mono.defer(() -> size(tenant, changeSet)));
    }

    /** How many changes the set may have by now. */
    public Mono<Integer> size(TenantId tenant, UUID changeSet) {
        return changes.size(tenant, changeSet);
    }

    /**
     * Leads of which several batches are written at the same time, each in a transaction of its own.
     *
     * @param before how many changes stand in the set before those of this batch, which are at most
     *     {@link #CHANGES_OF_LEADS}
     * @param rows at most 2 000
     */
    public Mono<Written> write(
            TenantId tenant, UUID changeSet, int before, BulkRules rules, List<BulkRules.Checked> rows) {
        return write(tenant, rules, rows, changeSet, Mono.just(before));
    }

    private Mono<Written> write(
            TenantId tenant, BulkRules rules, List<BulkRules.Checked> rows, UUID changeSet, Mono<Integer> from) {
        return split(tenant, rows)
                .flatMap(split -> split.fresh().isEmpty()
                        ? Mono.just(split.written(0))
                        : from.flatMap(size -> insert(new BulkBatch(tenant, changeSet, size), rules, split.fresh()))
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

    private record Split(
            List<BulkRules.Checked> fresh, int known, Map<String, String> taken, List<BulkDifference> differing) {

        Written written(int made) {
            return new Written(made, known + fresh.size() - made, taken, differing);
        }
    }

    /** @param facts what of it a file may say otherwise, as {@link BulkDifference} names it */
    private record Here(String label, Map<String, Object> facts) {}

    /** Which are not here yet. The second one of an origin within the rows counts as here. */
    private Mono<Split> split(TenantId tenant, List<BulkRules.Checked> rows) {
        return here(tenant, rows).map(known -> {
            Map<String, Here> here = new HashMap<>(known);
            List<BulkRules.Checked> fresh = new ArrayList<>();
            Map<String, String> taken = new HashMap<>();
            List<BulkDifference> differing = new ArrayList<>();
            int unchanged = 0;
            for (BulkRules.Checked row : rows) {
                if (!(row.record() instanceof BulkRecord.Named named)) {
                    fresh.add(row);
                    continue;
                }
                Here before = here.putIfAbsent(named.origin(), new Here(named.label(), Map.of()));
                if (before == null) {
                    fresh.add(row);
                } else if (before.label().equalsIgnoreCase(named.label())) {
                    unchanged++;
                    if (known.containsKey(named.origin())) {
                        differing.addAll(BulkDifference.between(before.facts(), row));
                    }
                } else {
                    taken.put(named.origin(), before.label());
                }
            }
            return new Split(fresh, unchanged, taken, differing);
        });
    }

    private Mono<Map<String, Here>> here(TenantId tenant, List<BulkRules.Checked> rows) {
        String[] origins = rows.stream()
                .map(BulkRules.Checked::record)
                .filter(BulkRecord.Named.class::isInstance)
                .map(record -> ((BulkRecord.Named) record).origin())
                .toArray(String[]::new);
        if (origins.length == 0) {
            return Mono.just(Map.of());
        }
        String find = rows.getFirst().record() instanceof BulkRecord.Lead ? LEADS : DEALS;
        return database.sql(find)
                .bind("tenant", tenant.value())
                .bind("origins", origins)
                .map(row -> Map.entry(
                        Row.value(row, "origin", String.class),
                        new Here(
                                Row.value(row, "label", String.class),
                                FieldValues.read(
                                        Row.value(row, "facts", Json.class).asString()))))
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
