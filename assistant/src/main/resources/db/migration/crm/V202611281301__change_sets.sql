-- The colleague in whose name a transaction runs; nobody when it is the system's.
create function henk.colleague() returns uuid language sql stable parallel safe as
$$ select case when henk.authority() = 'staff' then henk.actor() end $$;

-- the owner is under row-level security, hence the pause
alter table pipeline no force row level security;
alter table stage no force row level security;
insert into pipeline (tenant_id, key, position, names)
select distinct tenant_id, 'sales', 0, '{"de":"Verkauf","en":"Sales","fr":"Ventes"}'::jsonb from stage
on conflict do nothing;
alter table stage force row level security;
alter table pipeline force row level security;
alter table stage add foreign key (tenant_id, pipeline_key) references pipeline (tenant_id, key);

alter table salesperson add column updated_at timestamptz not null default now();

-- A key of a request belongs to whoever uses it, and stands for one request alone: what it asked for is told by its hash.
alter table change_set
    add column fingerprint text check (length(fingerprint) <= 100),
    drop constraint change_set_tenant_id_request_key;
create unique index change_set_by_request on change_set
    (tenant_id, coalesce(actor_id, '00000000-0000-0000-0000-000000000000'::uuid), request) where request is not null;

-- an id of its own, by which the words of one change can be forgotten
alter table change
    add column id uuid not null default gen_random_uuid(),
    add unique (tenant_id, id),
    drop constraint change_operation_check,
    add constraint change_operation_check
        check (operation in ('created', 'updated', 'deleted', 'restored', 'erased'));

-- History: a change-set gets its undo and no other change; what a person's erasure takes away are words and ids.
create function henk.change_set_stays() returns trigger language plpgsql as
$$ begin
    if tg_op = 'UPDATE' and old.undone_by is null and new.undone_by is not null
        and (to_jsonb(new) - 'undone_by') = (to_jsonb(old) - 'undone_by') then
        return new;
    end if;
    if tg_op = 'UPDATE' and current_setting('henk.forgetting', true) = 'on'
        and current_user = (select tableowner from pg_tables where schemaname = tg_table_schema and tablename = tg_table_name)
        and (to_jsonb(new) - '{conversation_id,message_id,actor_id,request,fingerprint}'::text[])
            = (to_jsonb(old) - '{conversation_id,message_id,actor_id,request,fingerprint}'::text[]) then
        return new;
    end if;
    raise exception 'change_set is append-only' using errcode = 'integrity_constraint_violation';
end $$;
create trigger change_set_is_append_only before update or delete on change_set
    for each row execute function henk.change_set_stays();

create function henk.change_stays() returns trigger language plpgsql as
$$ begin
    if tg_op = 'UPDATE' and current_setting('henk.forgetting', true) = 'on'
        and current_user = (select tableowner from pg_tables where schemaname = tg_table_schema and tablename = tg_table_name)
        and (to_jsonb(new) - '{before,after}'::text[]) = (to_jsonb(old) - '{before,after}'::text[]) then
        return new;
    end if;
    raise exception 'change is append-only' using errcode = 'integrity_constraint_violation';
end $$;
create trigger change_is_append_only before update or delete on change
    for each row execute function henk.change_stays();

revoke update, delete on change_set, change from henk_app;
grant update (undone_by) on change_set to henk_app;

create function henk.forget_change_set(which uuid)
    returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$ begin
    perform set_config('henk.forgetting', 'on', true);
    update public.change_set set conversation_id = null, message_id = null, actor_id = null, request = null,
           fingerprint = null
     where tenant_id = henk.tenant() and id = which;
    perform set_config('henk.forgetting', '', true);
end $$;

create function henk.forget_change(which uuid)
    returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$ begin
    perform set_config('henk.forgetting', 'on', true);
    update public.change set before = '{}', after = '{}' where tenant_id = henk.tenant() and id = which;
    perform set_config('henk.forgetting', '', true);
end $$;
revoke all on function henk.forget_change_set(uuid), henk.forget_change(uuid) from public;
grant execute on function henk.forget_change_set(uuid), henk.forget_change(uuid) to henk_app;

select henk.guard_erased('change_set');

-- Where a deal has been follows from the deal itself, whichever door it moves through. Going back to a stage at the time
-- at which it was entered takes back the move in between.
create function henk.visit_stage() returns trigger language plpgsql as
$$ begin
    if tg_op = 'UPDATE' then
        if new.stage_key = old.stage_key then
            return new;
        end if;
        if new.stage_since < old.stage_since then
            delete from public.stage_visit v where v.tenant_id = new.tenant_id and v.deal_id = new.id
                and v.entered_at > new.stage_since;
            update public.stage_visit v set left_at = null where v.tenant_id = new.tenant_id and v.deal_id = new.id
                and v.entered_at = new.stage_since and v.stage_key = new.stage_key;
            if found then
                return new;
            end if;
        end if;
        update public.stage_visit v set left_at = greatest(new.stage_since, v.entered_at)
         where v.tenant_id = new.tenant_id and v.deal_id = new.id and v.left_at is null;
    end if;
    insert into public.stage_visit (tenant_id, id, deal_id, stage_key, entered_at)
    values (new.tenant_id, gen_random_uuid(), new.id, new.stage_key, new.stage_since);
    return new;
end $$;
create trigger deal_visits_stages after insert or update of stage_key on deal
    for each row execute function henk.visit_stage();
