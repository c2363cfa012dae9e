package app.henk.booking;

import app.henk.identity.PersonalFacts;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Appointments that are booked. They are moved and cancelled where they were made. */
@Component
@Order(60)
class AppointmentFacts implements PersonalFacts {

    @Override
    public String section() {
        return "appointments";
    }

    @Override
    public String query() {
        return "select a.id as ref, 'appointment' as topic,"
                + " to_char(a.starts_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') as value, a.created_at as at,"
                + " a.conversation_id, null::uuid as message_id from appointment a"
                + " where a.tenant_id = henk.tenant() and a.status = 'booked' and (a.account_id = " + ACCOUNTS
                + " or a.conversation_id = " + CONVERSATIONS + ")";
    }
}
