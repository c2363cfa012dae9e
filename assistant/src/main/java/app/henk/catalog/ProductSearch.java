package app.henk.catalog;

import app.henk.catalog.ProductMatches.Match;
import app.henk.catalog.ProductMatches.Move;
import app.henk.catalog.ProductMatches.NearMiss;
import app.henk.catalog.ProductMatches.Relaxation;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The questions that a search puts to PostgreSQL, in static SQL: what satisfies every limit, with the one that would
 * have been shown but for a single limit; and, when nothing satisfies all, which limits would have to move least. Both
 * run inside the caller's transaction.
 */
@Component
class ProductSearch {

    private final DatabaseClient database;

    ProductSearch(DatabaseClient database) {
        this.database = database;
        // reads its list of currencies from a file when first touched, which must not be on an event loop
        CurrencyUnit.registeredCurrencies();
    }

    /** @param own the language that a text is given in where {@code query.language()} is missing */
    Mono<ProductMatches> search(ProductQuery query, LocalDate today, String own) {
        return ranked(query, today, own).collectList().flatMap(rows -> {
            List<Match> matches = rows.stream()
                    .filter(row -> row.missed().isEmpty())
                    .map(Ranked::match)
                    .toList();
            if (matches.isEmpty()) {
                return relaxed(query, today)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .map(relaxation -> new ProductMatches(today, List.of(), 0, Optional.empty(), relaxation));
            }
            Optional<NearMiss> fourth = rows.stream()
                    .flatMap(row -> row.missed().stream()
                            .map(move -> new NearMiss(row.match().product(), move)))
                    .findFirst();
            return Mono.just(new ProductMatches(today, matches, rows.getFirst().total(), fourth, Optional.empty()));
        });
    }

    /** @param missed the one limit that keeps it from being shown; empty: it is shown */
    private record Ranked(Match match, int total, Optional<Move> missed) {}

    private Flux<Ranked> ranked(ProductQuery query, LocalDate today, String own) {
        return limits(database.sql(ProductSql.RANKED), query, today)
                .bind("text", words(query))
                .bind("limit", Math.clamp(query.limit(), 1, 20))
                .map((row, meta) -> new Ranked(
                        new Match(
                                ProductRow.read(row, query.language(), own),
                                List.of(ProductRow.required(row, "reasons", String[].class))),
                        ProductRow.required(row, "total", Long.class).intValue(),
                        Optional.ofNullable(row.get("moved", String.class))
                                .map(moved -> new Move(moved, ProductRow.required(row, "target", String.class)))))
                .all();
    }

    private Mono<Relaxation> relaxed(ProductQuery query, LocalDate today) {
        return limits(database.sql(ProductSql.RELAXED), query, today)
                .map((row, meta) -> {
                    String[] moved = ProductRow.required(row, "moved", String[].class);
                    String[] targets = ProductRow.required(row, "targets", String[].class);
                    List<Move> moves = IntStream.range(0, moved.length)
                            .mapToObj(i -> new Move(moved[i], targets[i]))
                            .toList();
                    return new Relaxation(
                            moves, ProductRow.required(row, "opens", Long.class).intValue());
                })
                .one();
    }

    private static GenericExecuteSpec limits(GenericExecuteSpec sql, ProductQuery query, LocalDate today) {
        GenericExecuteSpec bound = sql.bind("today", today)
                .bind("kinds", array(query.kinds()))
                .bind("inStockOnly", query.inStockOnly())
                .bind("seasons", array(query.seasons()))
                .bind("colours", array(query.colours()))
                .bind("notColours", array(query.notColours()))
                .bind("patterns", array(query.patterns()))
                .bind("notPatterns", array(query.notPatterns()))
                .bind("fibres", array(query.fibres()))
                .bind("occasions", array(query.occasions()));
        bound = optional(
                bound, "mill", query.mill().map(ProductSearch::storable).orElse(null), String.class);
        bound = optional(bound, "priceMin", query.priceMin().orElse(null), java.math.BigDecimal.class);
        bound = optional(bound, "priceMax", query.priceMax().orElse(null), java.math.BigDecimal.class);
        bound = optional(bound, "weightMin", query.weightMin().orElse(null), Integer.class);
        bound = optional(bound, "weightMax", query.weightMax().orElse(null), Integer.class);
        bound = optional(bound, "formalityMin", query.formalityMin().orElse(null), Integer.class);
        bound = optional(bound, "creaseMin", query.creaseMin().orElse(null), Integer.class);
        bound = optional(bound, "easeMin", query.easeMin().orElse(null), Integer.class);
        return optional(bound, "neededBy", query.neededBy().orElse(null), LocalDate.class);
    }

    private static <T> GenericExecuteSpec optional(
            GenericExecuteSpec sql, String name, @Nullable T value, Class<T> type) {
        return value == null ? sql.bindNull(name, type) : sql.bind(name, value);
    }

    private static String[] array(List<String> values) {
        return values.stream().map(ProductSearch::storable).toArray(String[]::new);
    }

    /** PostgreSQL knows no U+0000. */
    private static String storable(String text) {
        return text.replace('\0', ' ');
    }

    /** Nobody's wish is longer than a few sentences. */
    private static String words(ProductQuery query) {
        String text = storable(query.text().orElse("")).strip();
        return text.length() > 400 ? text.substring(0, 400) : text;
    }
}
