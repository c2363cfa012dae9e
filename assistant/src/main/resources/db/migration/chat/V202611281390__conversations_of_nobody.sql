-- what is looked through for conversations that nobody came back to
create index conversation_of_nobody on conversation (tenant_id, last_at) where account_id is null;
