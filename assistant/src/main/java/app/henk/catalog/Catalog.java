package app.henk.catalog;

import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The tenant's products. The catalogue is public inside its tenant: every principal may search it. */
@Service
public class Catalog {

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final ProductSearch search;
    private final Tenants tenants;
    private final Clock clock;

    Catalog(
            TenantTransactions transactions,
            DatabaseClient database,
            ProductSearch search,
            Tenants tenants,
            Clock clock) {
        this.transactions = transactions;
        this.database = database;
        this.search = search;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Finds at most {@code query.limit()} products; never one that breaks a limit of the query. */
    public Mono<ProductMatches> search(Principal principal, ProductQuery query) {
        // "today" is the shop's, not the server's: production starts when the shop opens
        return tenants.tenant(principal.tenant())
                .flatMap(tenant -> transactions.in(
                        principal.scope(),
                        () -> search.search(query, LocalDate.now(clock.withZone(tenant.zone())), tenant.language())));
    }

    /** Empty when this tenant has no product of that number. */
    public Mono<Product> product(Principal principal, String sku, String language) {
        if (sku.indexOf('\0') >= 0) {
            return Mono.empty();
        }
        return tenants.tenant(principal.tenant())
                .flatMap(tenant -> transactions.in(
                        principal.scope(),
                        () -> database.sql("""
                                select * from product where upper(sku) = upper(:sku)
                                order by sku = :sku desc, sku limit 1""")
                                .bind("sku", sku)
                                .map((row, meta) -> ProductRow.read(row, language, tenant.language()))
                                .one()));
    }

    /** The proper names of the catalogue, of products and of makers: what an answer must not say without a source. */
    public Mono<Set<String>> names(Principal principal) {
        return transactions.in(
                principal.scope(),
                () -> database.sql("select name from product union select mill from product where mill is not null"
                                + " order by 1 limit 50000")
                        .map((row, meta) -> String.valueOf(row.get(0, String.class)))
                        .all()
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
