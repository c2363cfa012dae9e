-- Who a transaction speaks for. After a commit the settings read '' and not null, hence nullif.
create schema if not exists henk;

create function henk.tenant() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.tenant', true), '')::uuid $$;

-- visitor, customer, staff or system
create function henk.authority() returns text language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('app.authority', true), ''), 'nobody') $$;

-- a visitor's conversation, anybody else's user
create function henk.actor() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.actor', true), '')::uuid $$;

grant usage on schema henk to henk_app;
alter default privileges in schema public grant select, insert, update, delete on tables to henk_app;
alter default privileges in schema public grant usage, select on sequences to henk_app;
