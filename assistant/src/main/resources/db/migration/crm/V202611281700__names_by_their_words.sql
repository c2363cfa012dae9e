-- Names are found by the words that stand in them. Their trigrams were as long a list for each word as all the names that
-- have it, put together anew for each question; and making them was the dearest part of a contact. Trigrams are kept of
-- the words alone, each once: who misspells a name means one of these.

-- The same spelling for the letters that were listed, and now also for all others with an accent; twice as fast.
create or replace function henk.fold(words text) returns text
    language plpgsql immutable strict parallel safe cost 200 as
$$ begin
    return replace(replace(replace(case
        when octet_length(words) = length(words) then translate(lower(words), '-_/.,;:&()+''"', '             ')
        else replace(replace(replace(replace(translate(lower(normalize(words, NFD)),
            '-_/.,;:&()+''"’–' || U&'\0308\0301\0300\0302\0303\0304\0306\0307\030A\030B\030C\0327\0328', '               '),
            'ß', 'ss'), 'æ', 'a'), 'œ', 'o'), 'ø', 'o')
        end, 'ae', 'a'), 'oe', 'o'), 'ue', 'u');
end $$;

-- What is looked for among deals was folded when it was written.
alter table deal no force row level security;
update deal set search = null where search::text ~ '[^\x01-\x7f]';
alter table deal force row level security;

-- Each word behind a sign of its tenant: a small house does not look through what others are called. It is checked all
-- the same whose a name is.
create function henk.sign_of(tenant uuid) returns text language sql immutable parallel safe as
$$ select right(tenant::text, 12) $$;
-- a word in a question
create function henk.quoted_word(tenant uuid, word text) returns text language sql immutable parallel safe as
$$ select '''' || replace(replace(henk.sign_of(tenant) || word, '\', '\\'), '''', '''''') || '''' $$;
create function henk.words(tenant uuid, name text) returns tsvector
    language plpgsql immutable strict parallel safe cost 500 as
$$ declare sign text := henk.sign_of(tenant);
begin
    return array_to_tsvector(array_remove(
        string_to_array(sign || replace(trim(henk.fold(name)), ' ', ' ' || sign), ' '), sign));
end $$;
-- The words, and the whole under a sign that no word has: of a thousand that begin alike, the one called just that.
create function henk.words_and_whole(tenant uuid, name text) returns tsvector
    language plpgsql immutable strict parallel safe cost 500 as
$$ begin
    return henk.words(tenant, name) || array_to_tsvector(array[henk.sign_of(tenant) || '=' || trim(henk.fold(name))]);
end $$;

drop index contact_named, deal_named, organisation_named;
create index contact_named on contact using gin
    (henk.words(tenant_id, first_name || ' ' || last_name || ' ' || coalesce(company, '')));
create index deal_named on deal using gin (henk.words_and_whole(tenant_id, title));
create index organisation_named on organisation using gin (henk.words_and_whole(tenant_id, name));

-- Words without digits that stand in names, perhaps more than once: whoever brings one waits for nobody. Written by the
-- functions below, and read by them alone.
create table name_word (
    tenant_id uuid not null,
    id        uuid not null default gen_random_uuid(),
    word      text not null,
    primary key (tenant_id, id)
);
create index name_word_itself on name_word (tenant_id, word);
create index name_word_alike on name_word using gin (word gin_trgm_ops);
alter table name_word enable row level security;
alter table name_word force row level security;
do $$ begin
    execute format('create policy name_word_kept on name_word to %I using (true) with check (true)', current_user);
end $$;
revoke insert, update, delete on name_word from henk_app;

-- What the name of a row c is.
create function henk.name_of(kind text) returns text language sql immutable as
$$ select case kind
    when 'contact' then $n$c.first_name || ' ' || c.last_name || ' ' || coalesce(c.company, '')$n$
    when 'organisation' then 'c.name'
    when 'deal' then 'c.title' end $$;
-- The statement that keeps the words of names that it does not know. What rows a trigger sees is known in a statement of
-- its own only, hence text. Words are told apart before they are folded: a file brings the same ones over and over.
create function henk.keeping_words(kind text, named text) returns text language sql immutable as
$$ select format($words$
    insert into public.name_word (tenant_id, word)
    select f.tenant_id, f.word from (
        select distinct t.tenant_id, w.word
          from (select distinct c.tenant_id, unnest(string_to_array(%s, ' ')) as word from %s c) t
          cross join lateral unnest(string_to_array(henk.fold(t.word), ' ')) w (word)
         where t.word !~ '[0-9]' and length(w.word) between 4 and 40) f
     where not exists (select from public.name_word k where k.tenant_id = f.tenant_id and k.word = f.word) $words$,
    henk.name_of(kind), named) $$;

