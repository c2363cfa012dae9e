package app.henk.customers;

import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import java.util.List;
import org.springframework.stereotype.Component;

/** A link by which somebody could still fetch what is held of them goes with them. */
@Component
class PrivacyPersonalData implements PersonalData {

    @Override
    public String section() {
        return "privacy";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(PersonalTable.deleted(
                        "export_link", "account_id = any(:accounts) or conversation_id = any(:conversations)")
                .without("token_hash"));
    }
}
