package app.henk.crm;

import static app.henk.identity.PersonalTable.emptied;
import static app.henk.identity.PersonalTable.through;

import app.henk.identity.DataSubject;
import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Figures need to know that there was a wish and what became of it, not whose it was. A contact that a wish of somebody
 * else shares, because the same address was typed there, is that person's as well and stays.
 * The id of the conversation stays too: it is gone, so the id names nobody.
 */
@Component
class CrmPersonalData implements PersonalData {

    private static final String LEAD =
            "(conversation_id = any(:conversations) or lower(email) = any(:emails) or contact_id in" + ownContacts()
                    + ")";
    private static final String OF_LEAD =
            "select l.id from lead l where l.tenant_id = henk.tenant() and (l.conversation_id"
                    + " = any(:conversations) or lower(l.email) = any(:emails) or l.contact_id in" + ownContacts()
                    + ")";

    private final ContactBlock block;

    CrmPersonalData(ContactBlock block) {
        this.block = block;
    }

    @Override
    public String section() {
        return "crm";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                through(
                        "activity",
                        "conversation_id = any(:conversations) or actor_id = any(:accounts) or contact_id in"
                                + ownContacts() + " or lead_id in (" + OF_LEAD + ")",
                        "henk.forget_activity"),
                emptied(
                        "deal",
                        "conversation_id = any(:conversations) or contact_id in" + ownContacts() + " or lead_id in ("
                                + OF_LEAD + ")",
                        "title = '–', expected_close = null, version = version + 1," + " updated_at = now()"
                                + closed()),
                emptied(
                        "lead",
                        LEAD,
                        "first_name = '', last_name = '', email = null, phone = null, company = null,"
                                + " occasion = null, event_date = null, notes = '', wish = '{}', language = null,"
                                + " organisation_id = null, origin = null,"
                                + " status = case when status in ('won', 'lost') then status"
                                + " else 'lost' end, version = version + 1, updated_at = now()"),
                emptied(
                        "contact",
                        "id in" + ownContacts() + " or id in (select l.contact_id from lead l where l.tenant_id ="
                                + " henk.tenant() and l.conversation_id = any(:conversations) and not exists (select"
                                + " from lead o where o.tenant_id = l.tenant_id and o.contact_id = l.contact_id and"
                                + " (o.conversation_id is null or"
                                + " o.conversation_id <> all(:conversations))))",
                        "first_name = '', last_name = '', email = null, phone = null, company = null,"
                                + " organisation_id = null, job_title = null,"
                                + " language = null, account_id = null, updated_at = now()"),
                emptied(
                        "salesperson",
                        "account_id = any(:accounts)",
                        "name = id::text, team = '', manager_id = null, account_id = null, active = false,"
                                + " version = version + 1"));
    }

    @Override
    public Mono<Void> consentWithdrawn(DataSubject person) {
        return block.put(person);
    }

    private static String ownContacts() {
        return " (select c.id from contact c where c.tenant_id = henk.tenant()"
                + " and (c.account_id = any(:accounts) or c.email = any(:emails)))";
    }

    /** Nobody is left to win: an open deal is lost, in the tenant's own lost stage. */
    private static String closed() {
        String lost = "(select %s from stage s where s.tenant_id = henk.tenant() and s.state = 'lost'"
                + " order by s.position limit 1)";
        return ", stage_key = case when status = 'open' then coalesce(" + lost.formatted("s.key")
                + ", stage_key) else stage_key end, probability = case when status = 'open' then 0 else probability end,"
                + " status = case when status = 'open' then 'lost' else status end";
    }
}
