-- What a salesperson's day needs beside leads and deals.

-- Who sells. A colleague who signs in has the id of the account; one who came with an import has none.
create table salesperson (
    tenant_id  uuid        not null,
    id         uuid        not null,
    name       text        not null check (length(name) between 1 and 200),
    team       text        not null default '' check (length(team) <= 120),
    manager_id uuid,
    account_id uuid,
    active     boolean     not null default true,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, manager_id) references salesperson (tenant_id, id)
);
create unique index salesperson_by_name on salesperson (tenant_id, lower(name));

create table organisation (
    tenant_id  uuid        not null,
    id         uuid        not null,
    name       text        not null check (length(name) between 1 and 300),
    sector     text check (length(sector) <= 120),
    employees  integer check (employees >= 0),
    country    text check (length(country) <= 120),
    website    text check (length(website) <= 300),
    -- what the file or system that it came from calls it
    origin     text check (length(origin) <= 300),
    version    integer     not null default 1,
    deleted_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, id)
);
create unique index organisation_by_name on organisation (tenant_id, lower(name)) where deleted_at is null;

alter table contact
    add column organisation_id uuid,
    add column job_title       text check (length(job_title) <= 200),
    add column version         integer not null default 1,
    -- into whom this contact was merged; found no more, but kept so that the merge can be taken back
    add column merged_into     uuid,
    add column deleted_at      timestamptz,
    add foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
    add foreign key (tenant_id, merged_into) references contact (tenant_id, id);
create index contact_by_organisation on contact (tenant_id, organisation_id) where organisation_id is not null;

-- A pipeline is an order of stages; what a tenant had before is its first one.
create table pipeline (
    tenant_id uuid    not null,
    key       text    not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
    position  integer not null,
    names     jsonb   not null,
    primary key (tenant_id, key),
    unique (tenant_id, position)
);
insert into pipeline (tenant_id, key, position, names)
select distinct tenant_id, 'sales', 0, '{"de":"Verkauf","en":"Sales","fr":"Ventes"}'::jsonb from stage;
alter table stage
    add column pipeline_key text not null default 'sales',
    -- how long a deal usually stays, in days: what health measures against
    add column usual_days integer not null default 14 check (usual_days > 0),
    -- other words for it, in chat and in files
    add column synonyms text[] not null default '{}',
    drop constraint stage_tenant_id_position_key,
    add unique (tenant_id, pipeline_key, position);

alter table lead
    add column organisation_id uuid,
    add column contacted_at    timestamptz,
    add column origin          text check (length(origin) <= 300),
    add column deleted_at      timestamptz,
    add foreign key (tenant_id, organisation_id) references organisation (tenant_id, id);
create unique index lead_by_origin on lead (tenant_id, origin) where origin is not null;

-- a deal may stand for a company of which nobody is known yet, and be worth what nobody knows yet
alter table deal
    alter column contact_id drop not null,
    alter column value drop not null,
    add column organisation_id uuid,
    add column sector          text check (length(sector) <= 120),
    add column product         text check (length(product) <= 200),
    add column source          text check (length(source) <= 60),
    add column notes           text not null default '',
    add column closed_at       timestamptz,
    add column lost_reason     text check (length(lost_reason) <= 500),
    add column origin          text check (length(origin) <= 300),
    add column deleted_at      timestamptz,
    add foreign key (tenant_id, organisation_id) references organisation (tenant_id, id);
create unique index deal_by_origin on deal (tenant_id, origin) where origin is not null;

-- When a deal came into a stage and when it left it: durations, conversion and velocity come from here.
create table stage_visit (
    tenant_id  uuid        not null,
    id         uuid        not null,
    deal_id    uuid        not null,
    stage_key  text        not null,
    entered_at timestamptz not null,
    left_at    timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, deal_id) references deal (tenant_id, id),
    check (left_at >= entered_at)
);
create unique index stage_visit_now on stage_visit (tenant_id, deal_id) where left_at is null;
create index stage_visit_of_deal on stage_visit (tenant_id, deal_id, entered_at);
insert into stage_visit (tenant_id, id, deal_id, stage_key, entered_at)
select tenant_id, gen_random_uuid(), id, stage_key, stage_since from deal;

-- A next step: what somebody means to do by a day.
create table task (
    tenant_id   uuid        not null,
    id          uuid        not null,
    subject     text        not null check (length(subject) between 1 and 300),
    due         date        not null,
    assignee_id uuid        not null,
    contact_id  uuid,
    lead_id     uuid,
    deal_id     uuid,
    done_at     timestamptz,
    version     integer     not null default 1,
    deleted_at  timestamptz,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contact (tenant_id, id),
    foreign key (tenant_id, lead_id) references lead (tenant_id, id),
    foreign key (tenant_id, deal_id) references deal (tenant_id, id)
);
create index task_open on task (tenant_id, assignee_id, due) where done_at is null and deleted_at is null;
create index task_of_deal on task (tenant_id, deal_id) where deal_id is not null;

-- One request that changed something: who, through which door, and every record before and after. Undo is another
-- change-set that points at the first. Append-only but for that mark.
create table change_set (
    tenant_id       uuid        not null,
    id              uuid        not null,
    actor_id        uuid,
    channel         text        not null check (channel in
        ('chat', 'rest', 'import', 'pipedrive', 'mcp', 'system')),
    action          text        not null check (length(action) <= 60),
    conversation_id uuid,
    message_id      uuid,
    -- who asks twice with the same key has asked once
    request         text check (length(request) between 1 and 200),
    undoes          uuid,
    undone_by       uuid,
    at              timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, request),
    foreign key (tenant_id, undoes) references change_set (tenant_id, id)
);
create index change_set_of_conversation on change_set (tenant_id, conversation_id, id desc)
    where conversation_id is not null;
create index change_set_of_actor on change_set (tenant_id, actor_id, id desc);

create table change (
    tenant_id     uuid     not null,
    change_set_id uuid     not null,
    position      integer  not null,
    entity        text     not null check (entity in
        ('salesperson', 'organisation', 'contact', 'lead', 'deal', 'task', 'activity')),
    entity_id     uuid     not null,
    operation     text     not null check (operation in ('created', 'updated', 'deleted', 'restored')),
    -- the fields that changed and no others; of a new record all
    before        jsonb    not null default '{}',
    after         jsonb    not null default '{}',
    -- of the record after the change; what Undo checks
    version       integer  not null,
    primary key (tenant_id, change_set_id, position),
    foreign key (tenant_id, change_set_id) references change_set (tenant_id, id)
);
create index change_of_entity on change (tenant_id, entity, entity_id, change_set_id desc);

do $$
declare t text;
begin
    foreach t in array array['salesperson', 'organisation', 'pipeline', 'stage_visit', 'task', 'change_set', 'change'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy %I on %I
            using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))
            with check (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))$p$, t || '_staff', t);
    end loop;
end $$;
