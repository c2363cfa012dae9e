package app.henk.promises;

import app.henk.crm.DayItem;
import app.henk.crm.DayItem.Cause;
import app.henk.crm.DayItem.Reason;
import app.henk.crm.DaySource;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Promises that are broken or about to break, in the day of those who have to keep them. */
@Component
class PromisesOfTheDay implements DaySource {

    private final PromiseStore store;
    private final PromiseWords words;
    private final Tenants tenants;

    PromisesOfTheDay(PromiseStore store, PromiseWords words, Tenants tenants) {
        this.store = store;
        this.words = words;
        this.tenants = tenants;
    }

    @Override
    public Flux<DayItem> needing(Principal.Staff staff, LocalDate today) {
        return tenants.tenant(staff.tenant())
                .flatMapMany(tenant ->
                        store.needing(staff, today, MOST).map(promise -> item(promise, today, tenant.language())));
    }

    private DayItem item(Promise promise, LocalDate today, String language) {
        int left = (int) ChronoUnit.DAYS.between(today, promise.due());
        return new DayItem(
                "promise",
                promise.id(),
                words.what(promise, language),
                promise.name(),
                List.of(left < 0 ? new Reason(Cause.PROMISE_BROKEN, -left) : new Reason(Cause.PROMISE_DUE, left)),
                Optional.of(promise.due()),
                Optional.empty(),
                Optional.empty());
    }
}
