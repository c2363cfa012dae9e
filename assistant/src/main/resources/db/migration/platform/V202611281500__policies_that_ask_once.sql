-- Whose authority a transaction has is one answer for a whole query. Asked for every row, PostgreSQL takes it for a
-- filter that one row in two hundred passes, and plans for a few rows where there are a hundred thousand: it sorted all
-- deals for the newest fifty, two seconds instead of two milliseconds. In a sub-select it is worked out once, before any
-- row is read. Policies made from here on are to be written that way.
do $$
declare
    rule record;
    once text;
begin
    for rule in
        select polname, polrelid::regclass as relation, pg_get_expr(polqual, polrelid) as passes
          from pg_policy where pg_get_expr(polqual, polrelid) like '%henk.authority() = %'
    loop
        once := regexp_replace(rule.passes, '\(henk\.authority\(\) = (''\w+''::text|ANY \(ARRAY\[[^]]*\]\))\)',
            '(select henk.authority() = \1)', 'g');
        if once <> rule.passes then
            execute format('alter policy %I on %s using (%s)', rule.polname, rule.relation, once);
        end if;
    end loop;
end $$;
