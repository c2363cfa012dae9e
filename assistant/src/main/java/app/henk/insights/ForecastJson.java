package app.henk.insights;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/**
 * @param until the last day of the period
 * @param accuracy how near the forecasts of the months before came, in percent; none while none was kept
 */
record ForecastJson(
        LocalDate from,
        LocalDate until,
        BigDecimal won,
        BigDecimal supported,
        BigDecimal hoped,
        BigDecimal expected,
        long unknown,
        OptionalInt accuracy,
        List<Forecasts.Month> before) {

    static ForecastJson of(Forecasts.Forecast forecast) {
        return new ForecastJson(
                forecast.period().from(),
                forecast.period().until().minusDays(1),
                forecast.won(),
                forecast.supported(),
                forecast.hoped(),
                forecast.expected(),
                forecast.unknown(),
                forecast.accuracy(),
                forecast.before());
    }
}
