-- What another system of record says is taken over in the tenant's own name: that is no colleague who could be out of
-- sight of anything.
create or replace function henk.sees_all_sales() returns boolean language sql stable parallel safe as
$$ select henk.authority() = 'system' or (henk.authority() = 'staff' and (
        henk.actor() = '00000000-0000-0000-0000-000000000000'
        or coalesce((select s.visibility from public.sales_settings s where s.tenant_id = henk.tenant()), 'all') = 'all'
        or exists (select from public.account a where a.tenant_id = henk.tenant() and a.id = henk.actor()
                      and a.role = 'admin' and a.active)
        -- a record that its salesperson hands over is out of their sight while it is being written
        or coalesce(current_setting('henk.handing_over', true), '') = 'on')) $$;
