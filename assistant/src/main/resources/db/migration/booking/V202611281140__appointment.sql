-- What can be booked, with whom and when; which steps an order takes: one document of the tenant
-- (app.henk.booking.BookingRules).
create table booking_rules (
    tenant_id  uuid        not null primary key,
    definition jsonb       not null,
    updated_at timestamptz not null default now()
);

-- A person of the tenant for one person, at one time. While it is booked, its person on our side has no other one, and
-- neither has its place (a fitting room, a camera: numbered from one within the type). free_at is the end with the time
-- that is needed until the next one may begin.
create table appointment (
    tenant_id       uuid        not null,
    id              uuid        not null,
    type            text        not null check (type ~ '^[a-z][a-z0-9_]{0,39}$'),
    staff           text        not null,
    place           smallint    not null check (place > 0),
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    free_at         timestamptz not null,
    status          text        not null default 'booked' check (status in ('booked', 'cancelled')),
    contact_id      uuid        not null,
    conversation_id uuid,
    account_id      uuid,
    name            text        not null check (length(name) <= 200),
    language        text        not null,
    -- opens the calendar entry of this appointment and nothing else
    calendar_key    text        not null check (length(calendar_key) >= 22),
    -- the same request again is the same appointment
    requested_by    uuid        not null,
    request_key     text        not null check (length(request_key) between 1 and 200),
    request_hash    bytea       not null,
    version         integer     not null default 1,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, requested_by, request_key),
    foreign key (tenant_id, contact_id) references contact (tenant_id, id),
    check (starts_at < ends_at and ends_at <= free_at)
);
create index appointment_by_time on appointment (tenant_id, starts_at, id);
create index appointment_by_conversation on appointment (tenant_id, conversation_id) where conversation_id is not null;
create index appointment_by_account on appointment (tenant_id, account_id) where account_id is not null;
create index appointment_by_contact on appointment (tenant_id, contact_id);

-- Two appointments never share a person or a place. Where the server has no btree_gist, a trigger keeps the same rule
-- with the same error.
do $$
begin
    if exists (select from pg_extension where extname = 'btree_gist') then
        alter table appointment
            add constraint appointment_one_at_a_time exclude using gist
                (tenant_id with =, staff with =, tstzrange(starts_at, free_at) with &&) where (status = 'booked'),
            add constraint appointment_one_in_a_place exclude using gist
                (tenant_id with =, type with =, place with =, tstzrange(starts_at, free_at) with &&)
                where (status = 'booked');
    else
        create function henk.refuse_overlap() returns trigger language plpgsql as
        $f$ begin
            if new.status = 'booked' then
                perform pg_advisory_xact_lock(hashtextextended('appointment|' || new.tenant_id, 0));
                if exists (select from public.appointment a
                            where a.tenant_id = new.tenant_id and a.id <> new.id and a.status = 'booked'
                              and (a.staff = new.staff or a.type = new.type and a.place = new.place)
                              and tstzrange(a.starts_at, a.free_at) && tstzrange(new.starts_at, new.free_at)) then
                    raise exception 'this time is taken' using errcode = 'exclusion_violation';
                end if;
            end if;
            return new;
        end $f$;
        create trigger appointment_one_at_a_time before insert or update on appointment
            for each row execute function henk.refuse_overlap();
    end if;
end $$;

alter table booking_rules enable row level security;
alter table booking_rules force row level security;
create policy booking_rules_staff on booking_rules
    using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))
    with check (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'));

-- Whoever booked sees it: in a conversation, or in the account that the conversation has moved to. Changes go through
-- the tenant's own use cases.
alter table appointment enable row level security;
alter table appointment force row level security;
create policy appointment_house on appointment
    using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))
    with check (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'));
create policy appointment_visitor on appointment for select
    using (tenant_id = henk.tenant() and henk.authority() = 'visitor'
        and conversation_id = henk.actor() and account_id is null);
create policy appointment_customer on appointment for select
    using (tenant_id = henk.tenant() and henk.authority() = 'customer'
        and (account_id = henk.actor()
            or account_id is null and exists (select 1 from conversation c
                where c.tenant_id = henk.tenant() and c.id = conversation_id)));

-- Asked before a tenant is known: a calendar program follows a link and has nothing else.
do $$ begin
    execute format('create policy appointment_lookup on appointment for select to %I using (true)', current_user);
end $$;
create function henk.tenant_of_appointment(wanted uuid, key text)
    returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select a.tenant_id from public.appointment a where a.id = wanted and a.calendar_key = key $$;
revoke all on function henk.tenant_of_appointment(uuid, text) from public;
grant execute on function henk.tenant_of_appointment(uuid, text) to henk_app;
create index appointment_by_id on appointment (id);
