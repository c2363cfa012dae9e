insert into data_import (tenant_id, id, account_id, file_name, state, form, mapping, finished_at)
    values (:tenant, :conversation, :account, ':token', 'checked', jsonb_build_object('charset', ':token', 'separator', ',', 'quote', '"'),
        jsonb_build_object('kind', 'leads', 'columns', '[]'::jsonb, 'stages', '[]'::jsonb, 'notes', jsonb_build_array(jsonb_build_object('key', ':token', 'values', '[]'::jsonb))), now());
insert into data_import_piece (tenant_id, import_id, position, rows, lines) values (:tenant, :conversation, 0, 1, '2,' || ':token' || ',' || :email);
insert into data_import_problem (tenant_id, import_id, line, position, severity, header, value, reason, detail)
    values (:tenant, :conversation, 2, 0, 'error', ':token', ':token', 'missing', ':token');
