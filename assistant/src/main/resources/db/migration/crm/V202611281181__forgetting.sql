-- What happened stays in the history, without words and without whom; the emptied contact, lead and deal stand for them.
create or replace function henk.activity_stays() returns trigger language plpgsql as
$$ begin
    if tg_op = 'UPDATE' and current_setting('henk.forgetting', true) = 'on'
        and current_user = (select tableowner from pg_tables where schemaname = tg_table_schema and tablename = tg_table_name)
        and (to_jsonb(new) - '{subject,body,conversation_id,actor_id}'::text[])
            = (to_jsonb(old) - '{subject,body,conversation_id,actor_id}'::text[]) then
        return new;
    end if;
    raise exception 'activity is append-only' using errcode = 'integrity_constraint_violation';
end $$;

create function henk.forget_activity(which uuid)
    returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$ begin
    perform set_config('henk.forgetting', 'on', true);
    update public.activity set subject = '', body = '', conversation_id = null, actor_id = null
     where tenant_id = henk.tenant() and id = which;
    perform set_config('henk.forgetting', '', true);
end $$;
revoke all on function henk.forget_activity(uuid) from public;
grant execute on function henk.forget_activity(uuid) to henk_app;

select henk.guard_erased('lead');
select henk.guard_erased('deal');
select henk.guard_erased('activity');
select henk.guard_erased('contact');
