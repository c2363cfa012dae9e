-- Deals by the words that stand in title, company, contact, notes, sector or product: folded like names are, so that
-- accents, case and umlauts written out do not matter.
alter table deal add column search tsvector;

create function henk.words_of_deal() returns trigger language plpgsql as
$$ begin
    new.search := to_tsvector('simple', henk.fold(concat_ws(' ', new.title, new.sector, new.product,
        (select o.name from public.organisation o where o.tenant_id = new.tenant_id and o.id = new.organisation_id),
        (select concat_ws(' ', c.first_name, c.last_name, c.company) from public.contact c
          where c.tenant_id = new.tenant_id and c.id = new.contact_id), left(new.notes, 20000))));
    return new;
end $$;
create trigger deal_has_words
    before insert or update of title, sector, product, organisation_id, contact_id, notes, search on deal
    for each row execute function henk.words_of_deal();

-- Whoever renames somebody need not see all the deals that carry the name.
create function henk.renamed_in_deals() returns trigger language plpgsql as
$$ declare before text := coalesce(current_setting('henk.handing_over', true), '');
begin
    perform set_config('henk.handing_over', 'on', true);
    if tg_table_name = 'contact' then
        update public.deal set search = null where tenant_id = new.tenant_id and contact_id = new.id;
    else
        update public.deal set search = null where tenant_id = new.tenant_id and organisation_id = new.id;
    end if;
    perform set_config('henk.handing_over', before, true);
    return new;
end $$;
create trigger contact_renamed after update of first_name, last_name, company on contact for each row
    when ((old.first_name, old.last_name, old.company) is distinct from (new.first_name, new.last_name, new.company))
    execute function henk.renamed_in_deals();
create trigger organisation_renamed after update of name on organisation for each row
    when (old.name is distinct from new.name) execute function henk.renamed_in_deals();

-- the owner is under row-level security, hence the pause
alter table deal no force row level security;
update deal set search = null;
alter table deal force row level security;
create index deal_by_words on deal using gin (search);

-- All words must stand there, each may be cut short at its end. Under row-level security PostgreSQL does not use the
-- index, hence a function of the owner; it gives ids away and nothing else, and the caller reads the rows in their own
-- right.
create function henk.deals_worded(words text)
    returns setof uuid language sql stable security definer set search_path = public, pg_catalog, pg_temp as
$$ select d.id from deal d
    where d.tenant_id = henk.tenant() and henk.authority() in ('staff', 'system') and d.deleted_at is null
      and d.search @@ (select to_tsquery('simple', string_agg(quote_literal(w) || ':*', ' & '))
                         from regexp_split_to_table(henk.fold(words), '[^[:alnum:]]+') w where w <> '') $$;
revoke all on function henk.deals_worded(text) from public;
grant execute on function henk.deals_worded(text) to henk_app;
