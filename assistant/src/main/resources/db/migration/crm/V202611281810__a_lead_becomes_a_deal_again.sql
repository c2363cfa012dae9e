-- A lead has one deal at a time: where that one was deleted, it may become another one, as it may in Pipedrive.
drop index deal_of_lead;
create unique index deal_of_lead on deal (tenant_id, lead_id) where lead_id is not null and deleted_at is null;
-- also those that were deleted, for whoever erases a lead
create index deal_by_lead on deal (tenant_id, lead_id) where lead_id is not null;
