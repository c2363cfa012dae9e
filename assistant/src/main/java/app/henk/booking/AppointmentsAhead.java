package app.henk.booking;

import app.henk.identity.RetentionHold;
import org.springframework.stereotype.Component;

/** Who has booked a time is expected at it, whatever became of the consent to be written to. */
@Component
class AppointmentsAhead implements RetentionHold {

    @Override
    public String condition() {
        return """
                exists (select from appointment a
                         where a.tenant_id = c.tenant_id and a.conversation_id = c.id and a.status = 'booked'
                           and a.ends_at > now())
                """;
    }
}
