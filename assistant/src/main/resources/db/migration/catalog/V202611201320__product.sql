-- What a tenant sells. Facts that a search filters by are columns; texts are jsonb by language. What is not cloth leaves
-- the textile columns empty.
create extension if not exists pg_trgm;

create table product (
    tenant_id      uuid not null references tenant (id),
    id             uuid not null,
    sku            text not null check (length(sku) between 1 and 60),
    kind           text not null,
    name           text not null check (length(name) between 1 and 200),
    description    jsonb not null default '{}',
    price          numeric(14, 2) not null check (price >= 0),
    currency       char(3) not null,
    unit           text not null,
    stock          numeric(12, 2) not null check (stock >= 0),
    -- how much of the stock one unit takes: metres of cloth for a suit, one machine for a machine
    stock_per_unit numeric(12, 2) not null check (stock_per_unit > 0),
    lead_days      integer not null check (lead_days between 0 and 3650),
    -- the most typical one first
    occasions      text[] not null default '{}',
    -- json and not jsonb: keeps the order in which the tenant named them
    facts          json not null default '{}',

    mill           text,
    weave          text,
    pattern        text,
    -- the pattern and what it also passes for: a pinstripe is a stripe
    patterns       text[] not null default '{}',
    colour         text,
    -- the colour and what it also passes for: navy is blue
    colours        text[] not null default '{}',
    colour_hex     text check (colour_hex ~ '^#[0-9a-f]{6}$'),
    composition    jsonb not null default '{}',
    fibres         text[] not null default '{}',
    fibre_note     text,
    weight         integer check (weight between 20 and 2000),
    seasons        text[] not null default '{}',
    handle         jsonb not null default '{}',
    crease         smallint check (crease between 1 and 5),
    drape          smallint check (drape between 1 and 5),
    care           jsonb not null default '{}',
    formality      smallint check (formality between 1 and 5),

    -- text orders a result and never filters it, so there is nothing that an index on this could answer
    words          tsvector not null generated always as (
        setweight(to_tsvector('simple', name), 'A')
        || setweight(to_tsvector('simple', coalesce(mill, '') || ' ' || coalesce(weave, '') || ' '
            || coalesce(pattern, '') || ' ' || coalesce(colour, '') || ' ' || kind), 'B')
        || to_tsvector('german', coalesce(description ->> 'de', '') || ' ' || coalesce(handle ->> 'de', '')
            || ' ' || coalesce(care ->> 'de', ''))
        || to_tsvector('english', coalesce(description ->> 'en', '') || ' ' || coalesce(handle ->> 'en', '')
            || ' ' || coalesce(care ->> 'en', ''))
        || to_tsvector('french', coalesce(description ->> 'fr', '') || ' ' || coalesce(handle ->> 'fr', '')
            || ' ' || coalesce(care ->> 'fr', ''))) stored,

    primary key (tenant_id, id),
    unique (tenant_id, sku)
);

alter table product enable row level security;
alter table product force row level security;

-- the catalogue is public inside its tenant
create policy product_reads on product for select using (tenant_id = henk.tenant());
create policy product_writes on product for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
