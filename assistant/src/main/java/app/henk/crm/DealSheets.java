package app.henk.crm;

import app.henk.platform.TenantId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gathers all about one deal. Runs in the caller's transaction, as staff. */
@Component
class DealSheets {

    private static final int MOST = 100;

    private final DealStore deals;
    private final Contacts contacts;
    private final ActivityStore activities;
    private final TaskStore tasks;

    DealSheets(DealStore deals, Contacts contacts, ActivityStore activities, TaskStore tasks) {
        this.deals = deals;
        this.contacts = contacts;
        this.activities = activities;
        this.tasks = tasks;
    }

    Mono<DealSheet> of(TenantId tenant, Deal deal) {
        // one after the other: they share a connection
        return Mono.justOrEmpty(deal.contactId())
                .flatMap(id -> contacts.find(tenant, id))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(contact -> activities
                        .ofDeal(tenant, deal.id(), MOST)
                        .collectList()
                        .flatMap(history -> tasks.openOfDeal(tenant, deal.id(), MOST)
                                .collectList()
                                .flatMap(open -> deals.visits(tenant, deal.id())
                                        .collectList()
                                        .map(visits -> new DealSheet(deal, contact, history, open, visits)))));
    }
}
