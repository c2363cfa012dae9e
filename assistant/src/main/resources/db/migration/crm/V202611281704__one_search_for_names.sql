-- One way to look for a name, whatever it is the name of. Whoever asks for several kinds asks in one statement, and for
-- each of them once: a deal is found by its company and its person too.

-- The words of the name of a row c, as the index of them has them.
create function henk.words_of(kind text) returns text language sql immutable as
$$ select format('henk.%s(c.tenant_id, %s)', case kind when 'contact' then 'words' else 'words_and_whole' end,
        henk.name_of(kind)) $$;

-- The whole of what was said, which is in the index under a sign that no word has.
create function henk.whole_name(words text) returns tsquery language sql stable strict parallel safe as
$$ select henk.quoted_word(henk.tenant(), '=' || trim(henk.fold(words)))::tsquery $$;

-- Under row-level security PostgreSQL uses no such index, hence a function of the owner; it gives ids away and nothing
-- else, and the caller reads the rows in their own right. Whoever is called just that comes first. Only where no row has
-- all the words are those taken that are spelt alike. What a common word brings is cut off rather than sorted. To
-- PostgreSQL it seems cheap to read names by their keys until a page is full, and it would take thousands of them apart:
-- only an index of words is left to it.
create function henk.named(kind text, words text, most integer) returns table (id uuid, likeness real)
    language plpgsql stable security definer set search_path = public, pg_catalog, pg_temp
    set enable_seqscan = off set enable_indexscan = off as
$$
declare
    asked tsquery := henk.asked_name(words);
    those text := format('(select c.id, word_similarity($3, henk.fold(%s)) as likeness from %I c where %s @@ $%%s'
        ' and (c.tenant_id = henk.tenant()) is true and c.deleted_at is null limit $4)',
        henk.name_of(kind), kind, henk.words_of(kind));
begin
    if henk.authority() not in ('staff', 'system') or asked is null then return; end if;
    for attempt in 1..2 loop
        return query execute 'select f.id, f.likeness from (' || format(those, 1) || ' union ' || format(those, 2)
                || ') f where $5 or f.likeness >= 0.5'
            using henk.whole_name(words), asked, henk.fold(words), most, attempt = 1;
        exit when found;
        asked := henk.meant_name(words);
        exit when asked is null;
    end loop;
end $$;

drop function henk.contacts_named(text, integer), henk.organisations_named(text, integer),
    henk.deals_titled(text, integer);
revoke all on function henk.words_of(text), henk.whole_name(text), henk.named(text, text, integer) from public;
grant execute on function henk.named(text, text, integer) to henk_app;
