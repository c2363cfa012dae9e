package app.henk.crm;

import app.henk.identity.Principal;
import java.time.LocalDate;
import reactor.core.publisher.Flux;

/** What another module knows that needs a salesperson. Asked for whenever a day is shown. */
public interface DaySource {

    /** One more than a whole day shows: whichever source has more than it gives, the day knows that there is more. */
    int MOST = MyDay.SHOWN + 1;

    /** At most {@link #MOST}, the most pressing first. In the caller's transaction, in the salesperson's own right. */
    Flux<DayItem> needing(Principal.Staff staff, LocalDate today);
}
