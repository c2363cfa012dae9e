package app.henk.mail;

import static app.henk.identity.PersonalTable.deleted;

import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Mail is a person's when it goes to an address that is theirs, when they had it sent, or when nobody but they agreed to
 * it at its address. A mail that is under way while they are erased still arrives; nothing of it is kept.
 */
@Component
class MailPersonalData implements PersonalData {

    private static final String AGREED = "select from mail_consent c where c.tenant_id = mail.tenant_id"
            + " and c.address = mail.address and c.purpose = mail.purpose";
    private static final String OWN = "address = any(:emails) or posted_by = any(:accounts || :conversations)"
            + " or (exists (" + AGREED + " and c.source_id = any(:accounts || :conversations))"
            + " and not exists (" + AGREED + " and c.source_id <> all(:accounts || :conversations)))";

    @Override
    public String section() {
        return "mail";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                deleted(
                                "mail_attachment",
                                "mail_id in (select mail.id from mail where mail.tenant_id = henk.tenant() and (" + OWN
                                        + "))")
                        .without("content"),
                deleted("mail", OWN).without("lease"),
                deleted("mail_consent", "address = any(:emails) or source_id = any(:accounts || :conversations)")
                        .without("withdraw_key"));
    }
}
