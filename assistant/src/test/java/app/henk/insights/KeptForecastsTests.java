package app.henk.insights;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.SalesTeam;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Forecasts are kept as they were, and told later how far they came true. */
@HenkTest
class KeptForecastsTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    KeptForecasts kept;

    @Autowired
    Forecasts forecasts;

    @Autowired
    Clock clock;

    private SalesTeam team;
    private Tenant tenant;
    private Principal.Staff manager;
    private LocalDate month;

    @BeforeEach
    void people() {
        team = SalesTeam.in(context);
        tenant = team.open();
        manager = team.colleague(tenant, "Mona", Role.MANAGER);
        month = LocalDate.now(clock.withZone(tenant.zone())).withDayOfMonth(1);
    }

    @Test
    void the_forecast_of_a_day_is_kept_once_in_the_tenants_currency() {
        UUID deal = team.deal(tenant, "Fräse", "1000", Optional.empty());
        team.run(tenant.id(), "update deal set expected_close = '" + month + "' where id = '" + deal + "'");

        UUID dollars = team.deal(tenant, "Säge", "7000", Optional.empty());
        team.run(
                tenant.id(),
                "update deal set expected_close = '" + month + "', currency = 'USD' where id = '" + dollars + "'");

        kept.keep(tenant).block();
        team.run(tenant.id(), "update deal set value = 5000 where id = '" + deal + "'");
        kept.keep(tenant).block();

        var seen = kept.between(manager, month, month.plusMonths(3)).block();
        assertThat(seen).hasSize(3);
        assertThat(seen.get(month)).isPositive().isLessThan(BigDecimal.valueOf(1000));
        assertThat(seen.get(month.plusMonths(2))).isZero();
    }

    @Test
    void what_was_foreseen_is_held_against_what_came_of_it() {
        LocalDate last = month.minusMonths(1);
        UUID deal = team.deal(tenant, "Säge", "800", Optional.empty());
        team.run(
                tenant.id(),
                "update deal set status = 'won', stage_key = 'won', closed_at = '" + last.plusDays(9)
                        + "T12:00:00Z' where id = '" + deal + "'");
        kept.keep(tenant).block();
        assertThat(forecast().accuracy()).as("the running month is not over").isEmpty();
        team.run(
                tenant.id(),
                "insert into forecast_kept values ('" + tenant.id() + "', '" + last + "', '" + last + "', 1000), ('"
                        + tenant.id() + "', '" + last + "', '" + last.plusDays(20) + "', 800)");

        assertThat(forecast().accuracy()).hasValue(80);
    }

    @Test
    void a_month_in_which_nothing_was_won_of_what_was_foreseen_counts_too() {
        LocalDate last = month.minusMonths(1);
        LocalDate before = month.minusMonths(2);
        UUID deal = team.deal(tenant, "Säge", "1000", Optional.empty());
        team.run(
                tenant.id(),
                "update deal set status = 'won', stage_key = 'won', closed_at = '" + last.plusDays(9)
                        + "T12:00:00Z' where id = '" + deal + "'");
        team.run(
                tenant.id(),
                "insert into forecast_kept values ('" + tenant.id() + "', '" + last + "', '" + last + "', 1000), ('"
                        + tenant.id() + "', '" + before + "', '" + before + "', 500)");

        assertThat(forecast().before()).extracting(Forecasts.Month::start).containsExactly(before, last);
        assertThat(forecast().accuracy()).hasValue(50);
    }

    @Test
    void the_oldest_month_counts_from_its_first_day() {
        LocalDate oldest = month.minusMonths(6);
        UUID deal = team.deal(tenant, "Säge", "800", Optional.empty());
        team.run(
                tenant.id(),
                "update deal set status = 'won', stage_key = 'won', expected_close = '" + oldest + "', closed_at = '"
                        + oldest + "T12:00:00Z' where id = '" + deal + "'");
        team.run(
                tenant.id(),
                "insert into forecast_kept values ('" + tenant.id() + "', '" + oldest + "', '" + oldest + "', 1000)");

        assertThat(forecast().before()).singleElement().satisfies(first -> {
            assertThat(first.start()).isEqualTo(oldest);
            assertThat(first.planned()).isEqualByComparingTo("800");
            assertThat(first.won()).isEqualByComparingTo("800");
        });
        assertThat(forecast().accuracy()).hasValue(80);
    }

    private Forecasts.Forecast forecast() {
        return forecasts
                .forecast(manager, new Period.Whole(Period.Unit.QUARTER, 0), Filter.EVERYTHING, "en")
                .block();
    }
}
