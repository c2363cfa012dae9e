package app.henk.booking;

import app.henk.identity.PersonalFacts;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What a customer had made, with what it was made of. What was sold stays sold: it is not corrected here. */
@Component
@Order(50)
class OrderFacts implements PersonalFacts {

    @Override
    public String section() {
        return "orders";
    }

    @Override
    public String query() {
        return "select o.id as ref, 'order' as topic, o.title || coalesce(': ' || (select string_agg(l.name, ', '"
                + " order by l.position) from customer_order_line l where l.tenant_id = o.tenant_id"
                + " and l.order_id = o.id), '') as value, (o.ordered_on + time '12:00') at time zone 'UTC' as at,"
                + " null::uuid as conversation_id, null::uuid as message_id from customer_order o"
                + " where o.tenant_id = henk.tenant() and o.account_id = " + ACCOUNTS;
    }

    @Override
    public boolean isForAdvice() {
        return true;
    }
}
