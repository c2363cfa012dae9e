package app.henk.catalog;

/** The text of the product search: static, with a parameter for every limit, so that one plan serves all. */
final class ProductSql {

    private ProductSql() {}

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
                    case when coalesce(p.ease, 0) < cast(:easeMin as integer) then 'ease_min' end,
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
                from product p
                where case when cardinality(cast(:kinds as text[])) = 0 then p.extra_for is null
                    else p.kind = any (cast(:kinds as text[])) end)
            """;

    /**
     * Each merit is a name with its weight, in the same order; their sum is the place in the list, so the names explain
     * it wholly. Arrays, because a row of merits for every product is what takes the time. The words are read once; what
     * breaks two limits is never shown and needs no merits.
     */
    private static final String MERITS = JUDGED + """
            , words as materialized (
                select cast(replace(cast(plainto_tsquery('german', :text)
                        || plainto_tsquery('english', :text)
                        || plainto_tsquery('french', :text)
                        || plainto_tsquery('simple', :text) as text), '&', '|') as tsquery) as any_of),
            weighed as materialized (
                select p.*,
                    array['name', 'text', 'occasion.' || p.occasions[o.place],
                        'season.' || (
                            select asked from unnest(cast(:seasons as text[])) asked where asked = any (p.seasons) limit 1),
                        'colour.' || p.colour, 'pattern.' || p.pattern, 'fibre.' || f.fibre, 'ease.high', 'weight.light',
                        'weight.warm', 'crease.high', 'formality.high', 'price.within', 'time.ample', 'stock.now'
                    ] as merit_names,
                    array[
                        case when cast(:text as text) <> '' and word_similarity(p.name, :text) >= 0.6 then 5.0 end,
                        case when cast(:text as text) <> '' and p.words @@ words.any_of
                            then 4.0 * cast(ts_rank(p.words, words.any_of, 32) as numeric) + 0.1 end,
                        1.6 / o.place,
                        case when p.seasons && cast(:seasons as text[]) then 0.5 + 0.5 / cardinality(p.seasons) end,
                        case when p.colours && cast(:colours as text[])
                            then case when p.colour = any (cast(:colours as text[])) then 0.6 else 0.4 end end,
                        case when p.patterns && cast(:patterns as text[])
                            then case when p.pattern = any (cast(:patterns as text[])) then 0.6 else 0.4 end end,
                        0.5 * f.percent / 100,
                        case when p.ease >= 4 and cast(:easeMin as integer) is not null then 0.1 * p.ease end,
                        case when p.weight <= 260
                            and ('summer' = any (cast(:seasons as text[])) or cast(:weightMax as integer) is not null)
                            then 0.5 end,
                        case when p.weight >= 320
                            and ('winter' = any (cast(:seasons as text[])) or cast(:weightMin as integer) is not null)
                            then 0.5 end,
                        case when p.crease >= 4 and (cast(:creaseMin as integer) is not null
                            or cast(:occasions as text[]) && array['travel', 'business']) then 0.1 * p.crease end,
                        case when p.formality >= 4 and (cast(:formalityMin as integer) is not null
                            or cast(:occasions as text[]) && array['gala', 'funeral']) then 0.3 end,
                        case when p.price <= 0.9 * cast(:priceMax as numeric) then 0.2 end,
                        case when cast(:today as date) + p.lead_days + 21 <= cast(:neededBy as date) then 0.2 end,
                        case when p.stock >= p.stock_per_unit
                            and (cast(:inStockOnly as boolean) or cast(:neededBy as date) is not null) then 0.1 end
                    ] as merit_weights
                from judged p cross join words
                cross join lateral (
                    select min(array_position(p.occasions, asked)) as place
                    from unnest(cast(:occasions as text[])) asked) o
                left join lateral (
                    select asked as fibre, cast(p.composition ->> asked as numeric) as percent
                    from unnest(cast(:fibres as text[])) asked
                    where asked = any (p.fibres) order by percent desc limit 1) f on true
                where cardinality(p.broken) < 2),
            merits as (
                select w.*, (select coalesce(sum(weight), 0) from unnest(w.merit_weights) weight) as merit
                from weighed w)
            """;

    /**
     * By how much each limit would have to move for a product that breaks it, as comparable fractions; giving up a wish
     * of taste costs more than a tenth of the price. A dislike is never put up for discussion and has no cost.
     */
    private static final String MOVES = """
            , moves as (
                select p.sku, l.moved, l.place,
                    case l.moved
                        when 'price_max' then (p.price - :priceMax) / greatest(cast(:priceMax as numeric), 1)
                        when 'price_min' then (:priceMin - p.price) / greatest(cast(:priceMin as numeric), 1)
                        when 'needed_by' then (cast(:today as date) + p.lead_days - cast(:neededBy as date)) / 30.0
                        when 'weight_min' then (cast(:weightMin as numeric) - p.weight) / 100
                        when 'weight_max' then (p.weight - cast(:weightMax as numeric)) / 100
                        when 'formality_min' then 0.25 * (cast(:formalityMin as numeric) - p.formality)
                        when 'crease_min' then 0.2 * (cast(:creaseMin as numeric) - p.crease)
                        when 'ease_min' then 0.2 * (cast(:easeMin as numeric) - p.ease)
                        when 'mill' then 0.25
                        when 'pattern' then 0.35
                        when 'fibre' then 0.4
                        when 'colour' then 0.45
                        when 'in_stock' then 0.5
                        when 'season' then 0.6
                        when 'occasion' then 0.7
                    end as cost,
                    case l.moved
                        when 'price_max' then cast(p.price as text)
                        when 'price_min' then cast(p.price as text)
                        when 'needed_by' then cast(cast(:today as date) + p.lead_days as text)
                        when 'weight_min' then cast(p.weight as text)
                        when 'weight_max' then cast(p.weight as text)
                        when 'formality_min' then cast(p.formality as text)
                        when 'crease_min' then cast(p.crease as text)
                        when 'ease_min' then cast(p.ease as text)
                        else ''
                    end as target
                from judged p cross join lateral unnest(p.broken) with ordinality l(moved, place))
            """;

    /**
     * What satisfies every limit, best first, and behind it the one that would have been shown ({@code moved} says but
     * for which limit): of those that break a single limit the one with the most merit, where a limit that is missed by
     * far counts against it.
     */
    static final String RANKED = MERITS + MOVES + """
            , chosen as (
                select shown.*, cast(null as text) as moved, cast(null as text) as target
                from (
                    select m.*, count(*) over () as total
                    from merits m
                    where cardinality(m.broken) = 0
                    order by m.merit desc, m.price, m.sku
                    limit :limit) shown
                union all
                select fourth.*
                from (
                    select m.*, cast(0 as bigint) as total, v.moved, v.target
                    from merits m join moves v on v.sku = m.sku
                    where cardinality(m.broken) = 1 and v.cost is not null and v.cost <= 1
                    order by m.merit - 2 * v.cost desc, m.price, m.sku
                    limit 1) fourth)
            select c.*, (
                select coalesce(array_agg(name order by weight desc, name), '{}')
                from unnest(c.merit_names, c.merit_weights) named(name, weight)
                where weight is not null) as reasons
            from chosen c
            order by c.moved nulls first, c.merit desc, c.price, c.sku
            """;

    /** The fewest limits, and of these the ones that have to move least; {@code opens} counts what is open then. */
    static final String RELAXED = JUDGED + MOVES + """
            , priced as (
                select v.sku, count(*) as limits, sum(v.cost) as cost, array_agg(v.moved order by v.place) as moved,
                    array_agg(v.target order by v.place) as targets
                from moves v group by v.sku having bool_and(v.cost is not null)),
            cheapest as (
                select * from priced order by limits, cost, moved, sku limit 1)
            select c.moved, c.targets,
                (select count(*) from priced o where o.moved <@ c.moved and not exists (
                    select from moves mine join moves its on its.sku = c.sku and its.moved = mine.moved
                    where mine.sku = o.sku and mine.cost > its.cost)) as opens
            from cheapest c
            """;
}
