package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Deals, for staff. */
@Service
public class Deals {

    private static final int MOST = 100;

    private final TenantTransactions transactions;
    private final DealStore deals;

    Deals(TenantTransactions transactions, DealStore deals) {
        this.transactions = transactions;
        this.deals = deals;
    }

    /** The deals of the contact with this e-mail address, the newest first, at most 100. */
    public Mono<List<Deal>> byEmail(Principal.Staff staff, String email) {
        return transactions.in(
                staff.scope(),
                () -> deals.byEmail(staff.tenant(), email.strip().toLowerCase(Locale.ROOT), MOST)
                        .collectList());
    }
}
