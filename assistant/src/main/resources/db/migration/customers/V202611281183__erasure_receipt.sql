-- That somebody was erased, when and how much: proof for the tenant that names nobody.
create table erasure_receipt (
    tenant_id uuid        not null references tenant (id),
    id        uuid        not null,
    at        timestamptz not null,
    -- rows by table
    counts    jsonb       not null,
    primary key (tenant_id, id)
);
alter table erasure_receipt enable row level security;
alter table erasure_receipt force row level security;
create policy erasure_receipt_reads on erasure_receipt for select
    using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'));
create policy erasure_receipt_appends on erasure_receipt for insert
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
revoke update, delete on erasure_receipt from henk_app;
