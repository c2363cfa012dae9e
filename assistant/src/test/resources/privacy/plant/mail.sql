insert into mail_consent (tenant_id, id, address, purpose, source, source_id, withdraw_key)
    values (:tenant, :conversation, :email, 'appointment', 'conversation', :conversation, decode(md5(':token') || '0011223344556677', 'hex'));
insert into mail (tenant_id, id, key, address, template, purpose, language, values, problem, message_id, due_at, state, posted_by)
    values (:tenant, :conversation, ':token', :email, 'appointment-confirmed', 'appointment', 'de', '{"name": ":token"}', ':token', '<:token@example.com>', now(), 'failed', null);
insert into mail_attachment (tenant_id, mail_id, ordinal, name, content_type, content)
    values (:tenant, :conversation, 0, ':token', 'text/calendar', '\x00');
