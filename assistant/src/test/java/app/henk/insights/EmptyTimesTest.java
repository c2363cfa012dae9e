package app.henk.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Months, weeks and days in which there was nothing stand in a line over time like all others. */
class EmptyTimesTest {

    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);
    private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);

    @Test
    void a_month_without_a_record_has_no_records_no_sum_and_no_average() {
        var query = query("deals by month(created) measure count, sum(value), avg(value)");
        List<Object> july = row(JULY, 3, new BigDecimal("30"), 10);
        List<Object> september = row(SEPTEMBER, 1, new BigDecimal("5"), 5);

        assertThat(EmptyTimes.filled(query, List.of(july, september)))
                .containsExactly(
                        july,
                        List.of(LocalDate.of(2026, 8, 1), 0L, 0L, 0L, BigDecimal.ZERO, 0L, Unknown.VALUE, 0L),
                        september);
    }

    @Test
    void every_unit_of_time_goes_by_its_own_step_and_backwards_where_that_was_asked_for() {
        assertThat(days("deals by day(created)", LocalDate.of(2026, 2, 27), LocalDate.of(2026, 3, 1)))
                .containsExactly(LocalDate.of(2026, 2, 27), LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 1));
        assertThat(days("deals by week(created)", LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 16)))
                .contains(LocalDate.of(2026, 11, 9))
                .hasSize(3);
        assertThat(days("deals by quarter(created)", LocalDate.of(2025, 10, 1), LocalDate.of(2026, 4, 1)))
                .contains(LocalDate.of(2026, 1, 1))
                .hasSize(3);
        assertThat(days("deals by month(created) order month(created) desc", SEPTEMBER, JULY))
                .containsExactly(SEPTEMBER, LocalDate.of(2026, 8, 1), JULY);
    }

    @Test
    void what_is_in_another_order_or_in_no_time_stays_as_it_is() {
        assertThat(days("deals by month(created) measure count order count desc", JULY, SEPTEMBER))
                .hasSize(2);
        assertThat(days(
                        "deals by month(created) measure count compare created this_year with last_year",
                        JULY,
                        SEPTEMBER))
                .hasSize(2);
        assertThat(days("deals by month(created), stage", JULY, SEPTEMBER)).hasSize(2);
    }

    @Test
    void one_wrong_date_does_not_make_a_line_of_centuries() {
        assertThat(days("deals by month(created)", LocalDate.of(1017, 1, 1), JULY))
                .hasSize(2);
    }

    @Test
    void records_without_a_date_stay_behind_the_times() {
        var query = query("deals by month(created)");
        List<Object> undated = List.of(Unknown.VALUE, 2L, 2L, 0L);

        assertThat(EmptyTimes.filled(query, List.of(List.of(JULY, 1L, 1L, 0L), undated)))
                .hasSize(2)
                .endsWith(undated);
    }

    private static List<Object> row(LocalDate month, long count, BigDecimal sum, long average) {
        return List.of(month, count, count, 0L, sum, 0L, new BigDecimal(average), 0L);
    }

    private static List<Object> days(String query, LocalDate first, LocalDate last) {
        List<List<Object>> rows = List.of(List.of(first, 1L, 1L, 0L), List.of(last, 1L, 1L, 0L));
        return EmptyTimes.filled(query(query), rows).stream()
                .map(List::getFirst)
                .toList();
    }

    private static Query query(String text) {
        assertThat(Query.parse(text)).isInstanceOf(Reading.Understood.class);
        return ((Reading.Understood) Query.parse(text)).query();
    }
}
