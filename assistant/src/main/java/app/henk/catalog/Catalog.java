package app.henk.catalog;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.FieldErrors;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
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
        return in(principal, tenant -> search.search(query, today(tenant), tenant.language()));
    }

    /**
     * What is called by its name, whatever else is wished; in the order asked for, without those that there are not.
     *
     * @param names at most as many as a search shows
     */
    public Mono<ProductMatches> named(Principal principal, List<String> names, String language) {
        return in(
                principal,
                tenant -> Flux.fromIterable(names)
                        .concatMap(name -> byNumber(name, language, tenant.language()))
                        .distinct(Product::sku)
                        .map(product -> new ProductMatches.Match(product, List.of()))
                        .collectList()
                        .map(found -> new ProductMatches(
                                today(tenant), found, found.size(), Optional.empty(), Optional.empty())));
    }

    /** Empty when this tenant has no product of that number. */
    public Mono<Product> product(Principal principal, String sku, String language) {
        return in(principal, tenant -> byNumber(sku, language, tenant.language()));
    }

    /**
     * Two to four products of one kind side by side, in the order asked for.
     *
     * @param skus numbers or names; the same one twice counts once
     * @throws app.henk.platform.Problem saying which there is not, or why they cannot be compared
     */
    public Mono<Comparison> compare(Principal principal, List<String> skus, String language) {
        return in(
                principal,
                tenant -> Flux.fromIterable(skus)
                        .take(Comparison.MOST + 1L)
                        .index()
                        .concatMap(asked -> byNumber(asked.getT2(), language, tenant.language())
                                .switchIfEmpty(Mono.error(() -> FieldErrors.of(
                                        "skus[" + asked.getT1() + "]",
                                        "must be the number of something that is sold here"))))
                        .distinct(Product::sku)
                        .collectList()
                        .map(Comparison::of));
    }

    /** What a product costs with what is added to it. Empty when there is no product of that number. */
    public Mono<Quote> quote(Principal principal, QuoteRequest asked, String language) {
        return in(
                principal,
                tenant -> byNumber(asked.sku(), language, tenant.language())
                        .filter(product -> product.extraFor().isEmpty())
                        .flatMap(product -> extras(product, language, tenant.language())
                                .map(extras -> Quoting.of(product, extras, asked, today(tenant)))));
    }

    private Mono<Extras> extras(Product product, String language, String own) {
        return database.sql("select * from product where extra_for = :kind order by sku limit 500")
                .bind("kind", product.kind())
                .map((row, meta) -> ProductRow.extra(row, language, own))
                .all()
                .collectList()
                .map(Extras::new);
    }

    private Mono<Product> byNumber(String sku, String language, String own) {
        if (sku.indexOf('\0') >= 0) {
            return Mono.empty();
        }
        return database.sql("""
                select * from product where upper(sku) = upper(:sku) or lower(name) = lower(:sku)
                order by sku = :sku desc, upper(sku) = upper(:sku) desc, sku limit 1""")
                .bind("sku", sku)
                .map((row, meta) -> ProductRow.read(row, language, own))
                .one();
    }

    private <T> Mono<T> in(Principal principal, Function<Tenant, Mono<T>> work) {
        return tenants.tenant(principal.tenant())
                .flatMap(tenant -> transactions.in(principal.scope(), () -> work.apply(tenant)));
    }

    /** The shop's, not the server's: production starts when the shop opens. */
    private LocalDate today(Tenant tenant) {
        return LocalDate.now(clock.withZone(tenant.zone()));
    }

    /**
     * The proper names of the catalogue, of products and of makers: what an answer must not say without a source. What
     * is called differently in each language, a waistcoat, has none.
     */
    public Mono<Set<String>> names(Principal principal) {
        return transactions.in(
                principal.scope(),
                () -> database.sql(
                                "select name from product where titles = '{}' union select mill from product where mill is not null"
                                        + " order by 1 limit 50000")
                        .map((row, meta) -> String.valueOf(row.get(0, String.class)))
                        .all()
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
