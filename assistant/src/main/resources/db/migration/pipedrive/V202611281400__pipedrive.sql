-- A tenant's account at Pipedrive. Secrets are sealed with a key that the database does not have.
create table pipedrive_connection (
    tenant_id      uuid        not null primary key references tenant (id),
    kind           text        not null check (kind in ('settings', 'token', 'oauth')),
    base_url       text        not null check (length(base_url) between 8 and 300),
    -- sealed: the API token, or the tokens of OAuth; none when the token stands in the settings
    secret         bytea,
    -- connected: works. stopped: somebody said so. refused: the token is not taken any more.
    state          text        not null check (state in ('connected', 'stopped', 'refused')),
    problem        text check (length(problem) <= 400),
    -- nothing is sent before that, and why
    paused_until   timestamptz,
    pause          text check (pause in ('daily', 'burst', 'blocked', 'unreachable')),
    company_id     bigint      not null,
    company        text        not null default '' check (length(company) <= 300),
    user_id        bigint      not null,
    -- our own custom field by which a record is found again, on each kind that has one
    person_ref     text check (length(person_ref) <= 64),
    organization_ref text check (length(organization_ref) <= 64),
    deal_ref       text check (length(deal_ref) <= 64),
    -- the part of the webhook's address that nobody guesses, and what it must bring along (sealed)
    webhook_key    text        not null unique check (length(webhook_key) between 32 and 64),
    webhook_secret bytea       not null,
    webhook_id     text check (length(webhook_id) <= 40),
    -- up to when everything that changed there was seen
    reconciled_at  timestamptz,
    swept_at       timestamptz,
    connected_at   timestamptz not null default now(),
    version        integer     not null default 1
);

-- What may still be asked for, for all instances together. The two times are those of a leaky bucket: when it will be
-- empty again.
create table pipedrive_budget (
    tenant_id    uuid        not null primary key references tenant (id),
    burst_at     timestamptz not null default now(),
    search_at    timestamptz not null default now(),
    burst_limit  integer     not null default 20 check (burst_limit > 0),
    day          date        not null default (now() at time zone 'utc')::date,
    tokens       bigint      not null default 0,
    calls        bigint      not null default 0,
    -- tokens a day, as far as it is known
    daily_limit  bigint check (daily_limit > 0)
);

-- Which stage there is which stage here. Several there may be one here; one of them is where deals from here go.
create table pipedrive_stage (
    tenant_id   uuid    not null references tenant (id),
    remote_id   bigint  not null,
    remote_name text    not null check (length(remote_name) <= 300),
    pipeline_id bigint  not null,
    position    integer not null,
    stage_key   text,
    outward     boolean not null default false,
    primary key (tenant_id, remote_id),
    foreign key (tenant_id, stage_key) references stage (tenant_id, key) on delete set null (stage_key)
);
create unique index pipedrive_stage_outward on pipedrive_stage (tenant_id, stage_key) where outward;

-- One record of ours and what stands for it there. It is at the same time the place where a change waits to be sent:
-- however often a record changes, it waits once, and what is sent is how it is then.
create table pipedrive_record (
    tenant_id   uuid        not null references tenant (id),
    entity      text        not null check (entity in ('organisation', 'contact', 'lead', 'deal', 'task', 'activity')),
    id          uuid        not null,
    -- waiting: something is to be sent. synced: both agree. failed: a person must look. left: it is not to be there.
    state       text        not null default 'waiting' check (state in ('waiting', 'synced', 'failed', 'left')),
    remote_kind text check (remote_kind in ('organization', 'person', 'lead', 'deal', 'activity', 'note')),
    remote_id   text check (length(remote_id) <= 60),
    -- the values that both sides had when they last agreed
    base        jsonb       not null default '{}',
    -- which fields were changed here since: when, and whether by a person
    touched     jsonb       not null default '{}',
    -- what was on its way there when nobody heard of the answer, by field
    sent        jsonb       not null default '{}',
    -- counts changes, so that one which comes while another is being sent is not forgotten
    changes     bigint      not null default 1,
    -- the person behind it was erased: it goes there too, and nothing else of it is sent
    erase       boolean     not null default false,
    -- organisations first, then people, then what hangs on them
    rank        smallint    not null,
    waits_for   uuid,
    reason      text check (length(reason) <= 40),
    detail      text check (length(detail) <= 400),
    attempts    integer     not null default 0,
    -- since when a record may have been made there without our knowing: looked for before it is made again
    tried_at    timestamptz,
    waiting_since timestamptz default now(),
    due_at      timestamptz not null default now(),
    lease       uuid,
    synced_at   timestamptz,
    primary key (tenant_id, entity, id),
    check ((remote_kind is null) = (remote_id is null))
);
create unique index pipedrive_record_remote on pipedrive_record (tenant_id, remote_kind, remote_id)
    where remote_id is not null;
