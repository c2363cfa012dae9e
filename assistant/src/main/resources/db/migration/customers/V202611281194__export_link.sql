-- A link by which a person fetches what is held about them, for a few minutes. Only the hash of its secret is kept.
create table export_link (
    tenant_id       uuid        not null references tenant (id),
    id              uuid        not null,
    token_hash      bytea       not null check (length(token_hash) = 32),
    conversation_id uuid,
    account_id      uuid,
    language        text        not null check (language in ('de', 'en', 'fr')),
    expires_at      timestamptz not null,
    created_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, token_hash),
    check ((conversation_id is null) <> (account_id is null))
);
-- not with the tenant: the link alone says whose it is
create index export_link_by_hash on export_link (token_hash);
create index export_link_by_conversation on export_link (tenant_id, conversation_id);
create index export_link_by_account on export_link (tenant_id, account_id);

alter table export_link enable row level security;
alter table export_link force row level security;
create policy export_link_system on export_link for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
do $$ begin execute format('create policy export_link_lookup on export_link for select to %I using (true)', current_user); end $$;

create function henk.export_of_link(hash bytea)
    returns table (tenant_id uuid, conversation_id uuid, account_id uuid, language text)
    language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select l.tenant_id, l.conversation_id, l.account_id, l.language from public.export_link l
    where l.token_hash = hash and l.expires_at > now() $$;
revoke all on function henk.export_of_link(bytea) from public;
grant execute on function henk.export_of_link(bytea) to henk_app;

select henk.guard_erased('export_link');
