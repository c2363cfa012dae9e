package app.henk.groups;

import static app.henk.identity.PersonalTable.deleted;
import static app.henk.identity.PersonalTable.emptied;

import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A person's place in a group goes; the group of an organiser stays for the others, without a name and closed. */
@Component
@Order(40)
class GroupsPersonalData implements PersonalData {

    @Override
    public String section() {
        return "groups";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                deleted("party_member", "conversation_id = any(:conversations) or lower(email) = any(:emails)"),
                emptied(
                                "party",
                                "organiser_conversation = any(:conversations)",
                                "name = '– ' || id, organiser_name = '–', event_date = null, deadline = null,"
                                        + " link_revoked_at = coalesce(link_revoked_at, now()), version = version + 1")
                        .without("link_key"));
    }
}
