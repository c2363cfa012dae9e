-- Who sells is known for every colleague who signs in, and what a salesperson sees follows from the tenant's policy.

-- Searching and looking after rows that came before this: the owner reads, see the other policies of this name.
do $$
declare asked text;
begin
    foreach asked in array array['salesperson', 'organisation', 'contact', 'lead', 'deal', 'stage'] loop
        execute format('create policy %I on %I for select to %I using (true)', asked || '_lookup', asked, current_user);
    end loop;
end $$;

alter table salesperson add column version integer not null default 1;
select henk.guard_erased('salesperson');

-- One row for each account of staff, under the account's own id, as long as it is one. Two colleagues of one name are
-- told apart by their address.
create function henk.account_sells() returns trigger language plpgsql as
$$ begin
    if new.role = 'customer' or not new.active then
        update public.salesperson set active = false where tenant_id = new.tenant_id and id = new.id and active;
        return new;
    end if;
    insert into public.salesperson (tenant_id, id, name, account_id, active)
    select new.tenant_id, new.id,
           case when exists (select from public.salesperson s where s.tenant_id = new.tenant_id and s.id <> new.id
                                and lower(s.name) = lower(new.name))
                then left(new.name, 100) || ' (' || left(new.email, 90) || ')' else new.name end,
           new.id, true
    on conflict (tenant_id, id) do update set name = excluded.name, active = true;
    return new;
end $$;
create trigger account_sells after insert or update of name, role, active on account
    for each row execute function henk.account_sells();

-- what stood before; the owner is under row-level security, hence the pause
alter table salesperson no force row level security;
insert into salesperson (tenant_id, id, name, account_id, active)
select a.tenant_id, a.id,
       case when row_number() over (partition by a.tenant_id, lower(a.name) order by a.created_at, a.id) = 1
            then a.name else left(a.name, 100) || ' (' || left(a.email, 90) || ')' end, a.id, a.active
  from account a where a.role <> 'customer'
on conflict do nothing;
alter table salesperson force row level security;
alter table pipeline no force row level security;
insert into pipeline (tenant_id, key, position, names)
select distinct tenant_id, 'sales', 0, '{"de":"Verkauf","en":"Sales","fr":"Ventes"}'::jsonb from stage
on conflict do nothing;
alter table pipeline force row level security;
alter table stage_visit no force row level security;
insert into stage_visit (tenant_id, id, deal_id, stage_key, entered_at)
select d.tenant_id, gen_random_uuid(), d.id, d.stage_key, d.stage_since from deal d
 where not exists (select from stage_visit v where v.tenant_id = d.tenant_id and v.deal_id = d.id);
alter table stage_visit force row level security;

-- all: everybody sees every lead, deal and task; team: those of the own team; own: one's own. What belongs to nobody is
-- everybody's, a manager sees those who report to them, directly or not, and their own team; an administrator sees all.
alter table sales_settings
    add column visibility text not null default 'all' check (visibility in ('all', 'team', 'own'));

create function henk.sees_all_sales() returns boolean language sql stable parallel safe as
$$ select henk.authority() = 'system' or (henk.authority() = 'staff' and (
        coalesce((select s.visibility from public.sales_settings s where s.tenant_id = henk.tenant()), 'all') = 'all'
        or exists (select from public.account a where a.tenant_id = henk.tenant() and a.id = henk.actor()
                      and a.role = 'admin' and a.active)
        -- a record that its salesperson hands over is out of their sight while it is being written
        or coalesce(current_setting('henk.handing_over', true), '') = 'on')) $$;

create function henk.seen_salespeople() returns uuid[] language sql stable parallel safe as
$$ with recursive me as (
        select s.id, s.team, s.manager_id,
               exists (select from public.account a where a.tenant_id = henk.tenant() and a.id = henk.actor()
                          and a.role = 'manager' and a.active) as manages,
               coalesce((select p.visibility from public.sales_settings p where p.tenant_id = henk.tenant()), 'all')
                   as policy
          from public.salesperson s where s.tenant_id = henk.tenant() and s.account_id = henk.actor()
    ), seen as (
        select me.id from me
        union
        select s.id from me join public.salesperson s on s.tenant_id = henk.tenant() and me.team <> ''
           and s.team = me.team and (me.manages or me.policy = 'team')
        union
        select s.id from public.salesperson s join me on s.manager_id = me.id where s.tenant_id = henk.tenant()
    ), below as (
        select id from seen
        union
        select s.id from public.salesperson s join below on s.manager_id = below.id
          cross join me where s.tenant_id = henk.tenant() and me.manages
    )
    select case when henk.authority() = 'staff' then coalesce(array_agg(distinct id), '{}') else '{}' end from below $$;

revoke all on function henk.sees_all_sales(), henk.seen_salespeople() from public;
grant execute on function henk.sees_all_sales(), henk.seen_salespeople() to henk_app;

-- The sub-selects are worked out once for a query, not for a row.
do $$
declare t text;
begin
    foreach t in array array['lead', 'deal', 'task'] loop
        execute format('drop policy %I on %I', t || '_staff', t);
        execute format($p$create policy %I on %I
            using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system')
                and ((select henk.sees_all_sales()) or assignee_id is null
                    or assignee_id = any ((select henk.seen_salespeople())::uuid[])))
            with check (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))$p$, t || '_staff', t);
    end loop;
end $$;

-- An activity is seen with the deal or the lead that it happened with; one with neither belongs to a contact.
drop policy activity_staff on activity;
create policy activity_staff on activity
    using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system')
        and ((select henk.sees_all_sales())
            or (deal_id is null and lead_id is null)
            or exists (select from deal d where d.tenant_id = activity.tenant_id and d.id = activity.deal_id)
            or exists (select from lead l where l.tenant_id = activity.tenant_id and l.id = activity.lead_id)))
    with check (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'));
