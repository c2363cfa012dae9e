package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What needs a salesperson, ranked, with the reason. */
@Service
public class MyDay {

    static final int SHOWN = 25;

    private static final Comparator<DayItem> PRESSING = Comparator.comparing(
                    (DayItem item) -> item.foremost().cause())
            .thenComparing(item -> item.reasons().size(), Comparator.reverseOrder())
            .thenComparing(item -> item.due().orElse(LocalDate.MAX))
            .thenComparing(item -> item.value().orElse(BigDecimal.ZERO), Comparator.reverseOrder());

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final SalesRulesStore rules;
    private final DayRows rows;
    private final ObjectProvider<DaySource> sources;
    private final Clock clock;

    MyDay(
            TenantTransactions transactions,
            Tenants tenants,
            SalesRulesStore rules,
            DayRows rows,
            ObjectProvider<DaySource> sources,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.rules = rules;
        this.rows = rows;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * Of the salesperson's own tasks that are due, own and nobody's deals (the most valuable 2 500 and those whose close
     * date is near) and new key leads, and of what other modules add: at most 25 in all, with every reason that there is.
     */
    public Mono<Day> of(Principal.Staff staff) {
        return tenants.tenant(staff.tenant())
                .flatMap(tenant -> rules.rules(tenant.id())
                        .flatMap(sales -> of(staff, tenant, sales.scoring().keyAccountFrom())));
    }

    private Mono<Day> of(Principal.Staff staff, Tenant tenant, int key) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, tenant.zone());
        var asked = new DayRows.Asked(staff.user(), now, today, DaySource.MOST);
        return transactions
                .in(
                        staff.scope(),
                        () -> Flux.concat(rows.tasks(asked), rows.deals(asked), rows.leads(asked, key))
                                .concatWith(Flux.fromStream(sources.orderedStream())
                                        .concatMap(source -> source.needing(staff, today)))
                                .collectList())
                .map(needing -> day(today, needing));
    }

    private static Day day(LocalDate today, List<DayItem> needing) {
        List<DayItem> items = needing.stream().sorted(PRESSING).limit(SHOWN).toList();
        return new Day(today, items, needing.size() > items.size());
    }
}
