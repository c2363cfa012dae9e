-- The same for what may be written: whose authority a transaction has is worked out once for a statement, and not for
-- every row of a file that comes in.
do $$
declare
    rule record;
    once text;
begin
    for rule in
        select polname, polrelid::regclass as relation, pg_get_expr(polwithcheck, polrelid) as passes
          from pg_policy where pg_get_expr(polwithcheck, polrelid) like '%henk.authority() = %'
    loop
        once := regexp_replace(rule.passes, '\(henk\.authority\(\) = (''\w+''::text|ANY \(ARRAY\[[^]]*\]\))\)',
            '(select henk.authority() = \1)', 'g');
        if once <> rule.passes then
            execute format('alter policy %I on %s with check (%s)', rule.polname, rule.relation, once);
        end if;
    end loop;
end $$;
