-- Whose conversations these are, for whoever else keeps rows by conversation. Sees what the asking transaction may see.
create function henk.conversations_of(account uuid) returns setof uuid language sql stable rows 20 as
$$ select id from public.conversation where tenant_id = henk.tenant() and account_id = account $$;
revoke all on function henk.conversations_of(uuid) from public;
grant execute on function henk.conversations_of(uuid) to henk_app;

create index memory_by_age on memory (tenant_id, conversation_id, told_at desc);
