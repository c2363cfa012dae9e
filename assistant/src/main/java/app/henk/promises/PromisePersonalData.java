package app.henk.promises;

import static app.henk.identity.PersonalTable.deleted;
import static app.henk.identity.PersonalTable.emptied;

import app.henk.crm.OwnContacts;
import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * That something was promised and kept stays for the figures, without what and to whom; what is still open has nobody
 * left to keep it to. What warned colleagues of it goes. Comes before sales, whose contacts say whose it is.
 */
@Component
@Order(100)
class PromisePersonalData implements PersonalData {

    private static final String OWN = "account_id = any(:accounts) or conversation_id = any(:conversations)"
            + " or lower(email) = any(:emails) or contact_id in (" + OwnContacts.IDS + ")";

    @Override
    public String section() {
        return "promises";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                // while the promise says whom it was made to
                deleted(
                                "mail",
                                PromiseMail.isWarningOf("select p.id::text from promise p where p.tenant_id ="
                                        + " henk.tenant() and (" + OWN + ")"))
                        .without("lease"),
                emptied(
                                "promise",
                                OWN,
                                "about = '', note = '', name = '', email = null, phone = null, conversation_id = null,"
                                        + " account_id = null, request = null, version = version + 1,"
                                        + " closed_at = coalesce(closed_at, now()),"
                                        + " state = case when state = 'open' then 'withdrawn' else state end")
                        .without("request", "warned_at"));
    }
}
