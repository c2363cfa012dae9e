package app.henk.customers;

import static app.henk.identity.PersonalTable.deleted;

import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Measures and wardrobe. Before the chat: rows go before the conversation that they were told in. */
@Component
@Order(10)
class CustomersPersonalData implements PersonalData {

    private static final String MINE = "account_id = any(:accounts) or conversation_id = any(:conversations)";

    @Override
    public String section() {
        return "customers";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(deleted("measurement", MINE), deleted("wardrobe_item", MINE));
    }
}
