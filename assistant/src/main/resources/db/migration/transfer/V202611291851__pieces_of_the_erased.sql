-- A piece with somebody who is erased stays without a word of it: how many rows it had and where it began is told to
-- whoever imports the rest.
alter table data_import_piece add column first_line bigint not null default 0;

-- the owner is under row-level security, hence the pause
alter table data_import_piece no force row level security;
alter table data_import no force row level security;
update data_import_piece set first_line = split_part(lines, ',', 1)::bigint where split_part(lines, ',', 1) ~ '^\d{1,18}$';
-- a file that was let go of has no pieces, and is not waited for
update data_import i set pieces = 0
 where i.pieces > 0 and i.state not in ('receiving', 'queued', 'running')
   and not exists (select from data_import_piece p where p.tenant_id = i.tenant_id and p.import_id = i.id);
alter table data_import force row level security;
alter table data_import_piece force row level security;