-- Words that stand in no name any more go, perhaps because of whom they told.
create function henk.drop_words(tenant uuid, name text) returns void
    language sql security definer set search_path = public, pg_catalog, pg_temp as
$$ delete from name_word k
    where k.tenant_id = tenant and k.word = any (string_to_array(henk.fold(name), ' '))
      and not exists (select from contact c where henk.quoted_word(tenant, k.word)::tsquery
          @@ henk.words(c.tenant_id, c.first_name || ' ' || c.last_name || ' ' || coalesce(c.company, '')))
      and not exists (select from organisation o
          where henk.quoted_word(tenant, k.word)::tsquery @@ henk.words_and_whole(o.tenant_id, o.name))
      and not exists (select from deal d
          where henk.quoted_word(tenant, k.word)::tsquery @@ henk.words_and_whole(d.tenant_id, d.title)) $$;

create function henk.names_come() returns trigger
    language plpgsql security definer set search_path = public, pg_catalog, pg_temp as
$$ begin
    execute henk.keeping_words(tg_table_name, 'came');
    return null;
end $$;
create function henk.name_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_catalog, pg_temp as
$$ declare was text;
begin
    execute henk.keeping_words(tg_table_name, '(select ($1).*)') using new;
    execute 'select ' || henk.name_of(tg_table_name) || ' from (select ($1).*) c' using old into was;
    perform henk.drop_words(new.tenant_id, was);
    return null;
end $$;
create trigger contact_brings_words after insert on contact referencing new table as came
    for each statement execute function henk.names_come();
create trigger organisation_brings_words after insert on organisation referencing new table as came
    for each statement execute function henk.names_come();
create trigger deal_brings_words after insert on deal referencing new table as came
    for each statement execute function henk.names_come();
create trigger contact_changes_words after update of first_name, last_name, company on contact for each row
    when ((old.first_name, old.last_name, old.company) is distinct from (new.first_name, new.last_name, new.company))
    execute function henk.name_changes();
create trigger organisation_changes_words after update of name on organisation for each row
    when (old.name is distinct from new.name) execute function henk.name_changes();
create trigger deal_changes_words after update of title on deal for each row
    when (old.title is distinct from new.title) execute function henk.name_changes();

create function henk.keep_all_words() returns void
    language plpgsql security definer set search_path = public, pg_catalog, pg_temp as
$$
declare kind text;
begin
    foreach kind in array array['contact', 'organisation', 'deal'] loop
        execute henk.keeping_words(kind, 'public.' || kind);
    end loop;
end $$;
select henk.keep_all_words();

-- What each of the first four words begins; what there is of words behind them is for whoever ranks.
create function henk.asked_name(words text) returns tsquery language sql stable strict parallel safe as
$$ select string_agg(henk.quoted_word(henk.tenant(), f.word) || ':*', ' & ')::tsquery
     from (select w.word from regexp_split_to_table(henk.fold(words), '[^[:alnum:]]+') with ordinality w (word, place)
            where w.word <> '' order by w.place limit 4) f $$;
-- The same for words that are spelt otherwise: each is itself or one that is alike; one that nothing is like is left out.
create function henk.meant_name(words text) returns tsquery
    language sql stable strict security definer
    set search_path = public, pg_catalog, pg_temp set pg_trgm.similarity_threshold = 0.3 as
$$ select string_agg('(' || alike.words || ')', ' & ')::tsquery
     from (select w.word from regexp_split_to_table(henk.fold(words), '[^[:alnum:]]+') with ordinality w (word, place)
            where w.word <> '' order by w.place limit 4) f
     cross join lateral (
        select string_agg(henk.quoted_word(henk.tenant(), k.word), ' | ') as words from (
            select n.word from name_word n where n.tenant_id = henk.tenant() and n.word % f.word
             group by n.word order by similarity(n.word, f.word) desc limit 10) k) alike
    where alike.words is not null $$;
drop function henk.contacts_named(text, integer), henk.organisations_named(text, integer),
    henk.deals_titled(text, integer), henk.word_patterns(text);

