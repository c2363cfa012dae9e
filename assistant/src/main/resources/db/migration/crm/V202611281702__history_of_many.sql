-- A file brings thousands of changes in one statement and one change-set. Whether that set exists is asked once for the
-- statement: a set is never deleted and its id never changes, so this says all that a foreign key would, which asks for
-- each change.
alter table change drop constraint change_tenant_id_change_set_id_fkey;
create function henk.changes_have_a_set() returns trigger language plpgsql as
$$ begin
    if exists (select from (select distinct c.tenant_id, c.change_set_id from came c) n
                where not exists (select from public.change_set s
                                   where s.tenant_id = n.tenant_id and s.id = n.change_set_id)) then
        raise exception 'a change belongs to a change-set' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger changes_have_a_set after insert on change referencing new table as came
    for each statement execute function henk.changes_have_a_set();
