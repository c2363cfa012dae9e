-- What figures read over and over, narrow enough to be read without the rows themselves.
create index deal_figures on deal (tenant_id, status, stage_key)
    include (value, currency, probability, weighted, assignee_id, organisation_id, sector, created_at, closed_at)
    where deleted_at is null;
create index stage_visit_ended on stage_visit (tenant_id, left_at) include (stage_key, entered_at, deal_id)
    where left_at is not null;
