-- A company or deal that was merged into another one: found no more, but kept so that the merge can be taken back, and what
-- happened with it is read through it.
alter table organisation add column merged_into uuid,
    add foreign key (tenant_id, merged_into) references organisation (tenant_id, id) on delete set null (merged_into);
alter table deal add column merged_into uuid,
    add foreign key (tenant_id, merged_into) references deal (tenant_id, id) on delete set null (merged_into);
create index organisation_merged on organisation (tenant_id, merged_into) where merged_into is not null;
create index deal_merged on deal (tenant_id, merged_into) where merged_into is not null;
