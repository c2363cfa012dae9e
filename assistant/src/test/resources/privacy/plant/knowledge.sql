insert into open_question (tenant_id, id, language, text, gist, conversation_id, account_id, state, answer, answered_at)
    values (:tenant, :conversation, 'de', ':token', ':token', :conversation, :account, 'answered', ':token', now());
insert into question_asker (tenant_id, id, question_id, conversation_id, account_id, text, language, email)
    values (:tenant, :conversation, :conversation, :conversation, :account, ':token', 'de', :email);
