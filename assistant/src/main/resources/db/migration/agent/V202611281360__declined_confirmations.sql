-- A no is an answer too: nobody turns it into a yes later.
alter table used_confirmation add column approved boolean not null default true;
alter table used_confirmation alter column approved drop default;
