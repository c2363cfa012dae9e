-- What a salesperson's day is put together from, each in the order in which it is wanted.
create index deal_open_by_worth on deal (tenant_id, assignee_id, weighted desc nulls last, id)
    where status = 'open' and deleted_at is null;
create index deal_open_by_close on deal (tenant_id, assignee_id, expected_close desc, id)
    where status = 'open' and deleted_at is null and expected_close is not null;
create index lead_not_contacted on lead (tenant_id, score desc, id desc)
    where status = 'new' and contacted_at is null and deleted_at is null;
