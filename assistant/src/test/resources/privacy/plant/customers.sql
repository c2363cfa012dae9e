insert into measurement (tenant_id, id, conversation_id, kind, value, state, measured_on)
    values (:tenant, gen_random_uuid(), :conversation, 'waist', 92, 'kept', '2026-11-20');
insert into wardrobe_item (tenant_id, id, account_id, item) values (:tenant, gen_random_uuid(), :account, ':token');
