-- Records from files and other systems, many at a time.

-- By what somebody without an address is known: the name within the company.
create function henk.bare_person(first_name text, last_name text, company text) returns text
    language sql immutable parallel safe as
$$ select lower(trim(first_name || ' ' || last_name)) || '|' || lower(coalesce(company, '')) $$;
create index contact_by_bare_name on contact (tenant_id, henk.bare_person(first_name, last_name, company))
    where email is null and phone is null and deleted_at is null;

-- What deals are about, and what it costs.
create table price_list_item (
    tenant_id  uuid        not null,
    id         uuid        not null,
    name       text        not null check (length(name) between 1 and 200),
    series     text check (length(series) <= 120),
    price      numeric(14, 2) check (price >= 0),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, id)
);
create unique index price_list_item_by_name on price_list_item (tenant_id, lower(name));
alter table price_list_item enable row level security;
alter table price_list_item force row level security;
create policy price_list_item_staff on price_list_item
    using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))
    with check (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'));

-- Most rows name neither a conversation nor an account; the guard need not look at those.
drop trigger lead_not_of_the_erased on lead;
create trigger lead_not_of_the_erased before insert on lead for each row
    when (new.conversation_id is not null) execute function henk.refuse_erased();
drop trigger deal_not_of_the_erased on deal;
create trigger deal_not_of_the_erased before insert on deal for each row
    when (new.conversation_id is not null) execute function henk.refuse_erased();
drop trigger activity_not_of_the_erased on activity;
create trigger activity_not_of_the_erased before insert on activity for each row
    when (new.conversation_id is not null) execute function henk.refuse_erased();
drop trigger contact_not_of_the_erased on contact;
create trigger contact_not_of_the_erased before insert on contact for each row
    when (new.account_id is not null) execute function henk.refuse_erased();
