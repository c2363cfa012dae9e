insert into appointment (tenant_id, id, type, staff, place, starts_at, ends_at, free_at, status, contact_id, conversation_id,
        account_id, name, language, calendar_key, requested_by, request_key, request_hash)
    values (:tenant, :conversation, 'fitting', 'brandt', 1, now() - interval '2 days', now() - interval '47 hours',
        now() - interval '47 hours', 'cancelled', :conversation, :conversation, :account, ':token', 'de',
        ':token-:token-:token', :account, ':token', '\x00');
insert into customer_order (tenant_id, id, number, contact_id, account_id, title, step, ordered_on, promised, currency, language)
    values (:tenant, :conversation, ':token', :conversation, :account, ':token', 'cut', current_date, current_date, 'EUR', 'de');
insert into customer_order_line (tenant_id, order_id, position, sku, name, options, price)
    values (:tenant, :conversation, 1, ':token', ':token', array[':token'], 100);
insert into customer_order_event (tenant_id, id, order_id, kind, before, after, reason)
    values (:tenant, :conversation, :conversation, 'step', ':token', ':token', ':token');
insert into order_delay (tenant_id, id, order_id, before, after)
    values (:tenant, :conversation, :conversation, current_date, current_date + 3);
