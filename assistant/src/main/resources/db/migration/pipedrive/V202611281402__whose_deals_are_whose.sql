-- Which user there is which colleague here, found by e-mail address or name. Who is in no row here stands for nobody.
create table pipedrive_user (
    tenant_id      uuid   not null references tenant (id),
    remote_id      bigint not null,
    salesperson_id uuid   not null,
    primary key (tenant_id, remote_id),
    foreign key (tenant_id, salesperson_id) references salesperson (tenant_id, id) on delete cascade
);
create unique index pipedrive_user_of on pipedrive_user (tenant_id, salesperson_id);

alter table pipedrive_user enable row level security;
alter table pipedrive_user force row level security;
create policy pipedrive_user_system on pipedrive_user
    using (tenant_id = henk.tenant() and (select henk.authority() = 'system'))
    with check (tenant_id = henk.tenant() and (select henk.authority() = 'system'));
