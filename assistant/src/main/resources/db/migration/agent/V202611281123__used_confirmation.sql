-- A confirmation is good for one use, on whichever instance.
create table used_confirmation (
    tenant_id uuid        not null references tenant (id),
    id        uuid        not null,
    used_at   timestamptz not null default now(),
    primary key (tenant_id, id)
);
create index used_confirmation_by_age on used_confirmation (tenant_id, used_at);
alter table used_confirmation enable row level security;
alter table used_confirmation force row level security;
create policy used_confirmation_system on used_confirmation for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
