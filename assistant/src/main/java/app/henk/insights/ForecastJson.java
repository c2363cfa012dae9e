package app.henk.insights;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** @param until the last day of the period */
record ForecastJson(
        LocalDate from,
        LocalDate until,
        BigDecimal won,
        BigDecimal supported,
        BigDecimal hoped,
        BigDecimal expected,
        long unknown,
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
                forecast.before());
    }
}