create index pipedrive_record_due on pipedrive_record (tenant_id, rank, due_at) where state = 'waiting';
create index pipedrive_record_behind on pipedrive_record (tenant_id, waits_for) where waits_for is not null;

-- What was said to have changed there: which record, not what. It is read anew, so order and repetition do not matter.
create table pipedrive_news (
    tenant_id   uuid        not null references tenant (id),
    remote_kind text        not null check (remote_kind in ('organization', 'person', 'lead', 'deal', 'activity', 'note')),
    remote_id   text        not null check (length(remote_id) <= 60),
    merged_into text check (length(merged_into) <= 60),
    -- by a person in the browser, as far as is known
    by_person   boolean     not null default true,
    -- said in our own name: most likely what we wrote ourselves
    own         boolean     not null default false,
    changes     bigint      not null default 1,
    attempts    integer     not null default 0,
    problem     text check (length(problem) <= 400),
    state       text        not null default 'waiting' check (state in ('waiting', 'failed')),
    heard_at    timestamptz not null default now(),
    due_at      timestamptz not null default now(),
    lease       uuid,
    primary key (tenant_id, remote_kind, remote_id)
);
create index pipedrive_news_due on pipedrive_news (tenant_id, due_at) where state = 'waiting';

-- Both sides had changed the same field: who won, and what the other had written.
create table pipedrive_conflict (
    tenant_id  uuid        not null references tenant (id),
    id         uuid        not null,
    entity     text        not null check (entity in ('organisation', 'contact', 'lead', 'deal', 'task', 'activity')),
    record_id  uuid        not null,
    field      text        not null check (length(field) <= 40),
    ours       text,
    theirs     text,
    winner     text        not null check (winner in ('henk', 'pipedrive')),
    because    text        not null check (because in ('later', 'person', 'unfit', 'deleted')),
    at         timestamptz not null default now(),
    primary key (tenant_id, id)
);
create index pipedrive_conflict_of_record on pipedrive_conflict (tenant_id, entity, record_id, id desc);

do $$
declare t text;
begin
    foreach t in array array['pipedrive_connection', 'pipedrive_budget', 'pipedrive_stage', 'pipedrive_record',
            'pipedrive_news', 'pipedrive_conflict'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy %I on %I
            using (tenant_id = henk.tenant() and henk.authority() = 'system')
            with check (tenant_id = henk.tenant() and henk.authority() = 'system')$p$, t || '_system', t);
    end loop;
    -- for the functions below, which know no tenant yet
    foreach t in array array['pipedrive_connection', 'pipedrive_record', 'pipedrive_news'] loop
        execute format('create policy %I on %I for select to %I using (true)', t || '_keeper', t, current_user);
    end loop;
end $$;

-- Which tenants have something to send or to read now.
create function henk.tenants_with_pipedrive_work(most integer)
    returns table (tenant_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select c.tenant_id from public.pipedrive_connection c
   where c.state = 'connected' and (c.paused_until is null or c.paused_until <= now())
     and (exists (select from public.pipedrive_record r where r.tenant_id = c.tenant_id and r.state = 'waiting'
             and r.due_at <= now())
          or exists (select from public.pipedrive_news n where n.tenant_id = c.tenant_id and n.state = 'waiting'
             and n.due_at <= now()))
   order by c.tenant_id limit most $$;

create function henk.tenants_with_pipedrive()
    returns table (tenant_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select c.tenant_id from public.pipedrive_connection c where c.state = 'connected' order by c.tenant_id $$;

-- Whose webhook it is; says nothing to whoever does not know the key.
create function henk.tenant_of_pipedrive_webhook(wanted text)
    returns table (tenant_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select c.tenant_id from public.pipedrive_connection c where c.webhook_key = wanted $$;

do $$
declare f text;
begin
    foreach f in array array['tenants_with_pipedrive_work(integer)', 'tenants_with_pipedrive()',
        'tenant_of_pipedrive_webhook(text)'] loop
        execute format('revoke all on function henk.%s from public', f);
        execute format('grant execute on function henk.%s to henk_app', f);
    end loop;
end $$;
