-- What is added to a product, the lining of a suit or a second pair of trousers: rows of the same table, so that price,
-- stock and texts have one home; and how much care a product needs, as a fact that can be filtered.
alter table product
    -- the kind of product that this one is added to; null: sold by itself
    add column extra_for     text,
    -- of those with the same word only one can be had
    add column choice        text,
    -- costs nothing where the product itself costs at least this
    add column included_from numeric(14, 2) check (included_from > 0),
    -- how much more of the product's own stock it takes
    add column takes         numeric(12, 2) not null default 0 check (takes >= 0),
    -- its name by language, where that is no proper name
    add column titles        jsonb not null default '{}',
    -- what people call it besides, in any language
    add column also          text[] not null default '{}',
    -- ease of care: 1 a specialist's work to 5 hangs smooth over night
    add column ease          smallint check (ease between 1 and 5),
    drop column words;

alter table product
    add column words tsvector not null generated always as (
        setweight(to_tsvector('simple', name || ' ' || coalesce(titles ->> 'en', '') || ' '
            || coalesce(titles ->> 'fr', '')), 'A')
        || setweight(to_tsvector('simple', coalesce(mill, '') || ' ' || coalesce(weave, '') || ' '
            || coalesce(pattern, '') || ' ' || coalesce(colour, '') || ' ' || kind), 'B')
        || to_tsvector('german', coalesce(description ->> 'de', '') || ' ' || coalesce(handle ->> 'de', '')
            || ' ' || coalesce(care ->> 'de', ''))
        || to_tsvector('english', coalesce(description ->> 'en', '') || ' ' || coalesce(handle ->> 'en', '')
            || ' ' || coalesce(care ->> 'en', ''))
        || to_tsvector('french', coalesce(description ->> 'fr', '') || ' ' || coalesce(handle ->> 'fr', '')
            || ' ' || coalesce(care ->> 'fr', ''))) stored;
