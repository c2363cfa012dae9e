-- An instance says again and again that it is at what it claimed: found by its lease.
create index pipedrive_record_lease on pipedrive_record (tenant_id, lease) where lease is not null;
-- what has waited longest comes first, see Claims
create index pipedrive_record_next on pipedrive_record (tenant_id, due_at, rank, id) where state = 'waiting';
drop index pipedrive_record_due;

-- The notes that a lead or a deal has of its own are a note there. It has the lead's or the deal's id.
alter table pipedrive_record drop constraint pipedrive_record_entity_check,
    add constraint pipedrive_record_entity_check check (entity in ('organisation', 'contact', 'lead', 'deal', 'task',
        'activity', 'lead_note', 'deal_note'));
alter table pipedrive_conflict drop constraint pipedrive_conflict_entity_check,
    add constraint pipedrive_conflict_entity_check check (entity in ('organisation', 'contact', 'lead', 'deal', 'task',
        'activity', 'lead_note', 'deal_note'));
