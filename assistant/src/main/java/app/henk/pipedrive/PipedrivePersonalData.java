package app.henk.pipedrive;

import static app.henk.identity.PersonalTable.deleted;
import static app.henk.identity.PersonalTable.emptied;

import app.henk.crm.OwnContacts;
import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What a person is erased from here goes there too: the row that says what stands for it there stays until that is gone,
 * without a word of what it said, and is all that is left then. Asked before the CRM forgets whose its rows were.
 */
@Component
@Order(0)
class PipedrivePersonalData implements PersonalData {

    private static final String CONTACTS = OwnContacts.IDS;
    private static final String LEADS = "select l.id from lead l where l.tenant_id = henk.tenant()"
            + " and (l.conversation_id = any(:conversations) or lower(l.email) = any(:emails)"
            + " or l.contact_id in (" + CONTACTS + "))";
    // a contact that somebody else's wish shares is that person's as well
    private static final String OWN_CONTACTS = CONTACTS
            + " union select l.contact_id from lead l where l.tenant_id = henk.tenant()"
            + " and l.conversation_id = any(:conversations) and not exists (select from lead o"
            + " where o.tenant_id = l.tenant_id and o.contact_id = l.contact_id"
            + " and (o.conversation_id is null or o.conversation_id <> all(:conversations)))";
    private static final String DEALS = "select d.id from deal d where d.tenant_id = henk.tenant()"
            + " and (d.conversation_id = any(:conversations) or d.contact_id in (" + CONTACTS + ") or d.lead_id in ("
            + LEADS + "))";
    private static final String ACTIVITIES = "select a.id from activity a where a.tenant_id = henk.tenant()"
            + " and (a.conversation_id = any(:conversations) or a.contact_id in (" + CONTACTS + ") or a.lead_id in ("
            + LEADS + ") or a.deal_id in (" + DEALS + "))";
    private static final String TASKS = "select t.id from task t where t.tenant_id = henk.tenant()"
            + " and (t.contact_id in (" + CONTACTS + ") or t.lead_id in (" + LEADS + ") or t.deal_id in (" + DEALS
            + "))";

    @Override
    public String section() {
        return "pipedrive";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                deleted("pipedrive_conflict", whose("entity", "record_id")),
                emptied(
                                "pipedrive_record",
                                whose("entity", "id"),
                                "base = '{}', touched = '{}', sent = '{}', reason = null, detail = null, erase = true,"
                                        + " changes = changes + 1, state = 'waiting', attempts = 0,"
                                        + " waiting_since = now(),"
                                        + " due_at = case when lease is null then now() else due_at end")
                        .without("lease", "touched"));
    }

    private static String whose(String entity, String id) {
        return "(" + entity + " = 'contact' and " + id + " in (" + OWN_CONTACTS + ")) or (" + entity
                + " in ('lead', 'lead_note') and " + id + " in (" + LEADS + ")) or (" + entity
                + " in ('deal', 'deal_note') and " + id + " in ("
                + DEALS + ")) or (" + entity + " = 'activity' and " + id + " in (" + ACTIVITIES + ")) or (" + entity
                + " = 'task' and " + id + " in (" + TASKS + "))";
    }
}
