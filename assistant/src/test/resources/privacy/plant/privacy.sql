insert into export_link (tenant_id, id, token_hash, account_id, language, expires_at)
    values (:tenant, :conversation, decode(repeat(md5(':token'), 2), 'hex'), :account, 'de', now() + interval '15 minutes');
