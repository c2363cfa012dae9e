-- Who agreed to get mail, about what, and how that is known. Rows are proof: only the withdrawal is ever added. The key
-- stands in every mail's link, so that whoever reads the mailbox can withdraw without signing in.
create table mail_consent (
    tenant_id    uuid        not null references tenant (id),
    id           uuid        not null,
    address      text        not null check (length(address) between 3 and 254),
    purpose      text        not null check (purpose ~ '^[a-z]{1,30}$'),
    source       text        not null check (source in ('conversation', 'account')),
    source_id    uuid        not null,
    withdraw_key bytea       not null check (length(withdraw_key) = 24),
    agreed_at    timestamptz not null default now(),
    withdrawn_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, withdraw_key),
    check (withdrawn_at >= agreed_at)
);
create unique index mail_consent_open on mail_consent (tenant_id, address, purpose) where withdrawn_at is null;
create index mail_consent_by_source on mail_consent (tenant_id, source_id);
-- not with the tenant: the link alone says whose it is
create index mail_consent_by_key on mail_consent (withdraw_key);

-- A mail from the moment it is decided, in the transaction that decided it. Words come from templates when it is sent.
create table mail (
    tenant_id   uuid        not null references tenant (id),
    id          uuid        not null,
    -- the sender's own name for it: the same again is the same mail
    key         text        not null check (length(key) between 1 and 200),
    address     text        not null check (length(address) between 3 and 254),
    template    text        not null check (template ~ '^[a-z][a-z-]{0,59}$'),
    purpose     text        not null check (purpose ~ '^[a-z]{1,30}$'),
    language    text        not null check (language in ('de', 'en', 'fr')),
    values      jsonb       not null,
    state       text        not null default 'queued'
        check (state in ('queued', 'sending', 'sent', 'failed', 'withdrawn')),
    attempts    integer     not null default 0,
    -- when it may be tried; while it is being sent: until when the one who sends it is believed to be alive
    due_at      timestamptz not null,
    -- by whom it is being sent: a second one must not finish what the first one began
    lease       uuid,
    message_id  text,
    problem     text check (length(problem) <= 500),
    created_at  timestamptz not null default now(),
    finished_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, key)
);
create index mail_due on mail (due_at) where state in ('queued', 'sending');
create index mail_by_address on mail (tenant_id, address, created_at);

create table mail_attachment (
    tenant_id    uuid    not null,
    mail_id      uuid    not null,
    ordinal      integer not null check (ordinal between 0 and 9),
    name         text    not null check (length(name) between 1 and 120),
    content_type text    not null check (length(content_type) between 3 and 120),
    content      bytea   not null check (length(content) <= 5242880),
    primary key (tenant_id, mail_id, ordinal),
    foreign key (tenant_id, mail_id) references mail (tenant_id, id) on delete cascade
);

alter table mail_consent enable row level security;
alter table mail_consent force row level security;
alter table mail enable row level security;
alter table mail force row level security;
alter table mail_attachment enable row level security;
alter table mail_attachment force row level security;

-- for the functions below, which answer to every speaker of a tenant but tell nobody who agreed to what
do $$
declare t text;
begin
    foreach t in array array['mail_consent', 'mail'] loop
        execute format('create policy %I on %I for all to %I using (true) with check (true)',
            t || '_keeper', t, current_user);
    end loop;
end $$;

-- Whether mail about this may go to this address. Whoever works for the tenant is written to about work. Nobody is
-- written to more than fifty times a day, whoever types the address.
create function henk.agreed_to_mail(wanted text, about text)
    returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select case about
       when 'work' then exists (select from public.account a where a.tenant_id = henk.tenant() and a.email = wanted
           and a.active and a.role <> 'customer')
       else exists (select from public.mail_consent c where c.tenant_id = henk.tenant() and c.address = wanted
           and c.purpose = about and c.withdrawn_at is null)
   end $$;

create function henk.mail_is_welcome(wanted text, about text)
    returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select henk.agreed_to_mail(wanted, about) and (about = 'work' or (select count(*) from public.mail m
       where m.tenant_id = henk.tenant() and m.address = wanted and m.created_at > now() - interval '1 day') < 50) $$;

