-- Figures over a million deals in some milliseconds: deals are counted and added up when they change, by whoever changes
-- them, and not when somebody asks. Each statement appends what it changed, so that nobody waits for anybody; a job folds
-- what was appended. Rows of one kind tell sectors and sources apart, rows of the other the days of closing: together they
-- would be as many as the deals.
create table deal_sum (
    tenant_id   uuid    not null,
    id          uuid    not null default gen_random_uuid(),
    by_day      boolean not null,
    folded      boolean not null default false,
    assignee_id uuid,
    stage_key   text    not null,
    status      text    not null,
    currency    char(3) not null,
    -- the deal's own or its company's
    sector      text,
    source      text,
    -- where the tenant is
    closed_on   date,
    deals       bigint  not null,
    -- of how many of them the value is known
    known       bigint  not null,
    value       numeric not null,
    weighted    numeric not null,
    -- how many of them are closed, and the days that they took
    cycled      bigint  not null,
    cycle_days  bigint  not null,
    primary key (tenant_id, id)
);
create index deal_sum_of_kind on deal_sum (tenant_id, by_day);
alter table deal_sum enable row level security;
alter table deal_sum force row level security;
-- seen by whom the deals are seen by; written by the functions below alone
create policy deal_sum_staff on deal_sum for select
    using (tenant_id = henk.tenant() and (select henk.authority() in ('staff', 'system'))
        and ((select henk.sees_all_sales()) or assignee_id is null
            or assignee_id = any ((select henk.seen_salespeople())::uuid[])));
do $$ begin
    execute format('create policy deal_sum_kept on deal_sum to %I using (true) with check (true)', current_user);
end $$;
revoke insert, update, delete on deal_sum from henk_app;

-- The statement that adds deals up. Triggers see what a statement changed only in statements of their own, hence text.
create function henk.deals_as_sums(sign integer, deals text) returns text language sql immutable as
$$ select format('select %s as sign, d.tenant_id, d.assignee_id, d.stage_key, d.status, d.currency,'
       ' coalesce(d.sector, o.sector) as sector, d.source, d.value, d.weighted, d.created_at, d.closed_at'
       ' from %s d left join public.organisation o on o.tenant_id = d.tenant_id and o.id = d.organisation_id'
       ' and d.sector is null where d.deleted_at is null', sign, deals) $$;
create function henk.adding_deal_sums(changed text) returns text language sql immutable as
$$ select format($sums$
    insert into public.deal_sum (tenant_id, by_day, assignee_id, stage_key, status, currency, sector, source, closed_on,
        deals, known, value, weighted, cycled, cycle_days)
    select d.tenant_id, k.by_day, d.assignee_id, d.stage_key, d.status, d.currency,
           case when not k.by_day then d.sector end, case when not k.by_day then d.source end,
           case when k.by_day then d.closed_on end,
           sum(d.sign), coalesce(sum(d.sign) filter (where d.value is not null), 0), coalesce(sum(d.sign * d.value), 0),
           coalesce(sum(d.sign * d.weighted), 0), coalesce(sum(d.sign) filter (where d.days is not null), 0),
           coalesce(sum(d.sign * d.days), 0)
      from (select c.*, l.closed_on, l.closed_on - (c.created_at at time zone t.zone)::date as days
              from (%s) c
              join (select id, coalesce(profile ->> 'zone', 'UTC') as zone from public.tenant) t on t.id = c.tenant_id
              cross join lateral (select (c.closed_at at time zone t.zone)::date as closed_on) l) d
      cross join (values (true), (false)) k (by_day)
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    having sum(d.sign) <> 0 or sum(d.sign) filter (where d.value is not null) <> 0 or sum(d.sign * d.value) <> 0
        or sum(d.sign * d.weighted) <> 0 or sum(d.sign) filter (where d.days is not null) <> 0
        or sum(d.sign * d.days) <> 0 $sums$, changed) $$;

-- A company's sector and the deals that have none of their own must not pass each other by.
create function henk.sector_lock(tenant uuid) returns bigint language sql immutable as
$$ select hashtextextended('sector ' || tenant::text, 0) $$;

create function henk.deals_change_sums() returns trigger
    language plpgsql security definer set search_path = public, pg_catalog, pg_temp as
$$
declare
    changed text := case tg_op
        when 'INSERT' then henk.deals_as_sums(1, 'came')
        when 'DELETE' then henk.deals_as_sums(-1, 'went')
        else henk.deals_as_sums(-1, 'went') || ' union all ' || henk.deals_as_sums(1, 'came') end;
    unsettled uuid;
