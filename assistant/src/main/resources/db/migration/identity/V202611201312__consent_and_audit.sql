-- Who agreed to what, in which words, when, and when that was taken back. Rows are proof: never rewritten.
create table consent (
    tenant_id       uuid not null references tenant (id),
    id              uuid not null,
    account_id      uuid,
    conversation_id uuid,
    purpose         text not null check (length(purpose) between 1 and 60),
    text_version    text not null check (length(text_version) between 1 and 60),
    agreed_at       timestamptz not null,
    withdrawn_at    timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, account_id) references account (tenant_id, id),
    check (account_id is not null or conversation_id is not null),
    check (withdrawn_at >= agreed_at)
);
create index consent_by_conversation on consent (tenant_id, conversation_id);
create index consent_by_account on consent (tenant_id, account_id);

-- What was done, by whom, in whose right. Actor and authority come from the transaction, not from the caller.
create table audit (
    tenant_id  uuid not null default henk.tenant() references tenant (id),
    id         uuid not null,
    at         timestamptz not null default now(),
    actor      uuid not null default henk.actor(),
    authority  text not null default henk.authority(),
    channel    text not null check (length(channel) between 1 and 40),
    action     text not null check (length(action) between 1 and 80),
    target     text not null check (length(target) <= 200),
    before     jsonb,
    after      jsonb,
    message_id uuid,
    primary key (tenant_id, id)
);
create index audit_by_target on audit (tenant_id, target, id);

create function henk.refuse_change() returns trigger language plpgsql as
$$ begin
    raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger audit_is_append_only before update or delete on audit
    for each row execute function henk.refuse_change();
create trigger audit_is_never_truncated before truncate on audit
    for each statement execute function henk.refuse_change();

-- Of a consent only the withdrawal may be added, once.
create function henk.keep_consent() returns trigger language plpgsql as
$$ begin
    if old.withdrawn_at is not null
        or (to_jsonb(new) - 'withdrawn_at') is distinct from (to_jsonb(old) - 'withdrawn_at') then
        raise exception 'a consent can only be withdrawn, once' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger consent_is_kept before update on consent for each row execute function henk.keep_consent();

alter table consent enable row level security;
alter table consent force row level security;
alter table audit enable row level security;
alter table audit force row level security;

create policy consent_system on consent for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
create policy consent_staff on consent for select
    using (tenant_id = henk.tenant() and henk.authority() = 'staff');
create policy consent_customer on consent for all
    using (tenant_id = henk.tenant() and henk.authority() = 'customer' and account_id = henk.actor())
    with check (tenant_id = henk.tenant() and henk.authority() = 'customer' and account_id = henk.actor());
create policy consent_visitor on consent for all
    using (tenant_id = henk.tenant() and henk.authority() = 'visitor' and conversation_id = henk.actor())
    with check (tenant_id = henk.tenant() and henk.authority() = 'visitor' and conversation_id = henk.actor()
        and account_id is null);
create policy audit_reads on audit for select
    using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'));
create policy audit_appends on audit for insert
    with check (tenant_id = henk.tenant()
        and (henk.authority() = 'system' or (authority = henk.authority() and actor = henk.actor())));

revoke update, delete on audit from henk_app;
revoke delete on consent from henk_app;
