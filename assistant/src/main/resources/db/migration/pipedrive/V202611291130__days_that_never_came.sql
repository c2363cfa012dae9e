-- A day by which a deal there is expected to close was taken for agreed on where the deal here has none. It is still to
-- come here, and nothing that anybody here has said takes it away there. The owner is under row-level security, hence the
-- pause.
alter table pipedrive_record no force row level security;
alter table deal no force row level security;
update pipedrive_record r set base = r.base || '{"close": ""}'
  from deal d
 where d.tenant_id = r.tenant_id and d.id = r.id and r.entity = 'deal' and d.expected_close is null
   and r.remote_id is not null and r.base <> '{}' and r.base ->> 'close' is distinct from '';
alter table deal force row level security;
alter table pipedrive_record force row level security;