-- Under row-level security PostgreSQL uses no such index, hence these functions; they give ids away and nothing else,
-- and the caller reads the rows in their own right. Only where no row has all the words are those taken that are spelt
-- alike. What a common word brings is cut off rather than sorted. To PostgreSQL it seems cheap to read names by their keys
-- until a page is full, and it would take thousands of them apart: only an index of words is left to it.
create function henk.contacts_named(words text, most integer)
    returns table (id uuid, likeness real)
    language plpgsql stable security definer set search_path = public, pg_catalog, pg_temp
    set enable_seqscan = off set enable_indexscan = off as
$$
declare
    asked tsquery := henk.asked_name(words);
begin
    if henk.authority() not in ('staff', 'system') or asked is null then return; end if;
    for attempt in 1..2 loop
        return query select f.id, f.likeness from (
            select c.id, word_similarity(henk.fold(words),
                       henk.fold(c.first_name || ' ' || c.last_name || ' ' || coalesce(c.company, ''))) as likeness
              from contact c
             where henk.words(c.tenant_id, c.first_name || ' ' || c.last_name || ' ' || coalesce(c.company, '')) @@ asked
               and (c.tenant_id = henk.tenant()) is true and c.deleted_at is null
             limit most) f
         where attempt = 1 or f.likeness >= 0.5;
        exit when found;
        asked := henk.meant_name(words);
        exit when asked is null;
    end loop;
end $$;

create function henk.organisations_named(words text, most integer)
    returns table (id uuid, likeness real)
    language plpgsql stable security definer set search_path = public, pg_catalog, pg_temp
    set enable_seqscan = off set enable_indexscan = off as
$$
declare
    said text := henk.fold(words);
    whole tsquery := henk.quoted_word(henk.tenant(), '=' || trim(said))::tsquery;
    asked tsquery := henk.asked_name(words);
begin
    if henk.authority() not in ('staff', 'system') or asked is null then return; end if;
    for attempt in 1..2 loop
        return query select f.id, f.likeness from (
            (select o.id, 1::real as likeness from organisation o
              where henk.words_and_whole(o.tenant_id, o.name) @@ whole
                and (o.tenant_id = henk.tenant()) is true and o.deleted_at is null limit most)
            union
            (select o.id, word_similarity(said, henk.fold(o.name)) from organisation o
              where henk.words_and_whole(o.tenant_id, o.name) @@ asked
                and (o.tenant_id = henk.tenant()) is true and o.deleted_at is null limit most)) f
         where attempt = 1 or f.likeness >= 0.5;
        exit when found;
        asked := henk.meant_name(words);
        exit when asked is null;
    end loop;
end $$;

-- by title; deals of a company or a person are those of whom these functions name
create function henk.deals_titled(words text, most integer)
    returns table (id uuid, likeness real)
    language plpgsql stable security definer set search_path = public, pg_catalog, pg_temp
    set enable_seqscan = off set enable_indexscan = off as
$$
declare
    said text := henk.fold(words);
    whole tsquery := henk.quoted_word(henk.tenant(), '=' || trim(said))::tsquery;
    asked tsquery := henk.asked_name(words);
begin
    if henk.authority() not in ('staff', 'system') or asked is null then return; end if;
    for attempt in 1..2 loop
        return query select f.id, f.likeness from (
            (select d.id, 1::real as likeness from deal d
              where henk.words_and_whole(d.tenant_id, d.title) @@ whole
                and (d.tenant_id = henk.tenant()) is true and d.deleted_at is null limit most)
            union
            (select d.id, word_similarity(said, henk.fold(d.title)) from deal d
              where henk.words_and_whole(d.tenant_id, d.title) @@ asked
                and (d.tenant_id = henk.tenant()) is true and d.deleted_at is null limit most)) f
         where attempt = 1 or f.likeness >= 0.5;
        exit when found;
        asked := henk.meant_name(words);
        exit when asked is null;
    end loop;
end $$;

revoke all on function henk.sign_of(uuid), henk.quoted_word(uuid, text), henk.words(uuid, text),
    henk.words_and_whole(uuid, text), henk.name_of(text), henk.keeping_words(text, text), henk.drop_words(uuid, text),
    henk.names_come(), henk.name_changes(), henk.keep_all_words(), henk.asked_name(text), henk.meant_name(text),
    henk.contacts_named(text, integer), henk.organisations_named(text, integer), henk.deals_titled(text, integer)
    from public;
grant execute on function henk.sign_of(uuid), henk.words(uuid, text), henk.words_and_whole(uuid, text),
    henk.contacts_named(text, integer), henk.organisations_named(text, integer), henk.deals_titled(text, integer)
    to henk_app;
