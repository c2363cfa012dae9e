package app.henk.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tuesday to Saturday, with one holiday. */
class WorkingDaysTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final LocalDate HOLIDAY = LocalDate.of(2026, 11, 25);
    private final WorkingDays days = new WorkingDays(
            day -> !Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY).contains(day.getDayOfWeek()) && !day.equals(HOLIDAY));

    @Test
    void the_day_on_which_one_asks_is_not_counted() {
        assertThat(days.after(FRIDAY, 1)).isEqualTo(LocalDate.of(2026, 11, 21));
    }

    @Test
    void days_on_which_the_house_is_closed_are_passed_over() {
        assertThat(days.after(FRIDAY, 2)).isEqualTo(LocalDate.of(2026, 11, 24));
        assertThat(days.after(LocalDate.of(2026, 11, 22), 1)).isEqualTo(LocalDate.of(2026, 11, 24));
    }

    @Test
    void a_holiday_is_no_working_day() {
        assertThat(days.after(FRIDAY, 3)).isEqualTo(LocalDate.of(2026, 11, 26));
    }

    @Test
    void the_warning_comes_so_many_working_days_before_but_never_before_today() {
        LocalDate due = LocalDate.of(2026, 11, 26);

        assertThat(days.before(due, 1, FRIDAY)).isEqualTo(LocalDate.of(2026, 11, 24));
        assertThat(days.before(due, 9, FRIDAY)).isEqualTo(FRIDAY);
        assertThat(days.before(due, 0, FRIDAY)).isEqualTo(due);
        assertThat(days.before(FRIDAY, 1, FRIDAY)).isEqualTo(FRIDAY);
    }

    @Test
    void a_house_that_never_opens_still_comes_to_an_end() {
        assertThat(new WorkingDays(day -> false).after(FRIDAY, 3)).isEqualTo(FRIDAY.plusDays(3));
    }
}
