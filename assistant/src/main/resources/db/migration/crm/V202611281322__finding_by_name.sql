-- Who or what is meant by a name: whole, in part, misspelt, with or without accents, "ue" for "ü".

-- One spelling for all of them. Also "Bauer" loses its e: both sides do, and what was really written ranks afterwards.
-- Most names are plain, and every row that is written passes here: only the others pay for their accents.
create function henk.fold(words text) returns text language sql immutable strict parallel safe as
$$ select replace(replace(replace(case
    when octet_length(words) = length(words) then translate(lower(words), '-_/.,;:&()+''"', '             ')
    else replace(replace(replace(translate(lower(words),
        '-_/.,;:&()+''"’–äöüàáâãåçèéêëìíîïñòóôõøùúûýÿÄÖÜÀÁÂÃÅÇÈÉÊËÌÍÎÏÑÒÓÔÕØÙÚÛÝ' || U&'\0300\0301\0302\0303\0308\030A\0327',
        '               aouaaaaaceeeeiiiinooooouuuyyaouaaaaaceeeeiiiinooooouuuy'), 'ß', 'ss'), 'æ', 'a'), 'œ', 'o')
    end, 'ae', 'a'), 'oe', 'o'), 'ue', 'u') $$;

-- Leads have none: they are found by the person whose wish they are.
create index contact_named on contact using gin
    (henk.fold(' ' || first_name || ' ' || last_name || ' ' || coalesce(company, '')) gin_trgm_ops) where deleted_at is null;
create index deal_named on deal using gin (henk.fold(' ' || title) gin_trgm_ops) where deleted_at is null;
create index organisation_named on organisation using gin (henk.fold(' ' || name) gin_trgm_ops) where deleted_at is null;
create index deal_by_organisation on deal (tenant_id, organisation_id) where organisation_id is not null;
create index lead_by_organisation on lead (tenant_id, organisation_id) where organisation_id is not null;

-- what each of the first four words begins; what there is of words behind them is for whoever ranks
create function henk.word_patterns(words text) returns text[] language sql immutable strict parallel safe as
$$ select array_agg('% ' || w || '%' order by place) || array['%', '%', '%', '%']
     from regexp_split_to_table(henk.fold(words), '[^[:alnum:]]+') with ordinality as s (w, place) where w <> '' $$;

-- Under row-level security PostgreSQL uses no such index, hence these functions; they give ids away and nothing else,
-- and the caller reads the rows in their own right. Only where no row has all the words are those taken that are spelt
-- alike. What a common word brings is cut off rather than sorted.
create function henk.contacts_named(words text, most integer)
    returns table (id uuid, likeness real)
    language plpgsql stable security definer set search_path = public, pg_catalog, pg_temp
    set pg_trgm.word_similarity_threshold = 0.5 as
$$
declare
    said text := henk.fold(words);
    p text[] := henk.word_patterns(words);
begin
    if henk.authority() not in ('staff', 'system') or p is null then return; end if;
    return query select c.id, word_similarity(said, n.name) from contact c cross join lateral (
            select henk.fold(' ' || c.first_name || ' ' || c.last_name || ' ' || coalesce(c.company, '')) as name) n
         where c.tenant_id = henk.tenant() and c.deleted_at is null
           and n.name like p[1] and n.name like p[2] and n.name like p[3] and n.name like p[4] limit most;
    if not found then
        return query select c.id, word_similarity(said, n.name) from contact c cross join lateral (
                select henk.fold(' ' || c.first_name || ' ' || c.last_name || ' ' || coalesce(c.company, '')) as name) n
             where c.tenant_id = henk.tenant() and c.deleted_at is null and n.name %> said limit most;
    end if;
end $$;

create function henk.organisations_named(words text, most integer)
    returns table (id uuid, likeness real)
    language plpgsql stable security definer set search_path = public, pg_catalog, pg_temp
    set pg_trgm.word_similarity_threshold = 0.5 as
$$
declare
    said text := henk.fold(words);
    p text[] := henk.word_patterns(words);
begin
    if henk.authority() not in ('staff', 'system') or p is null then return; end if;
    return query select o.id, word_similarity(said, n.name) from organisation o cross join lateral (
            select henk.fold(' ' || o.name) as name) n
         where o.tenant_id = henk.tenant() and o.deleted_at is null
           and n.name like p[1] and n.name like p[2] and n.name like p[3] and n.name like p[4] limit most;
    if not found then
        return query select o.id, word_similarity(said, n.name) from organisation o cross join lateral (
                select henk.fold(' ' || o.name) as name) n
             where o.tenant_id = henk.tenant() and o.deleted_at is null and n.name %> said limit most;
    end if;
end $$;

-- by title; deals of a company or a person are those of whom these functions name
create function henk.deals_titled(words text, most integer)
    returns table (id uuid, likeness real)
    language plpgsql stable security definer set search_path = public, pg_catalog, pg_temp
    set pg_trgm.word_similarity_threshold = 0.5 as
$$
declare
    said text := henk.fold(words);
    p text[] := henk.word_patterns(words);
begin
    if henk.authority() not in ('staff', 'system') or p is null then return; end if;
    return query select d.id, word_similarity(said, n.name) from deal d cross join lateral (
            select henk.fold(' ' || d.title) as name) n
         where d.tenant_id = henk.tenant() and d.deleted_at is null
           and n.name like p[1] and n.name like p[2] and n.name like p[3] and n.name like p[4] limit most;
    if not found then
        return query select d.id, word_similarity(said, n.name) from deal d cross join lateral (
                select henk.fold(' ' || d.title) as name) n
             where d.tenant_id = henk.tenant() and d.deleted_at is null and n.name %> said limit most;
    end if;
end $$;

revoke all on function henk.fold(text), henk.word_patterns(text), henk.contacts_named(text, integer),
    henk.organisations_named(text, integer), henk.deals_titled(text, integer) from public;
grant execute on function henk.fold(text), henk.word_patterns(text), henk.contacts_named(text, integer),
    henk.organisations_named(text, integer), henk.deals_titled(text, integer) to henk_app;
