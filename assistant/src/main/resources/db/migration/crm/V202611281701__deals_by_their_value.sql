-- A list of deals by what they are worth, and how many there are above an amount.
create index deal_by_value on deal (tenant_id, status, value desc nulls last, id desc)
    include (currency, assignee_id) where deleted_at is null;
-- Most lists are of open deals, the newest first; all others that a house ever had lie between them.
create index deal_open_newest on deal (tenant_id, id desc) where status = 'open' and deleted_at is null;
