-- Who is called just that, many at a time. lower() and bare_person() might tell of rows that are not to be seen, so
-- PostgreSQL does not look into an index of them before row-level security has passed each row: every piece of a file
-- read all companies. These functions give ids away and nothing else.
create function henk.organisations_called(names text[]) returns table (called text, id uuid)
    language sql stable security definer set search_path = public, pg_catalog, pg_temp as
$$ select g.called, o.id from unnest(names) g (called)
     join organisation o on o.tenant_id = henk.tenant() and lower(o.name) = g.called and o.deleted_at is null
    where (select henk.authority() in ('staff', 'system')) $$;
-- of those who are reached neither by mail nor by phone: by name within the company, the first of them
create function henk.contacts_called(names text[]) returns table (called text, id uuid)
    language sql stable security definer set search_path = public, pg_catalog, pg_temp as
$$ select g.called, c.id from unnest(names) g (called)
    cross join lateral (
        select f.id from contact f
         where f.tenant_id = henk.tenant() and henk.bare_person(f.first_name, f.last_name, f.company) = g.called
           and f.email is null and f.phone is null and f.deleted_at is null
         order by f.id limit 1) c
    where (select henk.authority() in ('staff', 'system')) $$;
revoke all on function henk.organisations_called(text[]), henk.contacts_called(text[]) from public;
grant execute on function henk.organisations_called(text[]), henk.contacts_called(text[]) to henk_app;
