-- Who or what is meant by a name: whole, in part, misspelt, with or without accents, "ue" for "ü".

-- One spelling for all of them. Also "Bauer" loses its e: both sides do, and what was really written ranks afterwards.
create function henk.fold(words text) returns text language sql immutable strict parallel safe as
$$ select replace(replace(replace(replace(replace(replace(translate(lower(words),
    'äöüàáâãåçèéêëìíîïñòóôõøùúûýÿÄÖÜÀÁÂÃÅÇÈÉÊËÌÍÎÏÑÒÓÔÕØÙÚÛÝ' || U&'\0300\0301\0302\0303\0308\030A\0327',
    'aouaaaaaceeeeiiiinooooouuuyyaouaaaaaceeeeiiiinooooouuuy'),
    'ß', 'ss'), 'æ', 'a'), 'œ', 'o'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u') $$;

create index contact_named on contact using gin
    (henk.fold(first_name || ' ' || last_name || ' ' || coalesce(company, '')) gin_trgm_ops) where deleted_at is null;
create index lead_named on lead using gin
    (henk.fold(first_name || ' ' || last_name || ' ' || coalesce(company, '')) gin_trgm_ops) where deleted_at is null;
create index deal_named on deal using gin (henk.fold(title) gin_trgm_ops) where deleted_at is null;
create index organisation_named on organisation using gin (henk.fold(name) gin_trgm_ops) where deleted_at is null;
create index deal_by_organisation on deal (tenant_id, organisation_id) where organisation_id is not null;
create index lead_by_organisation on lead (tenant_id, organisation_id) where organisation_id is not null;

-- Under row-level security PostgreSQL uses no such index, hence these; they give ids away and nothing else, and the
-- caller reads the rows in their own right.
create function henk.contacts_named(words text, most integer)
    returns table (id uuid, likeness real)
    language sql stable security definer set search_path = public, pg_catalog, pg_temp
    set pg_trgm.word_similarity_threshold = 0.45 as
$$ select c.id, word_similarity(henk.fold(words), n.name) as likeness
     from contact c cross join lateral (select henk.fold(c.first_name || ' ' || c.last_name || ' '
          || coalesce(c.company, '')) as name) n
    where c.tenant_id = henk.tenant() and henk.authority() in ('staff', 'system') and c.deleted_at is null
      and n.name %> henk.fold(words)
    order by likeness desc, c.id desc limit most $$;

create function henk.leads_named(words text, most integer)
    returns table (id uuid, likeness real)
    language sql stable security definer set search_path = public, pg_catalog, pg_temp
    set pg_trgm.word_similarity_threshold = 0.45 as
$$ select l.id, word_similarity(henk.fold(words), n.name) as likeness
     from lead l cross join lateral (select henk.fold(l.first_name || ' ' || l.last_name || ' '
          || coalesce(l.company, '')) as name) n
    where l.tenant_id = henk.tenant() and henk.authority() in ('staff', 'system') and l.deleted_at is null
      and n.name %> henk.fold(words)
    order by likeness desc, l.id desc limit most $$;

create function henk.organisations_named(words text, most integer)
    returns table (id uuid, likeness real)
    language sql stable security definer set search_path = public, pg_catalog, pg_temp
    set pg_trgm.word_similarity_threshold = 0.45 as
$$ select o.id, word_similarity(henk.fold(words), henk.fold(o.name)) as likeness
     from organisation o
    where o.tenant_id = henk.tenant() and henk.authority() in ('staff', 'system') and o.deleted_at is null
      and henk.fold(o.name) %> henk.fold(words)
    order by likeness desc, o.id desc limit most $$;

-- by title, by company and by person
create function henk.deals_named(words text, most integer)
    returns table (id uuid, likeness real)
    language sql stable security definer set search_path = public, pg_catalog, pg_temp
    set pg_trgm.word_similarity_threshold = 0.45 as
$$ select found.id, max(found.likeness) as likeness from (
        (select d.id, word_similarity(henk.fold(words), henk.fold(d.title)) as likeness
           from deal d
          where d.tenant_id = henk.tenant() and henk.authority() in ('staff', 'system') and d.deleted_at is null
            and henk.fold(d.title) %> henk.fold(words)
          order by likeness desc, d.status = 'open' desc, d.id desc limit most)
        union all
        (select d.id, o.likeness from henk.organisations_named(words, 20) o
           join deal d on d.tenant_id = henk.tenant() and d.organisation_id = o.id and d.deleted_at is null
          order by o.likeness desc, d.status = 'open' desc, d.id desc limit most)
        union all
        (select d.id, c.likeness from henk.contacts_named(words, 50) c
           join deal d on d.tenant_id = henk.tenant() and d.contact_id = c.id and d.deleted_at is null
          order by c.likeness desc, d.status = 'open' desc, d.id desc limit most)) found
    group by found.id order by likeness desc limit most $$;

revoke all on function henk.fold(text), henk.contacts_named(text, integer), henk.leads_named(text, integer),
    henk.organisations_named(text, integer), henk.deals_named(text, integer) from public;
grant execute on function henk.fold(text), henk.contacts_named(text, integer), henk.leads_named(text, integer),
    henk.organisations_named(text, integer), henk.deals_named(text, integer) to henk_app;
