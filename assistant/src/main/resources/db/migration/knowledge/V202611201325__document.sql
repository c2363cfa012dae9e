-- What a tenant knows, as it was written.
create table document (
    tenant_id    uuid not null references tenant (id),
    id           uuid not null,
    slug         text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,99}$'),
    language     text not null check (language in ('de', 'en', 'fr')),
    title        text not null check (length(title) between 1 and 300),
    tags         text[] not null default '{}',
    source       text not null,
    -- of the source and of everything else that decides how it falls into passages
    content_hash text not null,
    changed_at   timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, slug, language)
);

-- A section of a document. The search vector joins the words as PostgreSQL reads them in the passage's language with
-- what the application knows of them: parts of compounds, concepts of the trade (w:…, c:…; in headings hw:…, hc:…).
create table passage (
    tenant_id   uuid not null,
    id          uuid not null,
    document_id uuid not null,
    ordinal     integer not null,
    language    text not null check (language in ('de', 'en', 'fr')),
    title       text not null,
    headings    text not null,
    text        text not null check (length(text) between 1 and 4000),
    features    text[] not null,
    words       tsvector not null generated always as (
        array_to_tsvector(features)
        || to_tsvector(
            case language when 'de' then 'german'::regconfig when 'fr' then 'french'::regconfig
                else 'english'::regconfig end,
            headings || ' ' || text)) stored,
    primary key (tenant_id, id),
    unique (tenant_id, document_id, ordinal),
    foreign key (tenant_id, document_id) references document (tenant_id, id) on delete cascade
);
create index passage_words on passage using gin (words);

-- How a tenant's texts are understood: its thesaurus, and how telling each feature is among its own passages.
create table vocabulary (
    tenant_id   uuid primary key references tenant (id),
    thesaurus   text not null,
    passages    jsonb not null,
    frequencies jsonb not null,
    fingerprint text not null
);

do $$
declare
    t text;
begin
    foreach t in array array['document', 'passage', 'vocabulary'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        -- knowledge is public inside its tenant
        execute format('create policy %I on %I for select using (tenant_id = henk.tenant())', t || '_reads', t);
        execute format('create policy %I on %I for all
            using (tenant_id = henk.tenant() and henk.authority() = ''system'')
            with check (tenant_id = henk.tenant() and henk.authority() = ''system'')', t || '_writes', t);
    end loop;
end $$;
