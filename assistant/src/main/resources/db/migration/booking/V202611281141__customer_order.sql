-- What a customer has ordered. Steps and their names are the tenant's (booking_rules).
create table customer_order (
    tenant_id   uuid        not null,
    id          uuid        not null,
    number      text        not null check (length(number) between 1 and 40),
    contact_id  uuid        not null,
    account_id  uuid,
    title       text        not null check (length(title) between 1 and 200),
    step        text        not null,
    step_since  timestamptz not null default now(),
    ordered_on  date        not null,
    promised    date        not null,
    currency    char(3)     not null,
    language    text        not null,
    version     integer     not null default 1,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, number),
    foreign key (tenant_id, contact_id) references contact (tenant_id, id)
);
create index customer_order_by_account on customer_order (tenant_id, account_id, ordered_on desc);
create index customer_order_by_contact on customer_order (tenant_id, contact_id);

create table customer_order_line (
    tenant_id uuid           not null,
    order_id  uuid           not null,
    position  smallint       not null,
    sku       text,
    name      text           not null check (length(name) between 1 and 200),
    options   text[]         not null default '{}',
    price     numeric(14, 2) not null check (price >= 0),
    primary key (tenant_id, order_id, position),
    foreign key (tenant_id, order_id) references customer_order (tenant_id, id) on delete cascade
);

-- Which steps it took, and what was promised when. Append-only.
create table customer_order_event (
    tenant_id uuid        not null,
    id        uuid        not null,
    order_id  uuid        not null,
    kind      text        not null check (kind in ('step', 'promised')),
    before    text,
    after     text        not null,
    reason    text        not null default '' check (length(reason) <= 300),
    actor_id  uuid,
    at        timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, order_id) references customer_order (tenant_id, id) on delete cascade
);
create index customer_order_event_by_order on customer_order_event (tenant_id, order_id, at);

-- A promised day that has moved back and that the customer has to hear of, once. The day that was last told stays; a
-- second delay before the customer came changes only where it leads.
create table order_delay (
    tenant_id  uuid        not null,
    id         uuid        not null,
    order_id   uuid        not null,
    before     date        not null,
    after      date        not null,
    created_at timestamptz not null default now(),
    told_at    timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, order_id) references customer_order (tenant_id, id) on delete cascade,
    check (after > before)
);
create unique index order_delay_untold on order_delay (tenant_id, order_id) where told_at is null;

do $$
declare t text;
begin
    foreach t in array array['customer_order', 'customer_order_line', 'customer_order_event', 'order_delay'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy %I on %I
            using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))
            with check (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))$p$, t || '_house', t);
    end loop;
    foreach t in array array['customer_order_line', 'customer_order_event', 'order_delay'] loop
        execute format($p$create policy %I on %I for select
            using (tenant_id = henk.tenant() and henk.authority() = 'customer' and exists (select 1
                from customer_order o where o.tenant_id = henk.tenant() and o.id = order_id))$p$, t || '_customer', t);
    end loop;
end $$;
create policy customer_order_customer on customer_order for select
    using (tenant_id = henk.tenant() and henk.authority() = 'customer' and account_id = henk.actor());

revoke update on customer_order_event from henk_app;
