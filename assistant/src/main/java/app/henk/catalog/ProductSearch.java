package app.henk.catalog;

import app.henk.catalog.ProductMatches.Match;
import app.henk.catalog.ProductMatches.Relaxation;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The two questions that a search puts to PostgreSQL, in static SQL: what satisfies every limit, and, when nothing
 * does, which single limit would have to move least. Both run inside the caller's transaction.
 */
@Component
class ProductSearch {

    /** Judges every product: {@code broken} names the limits that it breaks. An absent limit is null or empty. */
    private static final String JUDGED = """
            with judged as (
                select p.*, array_remove(array[
                    case when p.price < cast(:priceMin as numeric) then 'price_min' end,
                    case when p.price > cast(:priceMax as numeric) then 'price_max' end,
                    case when cast(:today as date) + p.lead_days > cast(:neededBy as date) then 'needed_by' end,
                    case when cast(:inStockOnly as boolean) and p.stock < p.stock_per_unit then 'in_stock' end,
                    case when coalesce(p.weight, 0) < cast(:weightMin as integer) then 'weight_min' end,
                    case when coalesce(p.weight, 2147483647) > cast(:weightMax as integer) then 'weight_max' end,
                    case when coalesce(p.formality, 0) < cast(:formalityMin as integer) then 'formality_min' end,
                    case when coalesce(p.crease, 0) < cast(:creaseMin as integer) then 'crease_min' end,
                    case when lower(coalesce(p.mill, '')) <> lower(cast(:mill as text)) then 'mill' end,
                    case when cardinality(cast(:seasons as text[])) > 0 and not p.seasons && cast(:seasons as text[])
                        then 'season' end,
                    case when cardinality(cast(:colours as text[])) > 0 and not p.colours && cast(:colours as text[])
                        then 'colour' end,
                    case when cardinality(cast(:patterns as text[])) > 0 and not p.patterns && cast(:patterns as text[])
                        then 'pattern' end,
                    case when cardinality(cast(:fibres as text[])) > 0 and not p.fibres && cast(:fibres as text[])
                        then 'fibre' end,
                    case when cardinality(cast(:occasions as text[])) > 0
                        and not p.occasions && cast(:occasions as text[]) then 'occasion' end,
                    case when p.colours && cast(:notColours as text[]) then 'not_colour' end,
                    case when p.patterns && cast(:notPatterns as text[]) then 'not_pattern' end
                ], null) as broken
                from product p)
            """;

    /** Each merit is a reason with its weight; their sum is the place in the list, so the reasons explain it wholly. */
    private static final String RANKED = JUDGED + """
            , words as (
                select cast(replace(cast(plainto_tsquery('german', :text)
                        || plainto_tsquery('english', :text)
                        || plainto_tsquery('french', :text)
                        || plainto_tsquery('simple', :text) as text), '&', '|') as tsquery) as any_of)
            select p.*, m.merit, m.reasons, count(*) over () as total
            from judged p cross join words cross join lateral (
                select coalesce(sum(r.weight), 0) as merit,
                       coalesce(array_agg(r.reason order by r.weight desc, r.reason), '{}') as reasons
                from (
                    select 'name' as reason, 5.0 as weight
                    where cast(:text as text) <> '' and word_similarity(p.name, :text) >= 0.6
                    union all
                    select 'text', 4.0 * ts_rank(p.words, words.any_of, 32) + 0.1
                    where cast(:text as text) <> '' and p.words @@ words.any_of
                    union all
                    (select 'occasion.' || asked.value, 1.6 / array_position(p.occasions, asked.value)
                    from unnest(cast(:occasions as text[])) asked(value)
                    where asked.value = any (p.occasions) order by 2 desc limit 1)
                    union all
                    (select 'season.' || asked.value, 0.5 + 0.5 / cardinality(p.seasons)
                    from unnest(cast(:seasons as text[])) asked(value)
                    where asked.value = any (p.seasons) limit 1)
                    union all
                    select 'colour.' || p.colour, case when p.colour = any (cast(:colours as text[])) then 0.6 else 0.4 end
                    where p.colours && cast(:colours as text[])
                    union all
                    select 'pattern.' || p.pattern,
                           case when p.pattern = any (cast(:patterns as text[])) then 0.6 else 0.4 end
                    where p.patterns && cast(:patterns as text[])
                    union all
                    (select 'fibre.' || asked.value, 0.5 * cast(p.composition ->> asked.value as numeric) / 100
                    from unnest(cast(:fibres as text[])) asked(value)
                    where asked.value = any (p.fibres) order by 2 desc limit 1)
                    union all
                    select 'weight.light', 0.5
                    where p.weight <= 260 and ('summer' = any (cast(:seasons as text[])) or cast(:weightMax as integer) is not null)
                    union all
                    select 'weight.warm', 0.5
                    where p.weight >= 320 and ('winter' = any (cast(:seasons as text[])) or cast(:weightMin as integer) is not null)
                    union all
                    select 'crease.high', 0.1 * p.crease
                    where p.crease >= 4
                      and (cast(:creaseMin as integer) is not null or cast(:occasions as text[]) && array['travel', 'business'])
                    union all
                    select 'formality.high', 0.3
                    where p.formality >= 4
                      and (cast(:formalityMin as integer) is not null or cast(:occasions as text[]) && array['gala', 'funeral'])
                    union all
                    select 'price.within', 0.2 where p.price <= 0.9 * cast(:priceMax as numeric)
                    union all
                    select 'time.ample', 0.2
                    where cast(:today as date) + p.lead_days + 21 <= cast(:neededBy as date)
                    union all
                    select 'stock.now', 0.1
                    where p.stock >= p.stock_per_unit
                      and (cast(:inStockOnly as boolean) or cast(:neededBy as date) is not null)
                ) r) m
            where cardinality(p.broken) = 0
            order by m.merit desc, p.price, p.sku
            limit :limit
            """;

