package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts and days as people write them into a field. */
class WrittenWishTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2500|2500",
                "2.500 €|2500",
                "2 500 EUR|2500",
                "EUR 2,500.00|2500.00",
                "2.500,50|2500.50",
                "€ 900|900",
                "2500 Euro|2500",
                "10.000|10000",
                "1'200 CHF|1200",
                "99,5|99.5"
            })
    void an_amount_is_read_as_it_is_meant(String written, BigDecimal amount) {
        assertThat(WrittenWish.amount(written))
                .hasValueSatisfying(is -> assertThat(is).isEqualByComparingTo(amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "viel", "-500", "2500-3000", "2.50.0", "1e9", "12.06.2027"})
    void what_is_no_amount_is_not_guessed(String written) {
        assertThat(WrittenWish.amount(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-06-12",
                "12.6.2027",
                "12.06.2027",
                "12/06/2027",
                "12. Juni 2027",
                "June 12, 2027",
                "12 juin 2027",
                "12. juni 2027"
            })
    void a_day_is_read_as_it_is_shown(String written) {
        assertThat(WrittenWish.day(written)).contains(LocalDate.of(2027, 6, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1er juin 2027", "1 juin 2027", "1ER JUIN 2027", "1. Juni 2027", "June 1, 2027"})
    void the_first_of_a_month_is_read_as_well(String written) {
        assertThat(WrittenWish.day(written)).contains(LocalDate.of(2027, 6, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Juni", "31.02.2027", "12.13.2027", "bald"})
    void what_is_no_day_is_not_guessed(String written) {
        assertThat(WrittenWish.day(written)).isEmpty();
    }
}
