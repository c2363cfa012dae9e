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

    /** Each merit is a reason with its weight; their sum is the place in the list, so the reasons explain it wholly. */
    private static final String MERITS = JUDGED + """
            , words as (
                select cast(replace(cast(plainto_tsquery('german', :text)
                        || plainto_tsquery('english', :text)
                        || plainto_tsquery('french', :text)
                        || plainto_tsquery('simple', :text) as text), '&', '|') as tsquery) as any_of),
            merits as (
                select p.*, m.merit, m.reasons
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
                        select 'ease.high', 0.1 * p.ease
                        where p.ease >= 4 and cast(:easeMin as integer) is not null
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
                    ) r) m)
            """;

    static final String RANKED = MERITS + """
            select p.*, count(*) over () as total
            from merits p
            where cardinality(p.broken) = 0
            order by p.merit desc, p.price, p.sku
            limit :limit
            """;

    /**
     * By how much each limit would have to move for a product that breaks it, as comparable fractions; giving up a wish
     * of taste costs more than a tenth of the price. A dislike is never put up for discussion and has no cost.
     */
    private static final String MOVES = MERITS + """
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
     * The one that would have been shown: of those that break a single limit the one with the most merit, where a limit
     * that is missed by far counts against it.
     */
    static final String FOURTH = MOVES + """
            select p.*, v.moved, v.target
            from merits p join moves v on v.sku = p.sku
            where cardinality(p.broken) = 1 and v.cost is not null and v.cost <= 1
            order by p.merit - 2 * v.cost desc, p.price, p.sku
            limit 1
            """;

    /** The fewest limits, and of these the ones that have to move least; {@code opens} counts what is open then. */
    static final String RELAXED = MOVES + """
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
