-- A deadline that the organiser said is kept until the organiser says another one; one by the tenant's rules goes with
-- the day.
alter table party add column deadline_told boolean not null default false;

-- the owner is under row-level security, hence the pause
alter table party no force row level security;
alter table party_rules no force row level security;
update party p set deadline_told = true
 where p.deadline is not null
   and (p.event_date is null
        or p.deadline not in (p.event_date, p.event_date - coalesce((select (r.definition ->> 'deadlineDaysBefore')::integer
               from party_rules r where r.tenant_id = p.tenant_id), 56)));
alter table party_rules force row level security;
alter table party force row level security;
