package app.henk.pipedrive;

import app.henk.crm.AddressBook;
import app.henk.crm.Deals;
import app.henk.crm.Organisations;
import app.henk.identity.Principal;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Two records of ours become one because they were merged there: what belonged to the one belongs to the other. */
@Component
class Joining {

    private final Organisations organisations;
    private final AddressBook contacts;
    private final Deals deals;

    Joining(Organisations organisations, AddressBook contacts, Deals deals) {
        this.organisations = organisations;
        this.contacts = contacts;
        this.deals = deals;
    }

    /** Fails with a problem when they cannot be one here. */
    Mono<Void> of(Principal.Staff who, Kind kind, UUID keep, UUID gone) {
        return switch (kind) {
            case ORGANISATION ->
                organisations.merge(who, keep, gone, Inward.DOOR).then();
            case CONTACT -> contacts.merge(who, keep, gone, Inward.DOOR).then();
            case DEAL -> deals.merge(who, keep, gone, Inward.DOOR).then();
            case LEAD, TASK, ACTIVITY, LEAD_NOTE, DEAL_NOTE ->
                Mono.error(new IllegalArgumentException("Nobody merges these there: " + kind));
        };
    }
}
