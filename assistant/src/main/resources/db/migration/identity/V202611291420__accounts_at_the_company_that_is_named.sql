-- The limit bounds how many passwords one attempt is tried against. Whoever has accounts at more companies than that and
-- says which one is meant signs in there, however new that account is.
drop function henk.accounts_of_email(text);
create function henk.accounts_of_email(wanted text, at_company text default null)
    returns table (tenant_id uuid, account_id uuid)
    language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select a.tenant_id, a.id from public.account a join public.tenant t on t.id = a.tenant_id
   where a.email = wanted and a.active and (at_company is null or t.slug = at_company)
   order by a.created_at limit 4 $$;
revoke all on function henk.accounts_of_email(text, text) from public;
grant execute on function henk.accounts_of_email(text, text) to henk_app;
