package app.henk.identity;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What a person has agreed to and not taken back. Taking it back is a request of its own and no correction. */
@Component
@Order(90)
class ConsentFacts implements PersonalFacts {

    @Override
    public String section() {
        return "consents";
    }

    @Override
    public String query() {
        return "select distinct on (purpose) id as ref, purpose as topic, text_version as value, agreed_at as at,"
                + " conversation_id, null::uuid as message_id from consent where tenant_id = henk.tenant()"
                + " and withdrawn_at is null and (account_id = " + ACCOUNTS + " or conversation_id = " + CONVERSATIONS
                + ") order by purpose, agreed_at desc";
    }
}
