-- What an import brought in and somebody took back may come in again: a deleted record holds its origin no more. A deal that
-- was merged into another one still does, because it lives on in that one.
drop index lead_by_origin;
create unique index lead_by_origin on lead (tenant_id, origin) where origin is not null and deleted_at is null;
drop index deal_by_origin;
create unique index deal_by_origin on deal (tenant_id, origin)
    where origin is not null and (deleted_at is null or merged_into is not null);
