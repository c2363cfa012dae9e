package app.henk.crm;

import app.henk.identity.Principal;
import java.time.LocalDate;
import reactor.core.publisher.Flux;

/** What another module knows that needs a salesperson. Asked for whenever a day is shown. */
public interface DaySource {

    /** At most twenty, the most pressing first. In the caller's transaction, in the salesperson's own right. */
    Flux<DayItem> needing(Principal.Staff staff, LocalDate today);
}
