-- What is known of a body, day by day: the last day's is the one that counts, those before it stay as its history. A row
-- belongs to the conversation that it was told in and goes where that goes, or to the account that it was entered for.
create table measurement (
    tenant_id       uuid          not null references tenant (id),
    id              uuid          not null,
    conversation_id uuid,
    account_id      uuid,
    message_id      uuid,
    kind            text          not null check (kind ~ '^[a-z][a-z_]{1,29}$'),
    value           numeric(5, 1) not null check (value > 0),
    -- asked: it looked wrong, the person was asked, and has not said yet that it is right
    state           text          not null check (state in ('kept', 'asked')),
    measured_on     date          not null,
    told_at         timestamptz   not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade,
    foreign key (tenant_id, account_id) references account (tenant_id, id),
    check (num_nonnulls(conversation_id, account_id) = 1)
);
create unique index measurement_once_a_day on measurement
    (tenant_id, conversation_id, account_id, kind, state, measured_on) nulls not distinct;
create index measurement_by_account on measurement (tenant_id, account_id) where account_id is not null;

-- What somebody owns already.
create table wardrobe_item (
    tenant_id       uuid        not null references tenant (id),
    id              uuid        not null,
    conversation_id uuid,
    account_id      uuid,
    message_id      uuid,
    item            text        not null check (length(item) between 1 and 300),
    told_at         timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade,
    foreign key (tenant_id, account_id) references account (tenant_id, id),
    check (num_nonnulls(conversation_id, account_id) = 1)
);
create unique index wardrobe_item_once on wardrobe_item
    (tenant_id, conversation_id, account_id, lower(item)) nulls not distinct;
create index wardrobe_item_by_account on wardrobe_item (tenant_id, account_id) where account_id is not null;

do $$
declare t text;
begin
    foreach t in array array['measurement', 'wardrobe_item'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy %I on %I using (
            tenant_id = henk.tenant() and case henk.authority()
                when 'visitor' then conversation_id = henk.actor()
                when 'customer' then account_id = henk.actor() or exists (select 1 from conversation c
                    where c.tenant_id = henk.tenant() and c.id = conversation_id)
                when 'staff' then true
                when 'system' then true
                else false end)$p$, t || '_owner', t);
        perform henk.guard_erased(t);
    end loop;
end $$;
