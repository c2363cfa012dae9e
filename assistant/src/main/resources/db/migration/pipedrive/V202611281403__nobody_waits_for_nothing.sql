-- Whether what a tenant changes is kept alike in Pipedrive: without a connection nothing is marked. Whoever connects marks
-- what is there already, and waits for everybody who is changing something without being marked, so that nothing falls
-- between: asked for in the change's own transaction.
create function henk.is_kept_alike() returns boolean language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from public.pipedrive_connection c where c.tenant_id = henk.tenant()) then
        return true;
    end if;
    perform pg_advisory_xact_lock_shared(hashtextextended('pipedrive ' || henk.tenant()::text, 0));
    return exists (select from public.pipedrive_connection c where c.tenant_id = henk.tenant());
end $$;
revoke all on function henk.is_kept_alike() from public;
grant execute on function henk.is_kept_alike() to henk_app;
