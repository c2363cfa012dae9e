insert into proven_email (tenant_id, account_id, email) values (:tenant, :account, :email);
update account set outside_subject = 'issuer|:token', name = ':token' where id = :account;
insert into consent (tenant_id, id, account_id, conversation_id, purpose, text_version, agreed_at)
    values (:tenant, gen_random_uuid(), :account, :conversation, 'contact', 'contact-de-1', now());
insert into audit (tenant_id, id, actor, authority, channel, action, target, before, after)
    values (:tenant, gen_random_uuid(), :account, 'customer', 'chat', 'tool.test', ':token', '{"name": ":token"}', '{"name": ":token"}');