begin
    if tg_op = 'DELETE' then
        select d.tenant_id into unsettled from went d where d.sector is null and d.organisation_id is not null limit 1;
    else
        select d.tenant_id into unsettled from came d where d.sector is null and d.organisation_id is not null limit 1;
    end if;
    if unsettled is not null then
        perform pg_advisory_xact_lock_shared(henk.sector_lock(unsettled));
    end if;
    execute henk.adding_deal_sums(changed);
    if tg_op <> 'UPDATE' then
        return null;
    end if;
    if exists (select from went w join came c on c.tenant_id = w.tenant_id and c.id = w.id
                where (w.sector, w.source) is distinct from (c.sector, c.source)) then
        -- a word that was taken out of a deal, perhaps because of whom it told, is not kept by what cancels out
        delete from deal_sum s where (s.tenant_id, s.id) in (
            select k.tenant_id, unnest(array_agg(k.id)) from deal_sum k
             where not k.by_day and exists (select from went w where w.tenant_id = k.tenant_id
                and w.sector is not distinct from k.sector and w.source is not distinct from k.source)
             group by k.tenant_id, k.assignee_id, k.stage_key, k.status, k.currency, k.sector, k.source
            having sum(k.deals) = 0 and sum(k.known) = 0 and sum(k.value) = 0 and sum(k.weighted) = 0
               and sum(k.cycled) = 0 and sum(k.cycle_days) = 0);
    end if;
    return null;
end $$;
create trigger deals_come_into_sums after insert on deal referencing new table as came
    for each statement execute function henk.deals_change_sums();
create trigger deals_change_sums after update on deal referencing old table as went new table as came
    for each statement execute function henk.deals_change_sums();
create trigger deals_leave_sums after delete on deal referencing old table as went
    for each statement execute function henk.deals_change_sums();

create function henk.sectors_change_sums() returns trigger
    language plpgsql security definer set search_path = public, pg_catalog, pg_temp as
$$
declare
    changed uuid;
    moved text := 'select %s as sign, d.tenant_id, d.assignee_id, d.stage_key, d.status, d.currency, %s.sector,'
        ' d.source, d.value, d.weighted, d.created_at, d.closed_at'
        ' from went join came on came.tenant_id = went.tenant_id and came.id = went.id'
        ' and came.sector is distinct from went.sector'
        ' join public.deal d on d.tenant_id = came.tenant_id and d.organisation_id = came.id'
        ' where d.sector is null and d.deleted_at is null';
begin
    select n.tenant_id into changed from came n join went b on b.tenant_id = n.tenant_id and b.id = n.id
     where n.sector is distinct from b.sector limit 1;
    if changed is not null then
        perform pg_advisory_xact_lock(henk.sector_lock(changed));
        execute henk.adding_deal_sums(format(moved, -1, 'went') || ' union all ' || format(moved, 1, 'came'));
    end if;
    return null;
end $$;
create trigger sectors_change_sums after update on organisation referencing old table as went new table as came
    for each statement execute function henk.sectors_change_sums();

-- From the deals themselves: when the days of a tenant begin at another hour.
create function henk.sum_deals_anew() returns void
    language plpgsql security definer set search_path = public, pg_catalog, pg_temp as
$$ begin
    delete from deal_sum where tenant_id = henk.tenant();
    execute henk.adding_deal_sums(henk.deals_as_sums(1,
        '(select * from public.deal where tenant_id = henk.tenant())'));
    update deal_sum set folded = true where tenant_id = henk.tenant() and not folded;
end $$;
create function henk.zone_changes_sums() returns trigger language plpgsql as
$$ begin
    perform henk.sum_deals_anew();
    return null;
end $$;
create trigger zone_changes_sums after update of profile on tenant for each row
    when ((old.profile ->> 'zone') is distinct from (new.profile ->> 'zone'))
    execute function henk.zone_changes_sums();

-- Puts together what was appended, when it has become much. Who reads meanwhile sees all of it, before or after.
create function henk.fold_deal_sums() returns integer
    language plpgsql security definer set search_path = public, pg_catalog, pg_temp as
$$
declare
    appended bigint;
    gone bigint;
begin
    select count(*) filter (where not folded), count(*) into appended, gone from deal_sum where tenant_id = henk.tenant();
    if henk.authority() <> 'system' or appended < greatest(500, gone / 10) then
        return 0;
    end if;
    with before as (delete from deal_sum where tenant_id = henk.tenant() returning *)
    insert into deal_sum (tenant_id, by_day, folded, assignee_id, stage_key, status, currency, sector, source, closed_on,
        deals, known, value, weighted, cycled, cycle_days)
    select tenant_id, by_day, true, assignee_id, stage_key, status, currency, sector, source, closed_on,
           sum(deals), sum(known), sum(value), sum(weighted), sum(cycled), sum(cycle_days)
      from before group by 1, 2, 4, 5, 6, 7, 8, 9, 10
    having sum(deals) <> 0 or sum(known) <> 0 or sum(value) <> 0 or sum(weighted) <> 0 or sum(cycled) <> 0
        or sum(cycle_days) <> 0;
    return gone;
end $$;

revoke all on function henk.deals_as_sums(integer, text), henk.adding_deal_sums(text), henk.sector_lock(uuid),
    henk.deals_change_sums(), henk.sectors_change_sums(), henk.sum_deals_anew(), henk.zone_changes_sums(),
    henk.fold_deal_sums() from public;
grant execute on function henk.fold_deal_sums(), henk.sum_deals_anew() to henk_app;

do $$ begin
    execute henk.adding_deal_sums(henk.deals_as_sums(1, 'public.deal'));
end $$;
update deal_sum set folded = true;
