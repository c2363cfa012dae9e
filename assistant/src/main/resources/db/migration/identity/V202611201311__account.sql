-- A person who can sign in. E-mails are stored in lower case and Unicode form C, so that one person is one row.
create table account (
    tenant_id       uuid not null references tenant (id),
    id              uuid not null,
    email           text not null check (length(email) between 3 and 254),
    name            text not null check (length(name) between 1 and 200),
    role            text not null check (role in ('customer', 'sales', 'manager', 'admin')),
    active          boolean not null default true,
    -- who this is at an outside issuer: "<issuer>|<subject>"
    outside_subject text,
    created_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, email),
    unique (tenant_id, outside_subject)
);
create index account_by_email on account (email);

-- Apart from the account, so that no query over people can ever bring a hash along.
create table credential (
    tenant_id     uuid not null,
    account_id    uuid not null,
    password_hash text not null check (password_hash like '$argon2id$%'),
    changed_at    timestamptz not null default now(),
    primary key (tenant_id, account_id),
    foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);

-- One row for each refresh token ever given out; only its SHA-256 is kept. A family is one sign-in.
create table refresh_token (
    tenant_id         uuid not null,
    id                uuid not null,
    account_id        uuid not null,
    family            uuid not null,
    parent            uuid,
    token_hash        bytea not null check (length(token_hash) = 32),
    issued_at         timestamptz not null,
    expires_at        timestamptz not null,
    family_expires_at timestamptz not null,
    used_at           timestamptz,
    revoked_at        timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, token_hash),
    foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade,
    foreign key (tenant_id, parent) references refresh_token (tenant_id, id) on delete cascade
);
create index refresh_token_by_hash on refresh_token (token_hash);
create index refresh_token_by_family on refresh_token (tenant_id, family);
create index refresh_token_by_account on refresh_token (tenant_id, account_id);
create index refresh_token_by_parent on refresh_token (tenant_id, parent);

alter table account enable row level security;
alter table account force row level security;
alter table credential enable row level security;
alter table credential force row level security;
alter table refresh_token enable row level security;
alter table refresh_token force row level security;

create policy account_system on account for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
create policy account_staff on account for select
    using (tenant_id = henk.tenant() and henk.authority() = 'staff');
create policy account_self on account for select
    using (tenant_id = henk.tenant() and henk.authority() = 'customer' and id = henk.actor());
create policy credential_system on credential for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
create policy refresh_token_system on refresh_token for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
