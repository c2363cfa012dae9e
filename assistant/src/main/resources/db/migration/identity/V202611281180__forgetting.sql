-- Erasing a person. Proof stays (that something was done, when, in whose right); whose it was does not.

-- Addresses at which a person has proved to receive mail: what stands under them anywhere is theirs. An account's own
-- e-mail is only what somebody typed.
create table proven_email (
    tenant_id  uuid        not null references tenant (id),
    account_id uuid        not null,
    email      text        not null check (length(email) between 3 and 254),
    proven_at  timestamptz not null default now(),
    primary key (tenant_id, account_id, email),
    foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
alter table proven_email enable row level security;
alter table proven_email force row level security;
create policy proven_email_system on proven_email for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');

-- Accounts and conversations that were erased. Ids only: they name nobody any more, and keep what was still on its way
-- (an answer being made, a request with an old token) from writing the person in again.
create table erased (
    tenant_id uuid        not null references tenant (id),
    id        uuid        not null,
    at        timestamptz not null default now(),
    primary key (tenant_id, id)
);
alter table erased enable row level security;
alter table erased force row level security;
create policy erased_reads on erased for select using (tenant_id = henk.tenant());
create policy erased_system on erased for insert
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
revoke update, delete on erased from henk_app;

-- Takes turns with the erasure of the same person: either the row is there when it looks for rows, or it is refused.
create function henk.refuse_erased() returns trigger language plpgsql as
$$
declare
    row jsonb := to_jsonb(new);
    who text;
begin
    for who in select distinct id from (values (row ->> 'conversation_id'), (row ->> 'account_id'),
            (case tg_table_name when 'conversation' then row ->> 'id' end)) as ids (id) where id is not null loop
        perform pg_advisory_xact_lock_shared(hashtextextended('erased ' || who, 0));
        if exists (select from public.erased e where e.tenant_id = henk.tenant() and e.id = who::uuid) then
            raise exception 'the person of this % was erased', tg_table_name using errcode = 'integrity_constraint_violation';
        end if;
    end loop;
    return new;
end $$;

-- To be called by a migration for every table whose rows carry conversation_id or account_id without a foreign key to
-- the conversation.
create function henk.guard_erased(guarded text) returns void language plpgsql as
$$ begin
    execute format('create trigger %I before insert on public.%I for each row execute function henk.refuse_erased()',
        guarded || '_not_of_the_erased', guarded);
end $$;
revoke all on function henk.guard_erased(text) from public;
select henk.guard_erased('consent');

-- An update of the book of what was done is possible from inside these functions alone, and only takes away.
create or replace function henk.refuse_change() returns trigger language plpgsql as
$$ begin
    if tg_op = 'UPDATE' and current_setting('henk.forgetting', true) = 'on'
        and current_user = (select tableowner from pg_tables where schemaname = tg_table_schema and tablename = tg_table_name)
        and (to_jsonb(new) - '{before,after,target}'::text[]) = (to_jsonb(old) - '{before,after,target}'::text[]) then
        return new;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create policy audit_forgets on audit for update
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');

create function henk.forget_audit(which uuid)
    returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$ begin
    perform set_config('henk.forgetting', 'on', true);
    update public.audit set before = null, after = null,
           target = case when target ~ '^[0-9a-f-]{36}$' then target else '' end
     where tenant_id = henk.tenant() and id = which;
    perform set_config('henk.forgetting', '', true);
end $$;

-- A consent is kept as proof that there was one; with the person it ends.
create function henk.forget_consent(which uuid)
    returns void language sql security definer set search_path = pg_catalog, pg_temp as
$$ update public.consent set withdrawn_at = greatest(now(), agreed_at)
    where tenant_id = henk.tenant() and id = which and withdrawn_at is null $$;

revoke all on function henk.forget_audit(uuid), henk.forget_consent(uuid) from public;
grant execute on function henk.forget_audit(uuid), henk.forget_consent(uuid) to henk_app;
