-- What reads a person through the one that it was merged into, and the history of a contact.
create index contact_merged on contact (tenant_id, merged_into) where merged_into is not null;
create index activity_by_contact on activity (tenant_id, contact_id, at desc, id desc) where contact_id is not null;
create index task_of_contact on task (tenant_id, contact_id) where contact_id is not null;
create index task_of_lead on task (tenant_id, lead_id) where lead_id is not null;
