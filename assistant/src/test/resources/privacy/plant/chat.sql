update conversation set page = ':token', waiting_reason = ':token' where id = :conversation;
insert into run (tenant_id, id, conversation_id, status) values (:tenant, :conversation, :conversation, 'finished');
insert into run_log (tenant_id, run_id, first_seq, conversation_id, frames) values (:tenant, :conversation, 1, :conversation, ':token');
insert into message (tenant_id, id, conversation_id, run_id, role, client_id, text, steps, cards)
    values (:tenant, :conversation, :conversation, :conversation, 'user', ':token', ':token', '[{"result": ":token"}]', '[{"id": ":token"}]');
insert into memory (tenant_id, conversation_id, key, value, message_id) values (:tenant, :conversation, ':token', ':token', :conversation);
insert into handoff (tenant_id, id, conversation_id, cause, asked_at, holder_id, holder_name, taken_at, ending, note)
    values (:tenant, :conversation, :conversation, 'asked', now(), :conversation, 'Samuel', now(), 'released', ':token');
