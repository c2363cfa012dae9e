update conversation set page = ':token', waiting_reason = ':token' where id = :conversation;
insert into run (tenant_id, id, conversation_id, status) values (:tenant, :conversation, :conversation, 'finished');
insert into run_log (tenant_id, run_id, first_seq, conversation_id, frames) values (:tenant, :conversation, 1, :conversation, ':token');
insert into message (tenant_id, id, conversation_id, run_id, role, client_id, text, steps, cards)
    values (:tenant, :conversation, :conversation, :conversation, 'user', ':token', ':token', '[{"result": ":token"}]', '[{"id": ":token"}]');
insert into memory (tenant_id, conversation_id, key, value, message_id) values (:tenant, :conversation, ':token', ':token', :conversation);
insert into session_move (tenant_id, id, conversation_id, to_account) values (:tenant, gen_random_uuid(), :conversation, :account);
insert into conversation_link (tenant_id, id, conversation_id, token_hash, expires_at)
    values (:tenant, :conversation, :conversation, decode(repeat('ab', 32), 'hex'), now() + interval '10 minutes');
insert into conversation_key (tenant_id, conversation_id, key_hash) values (:tenant, :conversation, decode(repeat('ab', 32), 'hex'));
insert into handoff (tenant_id, id, conversation_id, cause, asked_at, holder_id, holder_name, taken_at, ending, note)
    values (:tenant, :conversation, :conversation, 'asked', now(), :conversation, 'Samuel', now(), 'released', ':token');