    /**
     * Of the products that break one limit only: how far that limit would have to move. Costs are comparable fractions;
     * giving up a wish of taste costs more than a tenth of the price. A dislike is never put up for discussion.
     */
    private static final String RELAXED = JUDGED + """
            , moves as (
                select p.broken[1] as moved,
                    case p.broken[1]
                        when 'price_max' then (p.price - :priceMax) / greatest(cast(:priceMax as numeric), 1)
                        when 'price_min' then (:priceMin - p.price) / greatest(cast(:priceMin as numeric), 1)
                        when 'needed_by' then (cast(:today as date) + p.lead_days - cast(:neededBy as date)) / 30.0
                        when 'weight_min' then (cast(:weightMin as numeric) - p.weight) / 100
                        when 'weight_max' then (p.weight - cast(:weightMax as numeric)) / 100
                        when 'formality_min' then 0.25 * (cast(:formalityMin as numeric) - p.formality)
                        when 'crease_min' then 0.2 * (cast(:creaseMin as numeric) - p.crease)
                        when 'mill' then 0.25
                        when 'pattern' then 0.35
                        when 'fibre' then 0.4
                        when 'colour' then 0.45
                        when 'in_stock' then 0.5
                        when 'season' then 0.6
                        when 'occasion' then 0.7
                    end as cost,
                    case p.broken[1]
                        when 'price_max' then cast(p.price as text)
                        when 'price_min' then cast(p.price as text)
                        when 'needed_by' then cast(cast(:today as date) + p.lead_days as text)
                        when 'weight_min' then cast(p.weight as text)
                        when 'weight_max' then cast(p.weight as text)
                        when 'formality_min' then cast(p.formality as text)
                        when 'crease_min' then cast(p.crease as text)
                        else ''
                    end as target
                from judged p
                where cardinality(p.broken) = 1)
            select moved, target, count(*) over (partition by moved order by cost) as opens
            from moves where cost is not null
            order by cost, opens desc, moved limit 1
            """;

    private final DatabaseClient database;

    ProductSearch(DatabaseClient database) {
        this.database = database;
        // reads its list of currencies from a file when first touched, which must not be on an event loop
        CurrencyUnit.registeredCurrencies();
    }

    /** @param own the language that a text is given in where {@code query.language()} is missing */
    Mono<ProductMatches> search(ProductQuery query, LocalDate today, String own) {
        return ranked(query, today, own).collectList().flatMap(found -> {
            if (!found.isEmpty()) {
                var matches = found.stream().map(Found::match).toList();
                return Mono.just(new ProductMatches(matches, found.getFirst().total(), Optional.empty()));
            }
            return relaxed(query, today)
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .map(relaxation -> new ProductMatches(List.of(), 0, relaxation));
        });
    }

    private record Found(Match match, int total) {}

    private Flux<Found> ranked(ProductQuery query, LocalDate today, String own) {
        return limits(database.sql(RANKED), query, today)
                .bind("text", words(query))
                .bind("limit", Math.clamp(query.limit(), 1, 20))
                .map((row, meta) -> {
                    String[] reasons = row.get("reasons", String[].class);
                    return new Found(
                            new Match(
                                    ProductRow.read(row, query.language(), own),
                                    reasons == null ? List.of() : List.of(reasons)),
                            ProductRow.required(row, "total", Long.class).intValue());
                })
                .all();
    }

    private Mono<Relaxation> relaxed(ProductQuery query, LocalDate today) {
        return limits(database.sql(RELAXED), query, today)
                .map((row, meta) -> new Relaxation(
                        ProductRow.required(row, "moved", String.class),
                        ProductRow.required(row, "target", String.class),
                        ProductRow.required(row, "opens", Long.class).intValue()))
                .one();
    }

    private static GenericExecuteSpec limits(GenericExecuteSpec sql, ProductQuery query, LocalDate today) {
        GenericExecuteSpec bound = sql.bind("today", today)
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
