-- Work that nobody asks for in a request: when it is due again, and which instance does it now. Of no tenant.
create table henk_job (
    name        text primary key check (name ~ '^[a-z][a-z-]{0,59}$'),
    due_at      timestamptz not null default now(),
    lease       uuid,
    lease_until timestamptz,
    started_at  timestamptz,
    finished_at timestamptz,
    failures    integer not null default 0,
    problem     text
);
