-- Whose mail it is: who spoke when it was decided, a conversation or an account. Nobody's when the tenant decided by
-- itself, as for a reminder.
alter table mail add column posted_by uuid;
alter table mail alter column posted_by set default nullif(henk.actor(), '00000000-0000-0000-0000-000000000000');
create index mail_by_poster on mail (tenant_id, posted_by) where posted_by is not null;

drop policy mail_posted on mail;
create policy mail_posted on mail for insert with check (
    tenant_id = henk.tenant() and henk.authority() <> 'nobody' and state = 'queued'
    and posted_by is not distinct from nullif(henk.actor(), '00000000-0000-0000-0000-000000000000')
    and henk.mail_is_welcome(address, purpose));

-- One consent for each who gives it: two who share a mailbox agree and withdraw each for themselves.
drop index mail_consent_open;
create unique index mail_consent_open on mail_consent (tenant_id, address, purpose, source_id)
    where withdrawn_at is null;

-- a withdrawal takes the mails that wait along: one's own, and all of them when nobody is left who agreed
create or replace function henk.withdraw_waiting_mail()
    returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$ begin
    update public.mail m set state = 'withdrawn', finished_at = now(), problem = 'consent withdrawn'
     where m.tenant_id = new.tenant_id and m.address = new.address and m.purpose = new.purpose and m.state = 'queued'
       and (m.posted_by = new.source_id or not exists (select from public.mail_consent c
            where c.tenant_id = new.tenant_id and c.address = new.address and c.purpose = new.purpose
              and c.withdrawn_at is null));
    return new;
end $$;

-- newest first, for the administrator
create index mail_of_state on mail (tenant_id, state, id desc);
