insert into pipedrive_record (tenant_id, entity, id, rank, remote_kind, remote_id, base, sent, detail)
    values (:tenant, 'contact', :conversation, 1, 'person', md5(':token'), '{"name": ":token"}', '{"name": [":token"]}', ':token');
insert into pipedrive_conflict (tenant_id, id, entity, record_id, field, ours, theirs, winner, because)
    values (:tenant, :conversation, 'contact', :conversation, 'name', ':token', ':token', 'henk', 'later');
