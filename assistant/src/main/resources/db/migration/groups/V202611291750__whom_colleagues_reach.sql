-- A guest who agreed left an address or a number so that the house can ask: its people see it, the organiser does not.
drop function henk.party_progress(uuid, text[]);

create function henk.party_progress(which uuid, needed text[])
    returns table (member_id uuid, name text, agreed boolean, known integer, joined_at timestamptz,
                   email text, phone text)
    language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select (array_agg(m.id order by m.joined_at, m.id))[1],
          (array_agg(m.name order by m.joined_at, m.id) filter (where m.name is not null))[1],
          bool_or(m.consented_at is not null), count(distinct k.kind)::integer, min(m.joined_at),
          max(m.email) filter (where henk.authority() = 'staff' and m.consented_at is not null),
          (array_agg(m.phone order by m.consented_at desc)
              filter (where m.phone is not null and henk.authority() = 'staff' and m.consented_at is not null))[1]
     from public.party p join public.party_member m on m.tenant_id = p.tenant_id and m.party_id = p.id
     left join lateral henk.measures_known(m.tenant_id, m.conversation_id) k (kind) on k.kind = any(needed)
    where p.tenant_id = henk.tenant() and p.id = which
      and case henk.authority()
            when 'visitor' then p.organiser_conversation = henk.actor()
            when 'customer' then exists (select 1 from public.conversation c where c.tenant_id = p.tenant_id
                and c.id = p.organiser_conversation and c.account_id = henk.actor())
            else henk.authority() in ('staff', 'system') end
    group by coalesce(lower(m.email), m.id::text)
    order by 5, 1 limit 200 $$;

revoke all on function henk.party_progress(uuid, text[]) from public;
grant execute on function henk.party_progress(uuid, text[]) to henk_app;
