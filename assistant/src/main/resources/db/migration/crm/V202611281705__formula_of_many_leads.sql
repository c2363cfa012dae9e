-- A file brings thousands of leads that were scored by one formula. Whether it is there is asked once for the statement:
-- a foreign key asks for each lead, and two pieces of a file that are written at once share a lock on the formula's row
-- for each. A formula is never deleted and its version never changes, which is now also all that the application may do.
revoke update on scoring_formula from henk_app;
grant update (active) on scoring_formula to henk_app;

alter table lead drop constraint lead_tenant_id_formula_version_fkey;
create function henk.leads_have_a_formula() returns trigger language plpgsql as
$$
declare missing boolean;
begin
    if tg_op = 'INSERT' then
        missing := exists (select from (select distinct c.tenant_id, c.formula_version from came c) n
            where not exists (select from public.scoring_formula f
                               where f.tenant_id = n.tenant_id and f.version = n.formula_version));
    else
        missing := not exists (select from public.scoring_formula f
            where f.tenant_id = new.tenant_id and f.version = new.formula_version);
    end if;
    if missing then
        raise exception 'a lead is scored by a formula of its tenant' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
revoke all on function henk.leads_have_a_formula() from public;
create trigger leads_have_a_formula after insert on lead referencing new table as came
    for each statement execute function henk.leads_have_a_formula();
create trigger lead_keeps_a_formula after update of tenant_id, formula_version on lead for each row
    when ((old.tenant_id, old.formula_version) is distinct from (new.tenant_id, new.formula_version))
    execute function henk.leads_have_a_formula();
