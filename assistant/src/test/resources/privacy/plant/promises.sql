insert into promise (tenant_id, id, kind, about, made_by, contact_id, lead_id, deal_id, conversation_id, account_id, name, email, phone,
        language, due, warn_on, state, closed_at, note)
    values (:tenant, :conversation, 'other', ':token', 'assistant', :conversation, :conversation, :conversation, :conversation, :account,
        ':token', :email, ':token', 'de', current_date, current_date, 'kept', now(), ':token');
-- what warned a colleague of it
insert into mail (tenant_id, id, key, address, template, purpose, language, values, problem, message_id, due_at, state, posted_by)
    values (:tenant, gen_random_uuid(), 'promise-due:' || :conversation || '::token', 'colleague-' || :email, 'promise-due', 'work', 'de',
        '{"who": ":token"}', ':token', '<:token@example.com>', now(), 'sent', null);
