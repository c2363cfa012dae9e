-- A person of the house takes a conversation over. Who holds it, and until when, stands in the conversation's own row,
-- because the message that comes in locks that row: whether the assistant answers is decided there, by one statement.
alter table conversation
    add column waiting_cause text not null default 'asked'
        check (waiting_cause in ('asked', 'failed', 'complaint', 'group', 'value')),
    add column held_by    uuid,
    add column held_name  text check (length(held_name) between 1 and 200),
    add column held_since timestamptz,
    add column held_until timestamptz,
    add constraint conversation_held_whole check (num_nulls(held_by, held_name, held_since, held_until) in (0, 4));
create index conversation_waiting on conversation (tenant_id, waiting_since) where waiting_since is not null;
create index conversation_held on conversation (held_until) where held_by is not null;

-- What a person of the house writes belongs to no run and says who wrote it.
alter table message
    alter column run_id drop not null,
    add column speaker_id   uuid,
    add column speaker_name text check (length(speaker_name) between 1 and 200),
    add constraint message_of_a_run check (run_id is not null or role = 'staff'),
    add constraint message_has_speaker check ((role = 'staff') = (speaker_id is not null and speaker_name is not null));

-- How each time ended that somebody held a conversation.
create table handoff (
    tenant_id       uuid        not null,
    id              uuid        not null,
    conversation_id uuid        not null,
    cause           text        not null,
    asked_at        timestamptz not null,
    holder_id       uuid        not null,
    holder_name     text        not null,
    taken_at        timestamptz not null,
    ended_at        timestamptz not null default now(),
    ending          text        not null check (ending in ('released', 'expired')),
    note            text check (length(note) <= 2000),
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade
);
create index handoff_by_conversation on handoff (tenant_id, conversation_id, ended_at desc);

alter table handoff enable row level security;
alter table handoff force row level security;
-- the speaker's turn reads the note; only staff and the system write
create policy handoff_reads on handoff for select using (
    tenant_id = henk.tenant() and case henk.authority()
        when 'visitor' then conversation_id = henk.actor()
        when 'system' then true
        when 'customer' then exists (select 1 from conversation c
            where c.tenant_id = henk.tenant() and c.id = conversation_id)
        when 'staff' then exists (select 1 from conversation c
            where c.tenant_id = henk.tenant() and c.id = conversation_id)
        else false end);
create policy handoff_writes on handoff for insert
    with check (tenant_id = henk.tenant() and (henk.authority() = 'system'
        or henk.authority() = 'staff' and holder_id = henk.actor()));

-- In which tenants somebody has left without handing back; says nothing else.
create policy conversation_lookup on conversation for select to current_user using (true);
create function henk.tenants_with_lost_handoffs()
    returns table (tenant_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select distinct c.tenant_id from public.conversation c where c.held_by is not null and c.held_until < now() limit 1000 $$;
revoke all on function henk.tenants_with_lost_handoffs() from public;
grant execute on function henk.tenants_with_lost_handoffs() to henk_app;
