-- Which measures of a person are known follows from the measures themselves: what somebody has forgotten is missing
-- again, and what an account told elsewhere need not be told twice.
create policy measurement_lookup on measurement for select to current_user using (true);

-- Measures of who speaks in a conversation, as far as the caller may read them.
create function henk.measures_known(house uuid, talk uuid)
    returns setof text language sql stable set search_path = pg_catalog, pg_temp as
$$ select distinct k.kind
     from public.conversation c join public.measurement k on k.tenant_id = c.tenant_id
    where c.tenant_id = house and c.id = talk and k.state = 'kept'
      and (k.conversation_id = c.id or k.account_id = c.account_id or k.conversation_id in (
            select o.id from public.conversation o where o.tenant_id = c.tenant_id and o.account_id = c.account_id)) $$;

-- Who left the same address on two devices is one person.
create or replace function henk.party_progress(which uuid, needed text[])
    returns table (member_id uuid, name text, agreed boolean, known integer, joined_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select (array_agg(m.id order by m.joined_at, m.id))[1],
          (array_agg(m.name order by m.joined_at, m.id) filter (where m.name is not null))[1],
          bool_or(m.consented_at is not null), count(distinct k.kind)::integer, min(m.joined_at)
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

revoke all on function henk.measures_known(uuid, uuid) from public;
grant execute on function henk.measures_known(uuid, uuid) to henk_app;

alter table party_member drop column known_sizes;
