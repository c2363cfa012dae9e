-- A company that uses Henk. Its row is its own tenant; the slug is unique in the installation because it stands in
-- addresses. Everything else that describes it is data (app.henk.identity.TenantProfile).
create table tenant (
    id                 uuid primary key,
    slug               text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name               text not null check (length(name) between 1 and 200),
    profile            jsonb not null,
    daily_model_budget numeric(14, 4) not null check (daily_model_budget >= 0),
    created_at         timestamptz not null default now()
);

-- What a web page shows to say whose visitors it brings. Public, hence worth nothing without an allowed origin.
create table widget_key (
    tenant_id       uuid not null references tenant (id),
    id              uuid not null,
    key             text not null check (length(key) between 8 and 100),
    allowed_origins text[] not null,
    created_at      timestamptz not null default now(),
    revoked_at      timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, key)
);
-- not unique: a key of another tenant must not be discoverable by trying to insert it
create index widget_key_by_key on widget_key (key) where revoked_at is null;

-- What the model cost a tenant on a day, in millionths of a US dollar.
create table model_spend (
    tenant_id uuid not null references tenant (id),
    day       date not null,
    micros    bigint not null check (micros >= 0),
    primary key (tenant_id, day)
);

alter table tenant enable row level security;
alter table tenant force row level security;
alter table widget_key enable row level security;
alter table widget_key force row level security;
alter table model_spend enable row level security;
alter table model_spend force row level security;

create policy tenant_reads on tenant for select using (id = henk.tenant());
create policy tenant_writes on tenant for all
    using (id = henk.tenant() and henk.authority() = 'system')
    with check (id = henk.tenant() and henk.authority() = 'system');
create policy widget_key_system on widget_key for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
create policy widget_key_staff on widget_key for select
    using (tenant_id = henk.tenant() and henk.authority() = 'staff');
create policy model_spend_system on model_spend for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
