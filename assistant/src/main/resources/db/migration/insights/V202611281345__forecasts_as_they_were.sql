-- What a month was expected to bring in, as it was seen on a day: by it one tells later how far forecasts come true.
create table forecast_kept (
    tenant_id uuid           not null references tenant (id),
    month     date           not null check (extract(day from month) = 1),
    kept_on   date           not null,
    expected  numeric(18, 2) not null,
    primary key (tenant_id, month, kept_on)
);
alter table forecast_kept enable row level security;
alter table forecast_kept force row level security;
-- it is of all deals, so it is for those who see all of them
create policy forecast_kept_read on forecast_kept for select
    using (tenant_id = henk.tenant() and (henk.authority() = 'system'
        or (henk.authority() = 'staff' and (select henk.sees_all_sales()))));
create policy forecast_kept_write on forecast_kept for insert
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
