insert into contact (tenant_id, id, first_name, last_name, email, phone, company, job_title, account_id)
    values (:tenant, :conversation, ':token', ':token', :email, ':token', ':token', ':token', :account);
insert into salesperson (tenant_id, id, name, team, account_id) values (:tenant, :conversation, ':token', ':token', :account);
insert into lead (tenant_id, id, contact_id, first_name, last_name, email, phone, company, currency, occasion, source, notes, wish,
        origin, conversation_id, score, formula_version)
    select :tenant, :conversation, :conversation, ':token', ':token', :email, ':token', ':token', 'EUR', ':token', 'chat', ':token',
        array[':token'], ':token', :conversation, 10, f.version from scoring_formula f where f.tenant_id = :tenant and f.active;
insert into deal (tenant_id, id, title, contact_id, lead_id, value, currency, stage_key, probability, conversation_id,
        sector, product, source, notes, lost_reason, origin)
    select :tenant, :conversation, ':token', :conversation, :conversation, 100, 'EUR', s.key, 10, :conversation,
        ':token', ':token', ':token', ':token', ':token', ':token'
    from stage s where s.tenant_id = :tenant and s.position = (select min(position) from stage where tenant_id = :tenant);
insert into activity (tenant_id, id, type, subject, body, contact_id, lead_id, deal_id, conversation_id, actor_id)
    values (:tenant, :conversation, 'note', ':token', ':token', :conversation, :conversation, :conversation, :conversation, :account);
insert into task (tenant_id, id, subject, due, assignee_id, deal_id)
    values (:tenant, :conversation, ':token', current_date, :conversation, :conversation);
insert into change_set (tenant_id, id, channel, action, conversation_id, actor_id, request, fingerprint)
    values (:tenant, :conversation, 'chat', 'deal.created', :conversation, :account, ':token', ':token');
insert into change (tenant_id, change_set_id, position, entity, entity_id, operation, before, after, version)
    values (:tenant, :conversation, 1, 'deal', :conversation, 'updated', '{"title": ":token"}', '{"title": ":token"}', 1);
insert into change (tenant_id, change_set_id, position, entity, entity_id, operation, after, version)
    values (:tenant, :conversation, 2, 'contact', :conversation, 'created', '{"email": ":token"}', 1);
