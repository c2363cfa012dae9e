-- What was looked for by reading a whole table.
create index contact_by_account on contact (tenant_id, account_id) where account_id is not null;
drop index lead_not_contacted;
create index lead_not_contacted on lead (tenant_id, assignee_id, score desc, id desc)
    where status = 'new' and contacted_at is null and deleted_at is null;
-- With the id, so that the first page of a list in any order is found without the rows themselves.
drop index deal_figures;
create index deal_figures on deal (tenant_id, status, stage_key)
    include (id, value, currency, weighted, assignee_id, organisation_id, sector, created_at, closed_at, expected_close)
    where deleted_at is null;
