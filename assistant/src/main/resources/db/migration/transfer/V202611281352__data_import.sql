-- A file on its way into the tenant's records. It waits here, in pieces, until somebody has looked at what its columns
-- mean; the pieces go when it is imported, and after some days in any case.
create table data_import (
    tenant_id    uuid        not null,
    id           uuid        not null,
    -- the colleague whose file it is
    account_id   uuid        not null,
    file_name    text        not null check (length(file_name) <= 200),
    state        text        not null check (state in
        ('receiving', 'mapped', 'queued', 'running', 'checked', 'done', 'cancelled', 'failed')),
    -- how the file is written
    form         jsonb       not null default '{}',
    mapping      jsonb       not null default '{}',
    dry_run      boolean     not null default false,
    pieces       integer     not null default 0,
    rows         integer     not null default 0,
    -- the piece that comes next, and what the run has done so far
    next_piece   integer     not null default 0,
    rows_done    integer     not null default 0,
    created      integer     not null default 0,
    unchanged    integer     not null default 0,
    refused      integer     not null default 0,
    corrected    integer     not null default 0,
    change_set   uuid,
    cancel_asked boolean     not null default false,
    lease        uuid,
    lease_until  timestamptz,
    created_at   timestamptz not null default now(),
    started_at   timestamptz,
    finished_at  timestamptz,
    primary key (tenant_id, id)
);
create index data_import_recent on data_import (tenant_id, id desc);
create index data_import_unfinished on data_import (tenant_id, lease_until) where state in ('queued', 'running');

create table data_import_piece (
    tenant_id uuid    not null,
    import_id uuid    not null,
    position  integer not null,
    rows      integer not null,
    lines     text    not null,
    primary key (tenant_id, import_id, position),
    foreign key (tenant_id, import_id) references data_import (tenant_id, id) on delete cascade
);

-- What was wrong with a row, or was put right.
create table data_import_problem (
    tenant_id uuid    not null,
    import_id uuid    not null,
    line      bigint  not null,
    position  integer not null,
    severity  text    not null check (severity in ('error', 'correction', 'hint')),
    header    text    not null,
    value     text    not null,
    reason    text    not null check (length(reason) <= 60),
    detail    text    not null,
    primary key (tenant_id, import_id, line, position),
    foreign key (tenant_id, import_id) references data_import (tenant_id, id) on delete cascade
);

do $$
declare t text;
begin
    foreach t in array array['data_import', 'data_import_piece', 'data_import_problem'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy %I on %I
            using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))
            with check (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))$p$, t || '_staff', t);
    end loop;
end $$;
select henk.guard_erased('data_import');
