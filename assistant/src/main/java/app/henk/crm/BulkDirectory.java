package app.henk.crm;

import app.henk.platform.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Organisations, salespeople, contacts and the price list in bulk. */
@Component
class BulkDirectory {

    private static final String ORGANISATIONS = """
            select o.* from organisation o
             where o.tenant_id = :tenant and o.id in (select k.id from henk.organisations_called(:keys) k)
            """;
    private static final String COMPLETE_ORGANISATIONS = """
            update organisation t
               set sector = coalesce(t.sector, g.sector), employees = coalesce(t.employees, g.employees),
                   country = coalesce(t.country, g.country), website = coalesce(t.website, g.website),
                   origin = coalesce(t.origin, g.origin), version = t.version + 1, updated_at = now()
              from unnest(:names::text[], :sectors::text[], :employees::int[], :countries::text[], :websites::text[],
                          :origins::text[]) as g (name, sector, employees, country, website, origin)
              join henk.organisations_called(:keys) k on k.called = lower(g.name)
              join was on was.id = k.id
             where t.tenant_id = :tenant and t.id = k.id
               and ((t.sector is null and g.sector is not null) or (t.employees is null and g.employees is not null)
                 or (t.country is null and g.country is not null) or (t.website is null and g.website is not null))
            """;
    // a deal that came before its company's sector was known
    private static final String DEALS_WITHOUT_SECTOR = """
            select d.* from deal d join organisation o on o.tenant_id = d.tenant_id and o.id = d.organisation_id
             where d.tenant_id = :tenant and d.sector is null and d.deleted_at is null and o.sector is not null
               and o.id in (select k.id from henk.organisations_called(:keys) k)
            """;
    private static final String PASS_ON_SECTORS = """
            update deal t set sector = o.sector, version = t.version + 1, updated_at = now()
              from organisation o, was
             where t.tenant_id = :tenant and t.id = was.id and o.tenant_id = :tenant and o.id = t.organisation_id
            """;
    private static final String SALESPEOPLE = """
            select s.* from salesperson s where s.tenant_id = :tenant and lower(s.name) = any(:keys)
            """;
    private static final String PLACE_SALESPEOPLE = """
            update salesperson t
               set team = coalesce(g.team, t.team), manager_id = coalesce(m.id, t.manager_id), version = t.version + 1,
                   updated_at = now()
              from unnest(:names::text[], :teams::text[], :managers::text[]) as g (name, team, manager)
              join was on lower(was.name) = lower(g.name)
              left join salesperson m on m.tenant_id = :tenant and lower(m.name) = lower(g.manager)
             where t.tenant_id = :tenant and t.id = was.id
               and (t.team is distinct from coalesce(g.team, t.team)
                 or t.manager_id is distinct from coalesce(m.id, t.manager_id))
            """;
    private static final String PRODUCTS = """
            insert into price_list_item as p (tenant_id, id, name, series, price)
            select :tenant, g.id, g.name, g.series, g.price
              from unnest(:ids::uuid[], :names::text[], :series::text[], :prices::numeric[])
                   as g (id, name, series, price)
            on conflict (tenant_id, lower(name)) do update
               set series = coalesce(excluded.series, p.series), price = coalesce(excluded.price, p.price),
                   updated_at = now()
             where (p.series, p.price) is distinct from
                   (coalesce(excluded.series, p.series), coalesce(excluded.price, p.price))
            """;

    private final DatabaseClient database;
    private final BulkChanges changes;
    private final BulkPeople people;

    BulkDirectory(DatabaseClient database, BulkChanges changes, BulkPeople people) {
        this.database = database;
        this.changes = changes;
        this.people = people;
    }

    /** How many were made or completed. */
    Mono<Integer> organisations(BulkBatch batch, List<BulkRecord.Organisation> all) {
        List<BulkRecord.Organisation> rows = distinct(all);
        int before = batch.size();
        return people.organisations(batch, names(rows), true)
                .then(Mono.defer(() -> complete(batch, rows, batch.size() - before)))
                .delayUntil(done -> changes.update(
                        batch,
                        Entity.DEAL,
                        DEALS_WITHOUT_SECTOR,
                        PASS_ON_SECTORS,
                        statement -> statement.bind("keys", keys(rows))));
    }

