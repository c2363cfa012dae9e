-- What a tenant lets groups do; app.henk.groups reads it.
create table party_rules (
    tenant_id  uuid  not null primary key,
    definition jsonb not null
);

-- A wedding party or a team: one link, one deal, each person in a conversation of their own.
create table party (
    tenant_id              uuid        not null,
    id                     uuid        not null,
    kind                   text        not null check (kind in ('wedding', 'team')),
    name                   text        not null check (length(name) between 1 and 120),
    event_date             date,
    size                   integer     not null check (size between 2 and 200),
    deadline               date,
    language               text        not null,
    organiser_conversation uuid        not null,
    organiser_name         text        not null,
    lead_id                uuid        not null,
    deal_id                uuid        not null,
    -- opens a place in the group and nothing else: whoever has it sees neither members nor sizes
    link_key               bytea       not null check (length(link_key) = 18),
    link_until             timestamptz not null,
    link_revoked_at        timestamptz,
    version                integer     not null default 1,
    created_at             timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, link_key),
    foreign key (tenant_id, deal_id) references deal (tenant_id, id),
    foreign key (tenant_id, lead_id) references lead (tenant_id, id)
);
create unique index party_once on party (tenant_id, organiser_conversation, lower(name));
create index party_by_deadline on party (deadline) where deadline is not null;
create index party_by_link on party (link_key);

-- Only which measures are known stands here; the measures themselves stay with the person's own conversation.
create table party_member (
    tenant_id       uuid        not null,
    id              uuid        not null,
    party_id        uuid        not null,
    conversation_id uuid        not null,
    name            text check (length(name) between 1 and 200),
    email           text check (length(email) between 3 and 254),
    language        text        not null,
    consent_version text,
    consented_at    timestamptz,
    known_sizes     text[]      not null default '{}',
    joined_at       timestamptz not null default now(),
    changed_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, conversation_id),
    foreign key (tenant_id, party_id) references party (tenant_id, id) on delete cascade,
    foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade
);
create index party_member_by_party on party_member (tenant_id, party_id, joined_at);

alter table party_rules enable row level security;
alter table party_rules force row level security;
alter table party enable row level security;
alter table party force row level security;
alter table party_member enable row level security;
alter table party_member force row level security;

create policy party_rules_reads on party_rules for select
    using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'));
create policy party_rules_system on party_rules for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');

-- the organiser, by the conversation in which it was begun, wherever that has gone; staff; nobody else
create policy party_organiser on party using (
    tenant_id = henk.tenant() and case henk.authority()
        when 'visitor' then organiser_conversation = henk.actor()
        when 'customer' then exists (select 1 from conversation c
            where c.tenant_id = henk.tenant() and c.id = organiser_conversation)
        when 'staff' then true
        when 'system' then true
        else false end);

-- each person their own row; not even the organiser sees another's
create policy party_member_self on party_member using (
    tenant_id = henk.tenant() and case henk.authority()
        when 'visitor' then conversation_id = henk.actor()
        when 'customer' then exists (select 1 from conversation c
            where c.tenant_id = henk.tenant() and c.id = conversation_id)
        when 'staff' then true
        when 'system' then true
        else false end);

-- What an organiser may see of the others: who has come, agreed, and how many of the needed measures are known.
create policy party_lookup on party for select to current_user using (true);
create policy party_member_lookup on party_member for select to current_user using (true);
create function henk.party_progress(which uuid, needed text[])
    returns table (member_id uuid, name text, agreed boolean, known integer, joined_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select m.id, m.name, m.consented_at is not null, cardinality(array(select unnest(m.known_sizes) intersect select unnest(needed))),
          m.joined_at
     from public.party p join public.party_member m on m.tenant_id = p.tenant_id and m.party_id = p.id
    where p.tenant_id = henk.tenant() and p.id = which
      and case henk.authority()
            when 'visitor' then p.organiser_conversation = henk.actor()
            when 'customer' then exists (select 1 from public.conversation c where c.tenant_id = p.tenant_id
                and c.id = p.organiser_conversation and c.account_id = henk.actor())
            else henk.authority() in ('staff', 'system') end
    order by m.joined_at, m.id limit 200 $$;

-- whose group a link belongs to; asked before a tenant is known
create function henk.tenant_of_party(key bytea)
    returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select p.tenant_id from public.party p where p.link_key = key $$;

-- in which tenants there is somebody to be reminded
create function henk.tenants_with_open_parties()
    returns table (tenant_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select distinct p.tenant_id from public.party p where p.deadline >= current_date - 1 limit 10000 $$;

revoke all on function henk.party_progress(uuid, text[]), henk.tenant_of_party(bytea), henk.tenants_with_open_parties()
    from public;
grant execute on function henk.party_progress(uuid, text[]), henk.tenant_of_party(bytea),
    henk.tenants_with_open_parties() to henk_app;
