-- The health of an open deal at a moment, 0 to 100; null for one that is closed. The same as app.henk.crm.Health, which
-- also says why; a test compares the two. A plain expression, so that PostgreSQL writes it into the query that asks.
create function henk.deal_health(status text, stage_since timestamptz, usual_days integer, last_contact timestamptz,
        expected_close date, has_next_step boolean, at timestamptz, today date)
    returns integer language sql immutable parallel safe as
$$ select case when status = 'open' then 100
    - case when floor(extract(epoch from at - stage_since) / 86400) * 2 > usual_days * 4 then 30
           when floor(extract(epoch from at - stage_since) / 86400) * 2 > usual_days * 3 then 20
           when floor(extract(epoch from at - stage_since) / 86400) * 2 > usual_days * 2 then 10 else 0 end
    - case when floor(extract(epoch from at - last_contact) / 86400) >= 21 then 30
           when floor(extract(epoch from at - last_contact) / 86400) >= 10 then 20
           when floor(extract(epoch from at - last_contact) / 86400) >= 7 then 10 else 0 end
    - case when expected_close + 7 < today then 25 when expected_close < today then 15 else 0 end
    - case when has_next_step then 0 else 15 end end $$;

create function henk.health_light(health integer)
    returns text language sql immutable parallel safe as
$$ select case when health >= 70 then 'green' when health >= 40 then 'amber' when health < 40 then 'red' end $$;

revoke all on function henk.deal_health(text, timestamptz, integer, timestamptz, date, boolean, timestamptz, date),
    henk.health_light(integer) from public;
grant execute on function henk.deal_health(text, timestamptz, integer, timestamptz, date, boolean, timestamptz, date),
    henk.health_light(integer) to henk_app;
