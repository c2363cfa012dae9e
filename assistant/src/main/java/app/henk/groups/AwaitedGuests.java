package app.henk.groups;

import app.henk.identity.RetentionHold;
import org.springframework.stereotype.Component;

/**
 * Whoever agreed to take part in a wedding or a team is needed until its day, and is let go of like anybody else when
 * that is as long past as a conversation may be silent. A group without a day lasts as long as its link.
 */
@Component
class AwaitedGuests implements RetentionHold {

    @Override
    public String condition() {
        return """
                exists (select from party_member m join party p on p.tenant_id = m.tenant_id and p.id = m.party_id
                         where m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.consented_at is not null
                           and greatest(p.event_date, p.deadline, p.link_until::date) >= :since::date)
                """;
    }
}
