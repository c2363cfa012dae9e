insert into party (tenant_id, id, kind, name, size, language, organiser_conversation, organiser_name, lead_id, deal_id, link_key, link_until)
    values (:tenant, :conversation, 'wedding', ':token', 6, 'de', :conversation, ':token', :conversation, :conversation,
        substring(sha256(:conversation::text::bytea) for 18), now());
insert into party_member (tenant_id, id, party_id, conversation_id, name, email, phone, language)
    values (:tenant, :conversation, :conversation, :conversation, ':token', :email, ':token', 'de');
