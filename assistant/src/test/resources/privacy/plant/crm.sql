insert into contact (tenant_id, id, first_name, last_name, email, phone, company, job_title, account_id)
    values (:tenant, :conversation, ':token', ':token', :email, ':token', ':token', ':token', :account);
insert into salesperson (tenant_id, id, name, team, account_id) values (:tenant, :conversation, ':token', ':token', :account);
insert into lead (tenant_id, id, contact_id, first_name, last_name, email, phone, company, currency, occasion, source, notes, wish,
        origin, conversation_id, score, formula_version)
    select :tenant, :conversation, :conversation, ':token', ':token', :email, ':token', ':token', 'EUR', ':token', 'chat', ':token',
        array[':token'], ':token', :conversation, 10, f.version from scoring_formula f where f.tenant_id = :tenant and f.active;
insert into deal (tenant_id, id, title, contact_id, lead_id, value, currency, stage_key, probability, conversation_id)
    select :tenant, :conversation, ':token', :conversation, :conversation, 100, 'EUR', s.key, 10, :conversation
    from stage s where s.tenant_id = :tenant and s.position = (select min(position) from stage where tenant_id = :tenant);
insert into activity (tenant_id, id, type, subject, body, contact_id, lead_id, deal_id, conversation_id, actor_id)
    values (:tenant, :conversation, 'note', ':token', ':token', :conversation, :conversation, :conversation, :conversation, :account);
