-- Tells every instance that something about a topic has changed, once the transaction is committed. Only names and
-- ids travel: whoever hears it reads the rows under its own rights.
create function henk.push(topic text, detail text) returns void language sql as
$$ select pg_notify('henk_push', henk.tenant()::text || ' ' || topic || ' ' || left(detail, 400)) $$;

revoke all on function henk.push(text, text) from public;
grant execute on function henk.push(text, text) to henk_app;
