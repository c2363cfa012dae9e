package app.henk.crm;

import app.henk.identity.Principal;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Leads, from the first wish on. */
@Service
public class Leads {

    /**
     * Turns a wish into a contact, a scored lead, a deal in the first stage and an activity, in one transaction, and
     * links the conversation. Idempotent by person and wish: the same again updates. Any principal may do it for
     * itself; the rows belong to the tenant and a visitor cannot read them back.
     */
    public Mono<LeadCaptured> capture(Principal principal, LeadCapture wish) {
        throw new UnsupportedOperationException();
    }
}