    private Mono<Integer> complete(BulkBatch batch, List<BulkRecord.Organisation> rows, int made) {
        return changes.update(
                        batch,
                        Entity.ORGANISATION,
                        ORGANISATIONS,
                        COMPLETE_ORGANISATIONS,
                        statement -> new BulkRows<>(rows, statement)
                                .column("names", BulkRecord.Organisation::name)
                                .optional("sectors", BulkRecord.Organisation::sector)
                                .optional("employees", BulkRecord.Organisation::employees)
                                .optional("countries", BulkRecord.Organisation::country)
                                .optional("websites", BulkRecord.Organisation::website)
                                .optional("origins", BulkRecord.Organisation::origin)
                                .statement()
                                .bind("keys", keys(rows)))
                .map(completed -> Math.max(made, completed));
    }

    /** How many were made or moved. Managers are salespeople too. */
    Mono<Integer> salespeople(BulkBatch batch, List<BulkRecord.Salesperson> all) {
        List<BulkRecord.Salesperson> rows = distinct(all);
        return people.salespeople(
                        batch,
                        rows.stream().flatMap(row -> row.manager().stream()).toList())
                .then(Mono.defer(() -> {
                    int before = batch.size();
                    return people.salespeople(batch, names(rows))
                            .then(Mono.defer(() -> place(batch, rows, batch.size() - before)));
                }));
    }

    private Mono<Integer> place(BulkBatch batch, List<BulkRecord.Salesperson> rows, int made) {
        return changes.update(
                        batch,
                        Entity.SALESPERSON,
                        SALESPEOPLE,
                        PLACE_SALESPEOPLE,
                        statement -> new BulkRows<>(rows, statement)
                                .column("names", BulkRecord.Salesperson::name)
                                .optional("teams", BulkRecord.Salesperson::team)
                                .optional("managers", BulkRecord.Salesperson::manager)
                                .statement()
                                .bind("keys", keys(rows)))
                .map(placed -> Math.max(made, placed));
    }

    private static List<String> names(List<? extends BulkRecord> rows) {
        return rows.stream().map(BulkRecord::label).toList();
    }

    private static String[] keys(List<? extends BulkRecord> rows) {
        return rows.stream().map(row -> BulkPeople.lower(row.label())).toArray(String[]::new);
    }

    Mono<Integer> products(BulkBatch batch, List<BulkRecord.Product> all) {
        return new BulkRows<>(
                        distinct(all),
                        database.sql(PRODUCTS).bind("tenant", batch.tenant().value()))
                .column("ids", row -> Ids.next())
                .column("names", BulkRecord.Product::name)
                .optional("series", BulkRecord.Product::series)
                .optional("prices", BulkRecord.Product::price)
                .statement()
                .fetch()
                .rowsUpdated()
                .map(Long::intValue);
    }

    Mono<Integer> contacts(BulkBatch batch, BulkRules rules, List<BulkRules.Checked> rows) {
        return people.organisations(
                        batch,
                        rows.stream()
                                .flatMap(row -> contact(row).company().stream())
                                .toList(),
                        true)
                .flatMap(organisations -> {
                    int made = batch.size();
                    return people.contacts(
                                    batch,
                                    rows.stream()
                                            .map(row -> new BulkPeople.Wanted(
                                                    ((BulkRules.Prepared.OfPerson) row.prepared()).person(),
                                                    contact(row).company(),
                                                    contact(row)
                                                            .company()
                                                            .map(name -> organisations.get(BulkPeople.lower(name))),
                                                    contact(row).jobTitle()))
                                            .toList(),
                                    rules.language())
                            .map(contacts -> batch.size() - made);
                });
    }

    private static BulkRecord.Contact contact(BulkRules.Checked row) {
        return (BulkRecord.Contact) row.record();
    }

    /** A statement must not meet the same row twice: the last line of a name counts. */
    private static <R extends BulkRecord> List<R> distinct(List<R> rows) {
        Map<String, R> byName = new LinkedHashMap<>();
        rows.forEach(row -> byName.put(BulkPeople.lower(row.label()), row));
        return List.copyOf(byName.values());
    }
}
