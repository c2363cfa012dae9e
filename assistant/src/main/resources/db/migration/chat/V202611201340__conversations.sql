-- A conversation belongs to whoever holds its key until it moves to an account; then key_hash is null and only the
-- account opens it.
create table conversation (
    tenant_id      uuid        not null,
    id             uuid        not null,
    kind           text        not null check (kind in ('visitor', 'customer', 'staff')),
    key_hash       bytea,
    account_id     uuid,
    language       text,
    page           text,
    waiting_since  timestamptz,
    waiting_reason text,
    created_at     timestamptz not null default now(),
    last_at        timestamptz not null default now(),
    primary key (tenant_id, id),
    check (key_hash is not null or account_id is not null)
);
create index conversation_by_account on conversation (tenant_id, account_id, last_at desc) where account_id is not null;

-- One answer being made. At most one runs in a conversation: turns are serial, on whatever device they were started.
create table run (
    tenant_id       uuid        not null,
    id              uuid        not null,
    conversation_id uuid        not null,
    status          text        not null check (status in ('running', 'finished', 'stopped', 'interrupted')),
    heartbeat_at    timestamptz not null default now(),
    started_at      timestamptz not null default now(),
    finished_at     timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade
);
create unique index run_one_at_a_time on run (tenant_id, conversation_id) where status = 'running';
create index run_by_conversation on run (tenant_id, conversation_id, started_at desc);

-- client_id is the sender's own id of its message: the same again is the same message
create table message (
    tenant_id       uuid        not null,
    id              uuid        not null,
    conversation_id uuid        not null,
    run_id          uuid        not null,
    role            text        not null check (role in ('user', 'assistant', 'staff')),
    client_id       text,
    text            text        not null,
    language        text,
    steps           jsonb,
    cards           jsonb,
    outcome         text,
    model           text,
    input_tokens    integer     not null default 0,
    output_tokens   integer     not null default 0,
    cost_usd        numeric(14, 6) not null default 0,
    feedback        text check (feedback in ('up', 'down')),
    created_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade,
    foreign key (tenant_id, run_id) references run (tenant_id, id) on delete cascade
);
create unique index message_once on message (tenant_id, conversation_id, client_id) where client_id is not null;
create index message_by_conversation on message (tenant_id, conversation_id, id);
create index message_by_run on message (tenant_id, run_id);

-- What was sent, in pieces that each hold the frames from first_seq on, one a line, so that any instance can replay it.
create table run_log (
    tenant_id       uuid    not null,
    run_id          uuid    not null,
    first_seq       integer not null,
    conversation_id uuid    not null,
    frames          text    not null,
    primary key (tenant_id, run_id, first_seq),
    foreign key (tenant_id, run_id) references run (tenant_id, id) on delete cascade
);

-- What a person told and wants to be remembered, with the message that it came from.
create table memory (
    tenant_id       uuid        not null,
    conversation_id uuid        not null,
    key             text        not null,
    value           text        not null,
    message_id      uuid        not null,
    told_at         timestamptz not null default now(),
    primary key (tenant_id, conversation_id, key),
    foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade
);

alter table conversation enable row level security;
alter table conversation force row level security;
create policy conversation_speaker on conversation using (
    tenant_id = henk.tenant() and case henk.authority()
        when 'visitor' then id = henk.actor() and account_id is null
        when 'customer' then account_id = henk.actor()
        when 'staff' then kind <> 'staff' or account_id = henk.actor()
        when 'system' then true
        else false end);

-- the rows of a conversation are seen by who sees the conversation; a visitor's own is known without looking it up
do $$
declare t text;
begin
    foreach t in array array['run', 'message', 'run_log', 'memory'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy %I on %I using (
            tenant_id = henk.tenant() and case henk.authority()
                when 'visitor' then conversation_id = henk.actor()
                when 'system' then true
                when 'customer' then exists (select 1 from conversation c
                    where c.tenant_id = henk.tenant() and c.id = conversation_id)
                when 'staff' then exists (select 1 from conversation c
                    where c.tenant_id = henk.tenant() and c.id = conversation_id)
                else false end)$p$, t || '_speaker', t);
    end loop;
end $$;