-- takes back what nobody has begun to send; true when there was such a mail
create function henk.withdraw_mail(wanted text)
    returns boolean language sql security definer set search_path = pg_catalog, pg_temp as
$$ with gone as (update public.mail set state = 'withdrawn', finished_at = now(), problem = 'taken back'
                 where tenant_id = henk.tenant() and key = wanted and state = 'queued' returning 1)
   select exists (select from gone) $$;

-- which tenants have mail to send now
create function henk.tenants_with_due_mail(most integer)
    returns table (tenant_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select m.tenant_id from public.mail m where m.state in ('queued', 'sending') and m.due_at <= now()
   group by m.tenant_id order by min(m.due_at) limit most $$;

-- what the link in a mail is about; says nothing to whoever does not hold its key
create function henk.mail_consent_of_key(wanted bytea)
    returns table (tenant_id uuid, address text, purpose text, open boolean)
    language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select c.tenant_id, c.address, c.purpose, exists (select from public.mail_consent o
       where o.tenant_id = c.tenant_id and o.address = c.address and o.purpose = c.purpose and o.withdrawn_at is null)
   from public.mail_consent c where c.withdraw_key = wanted $$;

create function henk.keep_mail_consent() returns trigger language plpgsql as
$$ begin
    if old.withdrawn_at is not null
        or (to_jsonb(new) - 'withdrawn_at') is distinct from (to_jsonb(old) - 'withdrawn_at') then
        raise exception 'a consent can only be withdrawn, once' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger mail_consent_is_kept before update on mail_consent
    for each row execute function henk.keep_mail_consent();

-- a withdrawal takes the mails that wait along, in the same transaction
create function henk.withdraw_waiting_mail()
    returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$ begin
    update public.mail set state = 'withdrawn', finished_at = now(), problem = 'consent withdrawn'
    where tenant_id = new.tenant_id and address = new.address and purpose = new.purpose and state = 'queued';
    return new;
end $$;
create trigger mail_consent_withdrawn after update of withdrawn_at on mail_consent
    for each row execute function henk.withdraw_waiting_mail();

-- Everybody agrees in his own name alone; staff never in a customer's.
create policy mail_consent_given on mail_consent for insert with check (
    tenant_id = henk.tenant() and withdrawn_at is null and case henk.authority()
        when 'visitor' then source = 'conversation' and source_id = henk.actor()
        when 'customer' then source = 'account' and source_id = henk.actor()
        when 'system' then true
        else false end);
create policy mail_consent_reads on mail_consent for select using (
    tenant_id = henk.tenant() and (henk.authority() in ('staff', 'system')
        or (henk.authority() in ('visitor', 'customer') and source_id = henk.actor())));
create policy mail_consent_withdraws on mail_consent for update
    using (tenant_id = henk.tenant() and (henk.authority() in ('staff', 'system')
        or (henk.authority() in ('visitor', 'customer') and source_id = henk.actor())))
    with check (tenant_id = henk.tenant());
create policy mail_consent_erased on mail_consent for delete
    using (tenant_id = henk.tenant() and henk.authority() = 'system');

-- whatever the code forgets to ask: no mail to an address that did not agree
create policy mail_posted on mail for insert with check (
    tenant_id = henk.tenant() and henk.authority() <> 'nobody' and state = 'queued'
    and henk.mail_is_welcome(address, purpose));
create policy mail_reads on mail for select
    using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'));
create policy mail_sends on mail for update
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant());
create policy mail_erased on mail for delete
    using (tenant_id = henk.tenant() and henk.authority() = 'system');
create policy mail_attachment_posted on mail_attachment for insert
    with check (tenant_id = henk.tenant() and henk.authority() <> 'nobody');
create policy mail_attachment_reads on mail_attachment for select
    using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'));
create policy mail_attachment_erased on mail_attachment for delete
    using (tenant_id = henk.tenant() and henk.authority() = 'system');

do $$
declare f text;
begin
    foreach f in array array['agreed_to_mail(text, text)', 'mail_is_welcome(text, text)', 'withdraw_mail(text)',
        'tenants_with_due_mail(integer)', 'mail_consent_of_key(bytea)'] loop
        execute format('revoke all on function henk.%s from public', f);
        execute format('grant execute on function henk.%s to henk_app', f);
    end loop;
end $$;
