package app.henk.crm;

import app.henk.identity.Tenant;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A wish as its person puts it right: scored anew, and followed by its deal as long as no colleague moved that on. */
@Component
class WishCorrections {

    private static final BigDecimal MOST_MONEY = new BigDecimal(10_000_000);
    private static final int LONGEST_OCCASION = 60;

    private final SalesRulesStore rules;
    private final LeadFields fields;
    private final WishDeals deals;
    private final DealTitles titles;
    private final DatabaseClient database;
    private final Clock clock;

    WishCorrections(
            SalesRulesStore rules,
            LeadFields fields,
            WishDeals deals,
            DealTitles titles,
            DatabaseClient database,
            Clock clock) {
        this.rules = rules;
        this.fields = fields;
        this.deals = deals;
        this.titles = titles;
        this.database = database;
        this.clock = clock;
    }

    /** What was written for a topic, as it is kept. Fails with the problem {@code wrong-value} for what it cannot be. */
    Object read(Tenant tenant, String topic, String written) {
        return switch (topic) {
            case "budget" ->
                WrittenWish.amount(written)
                        .filter(amount -> amount.signum() > 0 && amount.compareTo(MOST_MONEY) <= 0)
                        .orElseThrow(() -> wrong("A budget is an amount of money, such as 2500."));
            case "event_date" ->
                WrittenWish.day(written)
                        .filter(day -> EventDay.wrong(day, LocalDate.now(clock.withZone(tenant.zone())))
                                .isEmpty())
                        .orElseThrow(() -> wrong("The day of an occasion is one ahead of us, such as 2027-06-12."));
            case "occasion" ->
                Optional.of(written)
                        .filter(occasion -> occasion.length() <= LONGEST_OCCASION)
                        .orElseThrow(() -> wrong("An occasion has at most " + LONGEST_OCCASION + " characters."));
            default -> written;
        };
    }

    private static Problem wrong(String detail) {
        return Problem.badRequest("wrong-value", detail);
    }

    /** Joins the caller's transaction. */
    Mono<Stored> write(Writing writing, Tenant tenant, Stored lead, Map<String, ? extends Optional<?>> said) {
        return rules.rules(tenant.id())
                .flatMap(known -> writing.update(
                                lead, fields.followed(tenant, known.scoring(), lead.fields(), Map.copyOf(said)))
                        .delayUntil(after -> deal(lead.id())
                                .flatMap(deal -> deals.bringUpToDate(
                                        writing,
                                        known,
                                        deal,
                                        titles.of(tenant, known, LeadFacts.of(after.fields())),
                                        said.containsKey("budget") ? after.number("budget") : Optional.empty(),
                                        false))));
    }

    private Mono<UUID> deal(UUID lead) {
        return database.sql("select id from deal where tenant_id = henk.tenant() and lead_id = :lead"
                        + " and deleted_at is null and status = 'open' order by id desc limit 1")
                .bind("lead", lead)
                .map(row -> Row.value(row, "id", UUID.class))
                .one();
    }
}
