-- Words that a whole house uses stand in so many deals that finding all of them is the slow way: the newest deals are
-- looked through first, by this.
create function henk.asked_words(words text) returns tsquery language sql immutable parallel safe as
$$ select to_tsquery('simple', string_agg(quote_literal(w) || ':*', ' & '))
     from regexp_split_to_table(henk.fold(words), '[^[:alnum:]]+') w where w <> '' $$;
revoke all on function henk.asked_words(text) from public;
grant execute on function henk.asked_words(text) to henk_app;
create or replace function henk.deals_worded(words text)
    returns setof uuid language sql stable security definer set search_path = public, pg_catalog, pg_temp as
$$ select d.id from deal d
    where d.tenant_id = henk.tenant() and henk.authority() in ('staff', 'system') and d.deleted_at is null
      and d.search @@ henk.asked_words(words) $$;
