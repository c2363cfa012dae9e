-- The few questions that are asked before a tenant is known. Each function answers one of them and nothing more; the
-- application's role cannot read these rows across tenants in any other way. Row-level security is forced on the
-- owner too, so the owner gets a policy that only lets it read, and only on the tables asked about.
do $$
declare
    asked text;
begin
    foreach asked in array array['tenant', 'widget_key', 'account', 'refresh_token'] loop
        execute format('create policy %I on %I for select to %I using (true)', asked || '_lookup', asked, current_user);
    end loop;
end $$;

-- Secrets of the installation, in a schema whose tables nobody but the owner may touch.
create table henk.signing_key (
    id         boolean primary key default true check (id),
    secret     bytea not null check (length(secret) = 32),
    created_at timestamptz not null default now()
);
create table henk.setup_link (
    token_hash bytea primary key check (length(token_hash) = 32),
    expires_at timestamptz not null,
    used_at    timestamptz
);

create function henk.tenants()
    returns table (id uuid, slug text) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select t.id, t.slug from public.tenant t order by t.created_at, t.id $$;

create function henk.tenant_of_widget_key(wanted text)
    returns table (tenant_id uuid, allowed_origins text[])
    language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select k.tenant_id, k.allowed_origins from public.widget_key k where k.key = wanted and k.revoked_at is null $$;

-- the origins of one tenant, or of all for the preflight request, which carries no key
create function henk.allowed_origins(of_tenant uuid)
    returns table (origin text) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select distinct unnest(k.allowed_origins) from public.widget_key k
   where k.revoked_at is null and (of_tenant is null or k.tenant_id = of_tenant) $$;

-- where somebody with this e-mail could sign in; says nothing of name, role or password
create function henk.accounts_of_email(wanted text)
    returns table (tenant_id uuid, account_id uuid)
    language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select a.tenant_id, a.id from public.account a where a.email = wanted and a.active order by a.created_at limit 4 $$;

create function henk.tenant_of_refresh_token(hash bytea)
    returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select r.tenant_id from public.refresh_token r where r.token_hash = hash $$;

-- the first instance's proposal stays; every instance gets the same key
create function henk.signing_key(proposal bytea)
    returns bytea language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$ begin
    insert into henk.signing_key (secret) values (proposal) on conflict do nothing;
    return (select secret from henk.signing_key);
end $$;

create function henk.offer_setup(hash bytea, until timestamptz)
    returns void language sql security definer set search_path = pg_catalog, pg_temp as
$$ delete from henk.setup_link; insert into henk.setup_link (token_hash, expires_at) values (hash, until) $$;

create function henk.setup_is_open(hash bytea)
    returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select exists (select from henk.setup_link where token_hash = hash and used_at is null and expires_at > now()) $$;

-- true for exactly one caller
create function henk.use_setup(hash bytea)
    returns boolean language sql security definer set search_path = pg_catalog, pg_temp as
$$ with used as (update henk.setup_link set used_at = now()
                 where token_hash = hash and used_at is null and expires_at > now() returning 1)
   select exists (select from used) $$;

revoke all on all functions in schema henk from public;
grant execute on all functions in schema henk to henk_app;
