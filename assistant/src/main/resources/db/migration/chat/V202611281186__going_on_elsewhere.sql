-- A link that lets another device into a visitor's conversation: once, for some minutes. Of what opens it only a hash is
-- kept.
create table conversation_link (
    tenant_id       uuid        not null,
    id              uuid        not null,
    conversation_id uuid        not null,
    token_hash      bytea       not null check (length(token_hash) = 32),
    created_at      timestamptz not null default now(),
    expires_at      timestamptz not null,
    used_at         timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade,
    check (expires_at > created_at)
);
create index conversation_link_by_conversation on conversation_link (tenant_id, conversation_id, id);

-- Keys of the devices that came in by a link, beside the one that the conversation began with.
create table conversation_key (
    tenant_id       uuid        not null,
    conversation_id uuid        not null,
    key_hash        bytea       not null check (length(key_hash) = 32),
    added_at        timestamptz not null default now(),
    primary key (tenant_id, conversation_id, key_hash),
    foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade
);

do $$
declare t text;
begin
    foreach t in array array['conversation_link', 'conversation_key'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy %I on %I using (
            tenant_id = henk.tenant() and case henk.authority()
                when 'visitor' then conversation_id = henk.actor()
                when 'system' then true
                else false end)$p$, t || '_speaker', t);
    end loop;
end $$;

-- Whether a device that came in by a link holds this key. Sees what the asking transaction may see.
create function henk.has_key(conversation uuid, hash bytea) returns boolean language sql stable as
$$ select exists (select from public.conversation_key k
    where k.tenant_id = henk.tenant() and k.conversation_id = conversation and k.key_hash = hash) $$;
revoke all on function henk.has_key(uuid, bytea) from public;
grant execute on function henk.has_key(uuid, bytea) to henk_app;
