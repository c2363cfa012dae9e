package app.henk.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    private final TenantCalendar saturday =
            new TenantCalendar(LocalDate.of(2026, 11, 28), ZoneId.of("Europe/Berlin"), DayOfWeek.MONDAY);

    @ParameterizedTest
    @CsvSource({
        "today,2026-11-28,2026-11-29",
        "yesterday,2026-11-27,2026-11-28",
        "this_week,2026-11-23,2026-11-30",
        "last_week,2026-11-16,2026-11-23",
        "week_before,2026-11-09,2026-11-16",
        "next_month,2026-12-01,2027-01-01",
        "this_quarter,2026-10-01,2027-01-01",
        "quarter_before,2026-04-01,2026-07-01",
        "last_year,2025-01-01,2026-01-01",
        "month-3,2026-08-01,2026-09-01",
        "last_10_days,2026-11-18,2026-11-29",
        "next_30_days,2026-11-28,2026-12-29",
        "last_3_months,2026-08-28,2026-11-29",
        "today-2w,2026-11-14,2026-11-15",
        "2017,2017-01-01,2018-01-01",
        "2017-q3,2017-07-01,2017-10-01",
        "2017-03,2017-03-01,2017-04-01",
        "2017-w09,2017-02-27,2017-03-06",
        "2026-w53,2026-12-28,2027-01-04",
        "2017-03-05,2017-03-05,2017-03-06",
        "2017-03..2017-05,2017-03-01,2017-06-01",
    })
    void a_period_is_these_days(String text, LocalDate from, LocalDate until) {
        assertThat(saturday.range(PeriodText.parse(text).orElseThrow())).isEqualTo(new DateRange(from, until));
    }

    @ParameterizedTest
    @CsvSource({
        "2017-q3,previous,2017-04-01,2017-07-01",
        "this_month,previous,2026-10-01,2026-11-01",
        "last_10_days,previous,2026-11-07,2026-11-18",
        "2017-03,a_year_earlier,2016-03-01,2016-04-01",
        "last_quarter,quarter_before,2026-04-01,2026-07-01",
    })
    void the_second_period_of_a_comparison_may_follow_from_the_first(
            String of, String with, LocalDate from, LocalDate until) {
        var comparison = new Comparison(
                Optional.empty(),
                PeriodText.parse(of).orElseThrow(),
                PeriodText.parse(with).orElseThrow());

        assertThat(saturday.range(comparison)).isEqualTo(new DateRange(from, until));
    }

    @Test
    void today_is_the_tenants_and_so_is_the_first_day_of_the_week() {
        Clock lateInTheEvening = Clock.fixed(Instant.parse("2026-11-28T23:30:00Z"), ZoneOffset.UTC);

        var berlin = TenantCalendar.of(lateInTheEvening, ZoneId.of("Europe/Berlin"), DayOfWeek.SUNDAY);

        assertThat(berlin.today()).isEqualTo(LocalDate.of(2026, 11, 29));
        assertThat(berlin.range(new Period.Whole(Period.Unit.WEEK, 0)).from()).isEqualTo(LocalDate.of(2026, 11, 29));
        assertThat(berlin.startOf(berlin.today()).toInstant()).isEqualTo(Instant.parse("2026-11-28T23:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2017-13",
        "2027-w53",
        "2017-02-30",
        "last_0_days",
        "last_9999_years",
        "month-9999",
        "2017-w60",
        "soon",
        "a..b",
        "2017..2018..2019"
    })
    void what_is_no_period_is_none(String text) {
        assertThat(PeriodText.parse(text)).isEmpty();
    }
}
