-- How long each kind of promise takes, as the tenant has decided; without a row the program's own defaults hold.
create table promise_rules (
    tenant_id  uuid  not null primary key references tenant (id),
    definition jsonb not null
);
alter table promise_rules enable row level security;
alter table promise_rules force row level security;
create policy promise_rules_reads on promise_rules for select using (tenant_id = henk.tenant());
create policy promise_rules_writes on promise_rules for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');

-- What somebody was promised, by the assistant or by a colleague, and by which day.
create table promise (
    tenant_id       uuid        not null references tenant (id),
    id              uuid        not null,
    kind            text        not null check (kind in ('samples', 'callback', 'offer', 'answer', 'other')),
    about           text        not null default '' check (length(about) <= 300),
    made_by         text        not null check (made_by in ('assistant', 'staff')),
    staff_id        uuid,
    -- to whom, as it was known when it was made
    contact_id      uuid,
    lead_id         uuid,
    deal_id         uuid,
    conversation_id uuid,
    account_id      uuid,
    name            text        not null default '' check (length(name) <= 250),
    email           text check (length(email) <= 254),
    phone           text check (length(phone) <= 40),
    language        text        not null check (language in ('de', 'en', 'fr')),
    -- kept until the end of this day in the tenant's zone
    due             date        not null,
    -- the day on which staff is warned
    warn_on         date        not null,
    state           text        not null default 'open' check (state in ('open', 'kept', 'withdrawn')),
    warned_at       timestamptz,
    -- since when it is broken, whatever became of it later
    late_at         timestamptz,
    closed_at       timestamptz,
    closed_by       uuid,
    note            text        not null default '' check (length(note) <= 1000),
    -- who asks twice with the same key has asked once
    request         text check (length(request) between 1 and 200),
    version         integer     not null default 1,
    created_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, request),
    foreign key (tenant_id, contact_id) references contact (tenant_id, id),
    foreign key (tenant_id, lead_id) references lead (tenant_id, id),
    foreign key (tenant_id, deal_id) references deal (tenant_id, id),
    check ((state = 'open') = (closed_at is null)),
    check (warn_on <= due),
    check (made_by = 'assistant' or staff_id is not null)
);
-- the assistant promises a thing once in a conversation, however often it is asked for
create unique index promise_once on promise (tenant_id, conversation_id, kind)
    where state = 'open' and made_by = 'assistant';
create index promise_open on promise (tenant_id, due, id) where state = 'open';
create index promise_by_conversation on promise (tenant_id, conversation_id, id);
create index promise_by_account on promise (tenant_id, account_id, id) where account_id is not null;
create index promise_by_contact on promise (tenant_id, contact_id) where contact_id is not null;
create index promise_by_deal on promise (tenant_id, deal_id) where deal_id is not null;
create index promise_by_lead on promise (tenant_id, lead_id) where lead_id is not null;

alter table promise enable row level security;
alter table promise force row level security;
create policy promise_system on promise for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
create policy promise_staff_reads on promise for select
    using (tenant_id = henk.tenant() and henk.authority() = 'staff');
create policy promise_staff_gives on promise for insert
    with check (tenant_id = henk.tenant() and henk.authority() = 'staff' and made_by = 'staff'
        and staff_id = henk.actor() and state = 'open');
create policy promise_staff_closes on promise for update
    using (tenant_id = henk.tenant() and henk.authority() = 'staff')
    with check (tenant_id = henk.tenant());
-- to whom it was made: by the account, or by a conversation that they see
create policy promise_own on promise for select using (
    tenant_id = henk.tenant() and henk.authority() in ('visitor', 'customer')
    and ((henk.authority() = 'customer' and account_id = henk.actor())
        or exists (select 1 from conversation c where c.tenant_id = henk.tenant() and c.id = conversation_id)));
