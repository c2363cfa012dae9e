package app.henk.insights;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** @param until the last day */
@JsonNaming(SnakeCaseStrategy.class)
record KpiJson(String panel, String title, LocalDate from, LocalDate until, Instant asOf, List<FigureJson> figures) {

    /** @param unit percent, number, money, count or hours; the name says of a number what it counts */
    record FigureJson(
            String key,
            String name,
            String definition,
            Optional<BigDecimal> value,
            String unit,
            String text,
            long records) {}

    static KpiJson of(Kpis.Told told) {
        return new KpiJson(
                told.panel().key(),
                told.title(),
                told.period().from(),
                told.period().until().minusDays(1),
                told.asOf(),
                told.figures().stream()
                        .map(figure -> new FigureJson(
                                figure.kpi().key(),
                                figure.name(),
                                figure.definition(),
                                figure.value(),
                                figure.kpi().unit().name().toLowerCase(Locale.ROOT),
                                figure.text(),
                                figure.records()))
                        .toList());
    }
}
