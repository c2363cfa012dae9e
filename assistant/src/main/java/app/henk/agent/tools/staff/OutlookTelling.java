package app.henk.agent.tools.staff;

import app.henk.agent.tools.ToolResult;
import app.henk.insights.Decisions;
import app.henk.insights.Decisions.StageVelocity;
import app.henk.insights.Filter;
import app.henk.insights.Forecasts;
import app.henk.insights.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells what is more than one question's answer: the forecast of a period, and how fast deals go through the stages. */
@Component
class OutlookTelling {

    private final Forecasts forecasts;
    private final Decisions decisions;
    private final StaffWords words;
    private final AsOf asOf;

    OutlookTelling(Forecasts forecasts, Decisions decisions, StaffWords words, AsOf asOf) {
        this.forecasts = forecasts;
        this.decisions = decisions;
        this.words = words;
        this.asOf = asOf;
    }

    /** Empty for a form that is none of an outlook. */
    Optional<Mono<ToolResult>> told(Colleague who, Query query, String show) {
        return switch (show) {
            case "forecast" ->
                Optional.of(forecasts
                        .forecast(who.staff(), query, who.language())
                        .map(forecast -> forecast(who, query, forecast)));
            case "velocity" ->
                Optional.of(decisions
                        .velocity(who.staff(), withoutStatus(query.where()), who.language())
                        .map(velocity -> velocity(who, query, velocity)));
            default -> Optional.empty();
        };
    }

    /** How long deals stand is asked of those that passed a stage too. */
    private static Filter withoutStatus(Filter where) {
        return Filter.all(where.conjuncts().stream()
                .filter(part -> !(part instanceof Filter.OneOf(var field, var _)
                        && field.key().equals("status")))
                .toList());
    }

    private ToolResult forecast(Colleague who, Query query, Forecasts.Forecast forecast) {
        String language = who.language();
        Map<String, BigDecimal> parts = new LinkedHashMap<>();
        parts.put("won", forecast.won());
        parts.put("supported", forecast.supported());
        parts.put("hoped", forecast.hoped());
        parts.put("expected", forecast.expected());
        Map<String, Object> values = new LinkedHashMap<>();
        parts.forEach((name, amount) -> values.put(name, money(who, amount)));
        values.put("from", words.day(forecast.period().from(), language));
        values.put("until", words.day(forecast.period().until().minusDays(1), language));
        values.put("unknown", forecast.unknown());
        values.put("some_unknown", forecast.unknown() > 0);
        values.put("has_accuracy", forecast.accuracy().isPresent());
        forecast.accuracy().ifPresent(percent -> values.put("accuracy", percent));
        String say = words.say("outlook.forecast", language, values);
        Map<String, Object> kpi = card(who, words.say("outlook.title", language, values), say);
        kpi.put(
                "items",
                parts.entrySet().stream()
                        .map(part -> Map.of(
                                "label", words.say("outlook." + part.getKey(), language),
                                "value", part.getValue(),
                                "type", "money",
                                "currency", currency(who)))
                        .toList());
        kpi.put("query", query.text());
        Told told = Told.done(say).with("query", query.text()).card("kpi", kpi);
        parts.forEach(told::with);
        if (!forecast.before().isEmpty()) {
            told.card("chart", before(who, forecast));
        }
        return told.result();
    }

    /** How the months before came out against what was planned for them. */
    private Map<String, Object> before(Colleague who, Forecasts.Forecast forecast) {
        String title = words.say("outlook.before", who.language());
        Map<String, Object> chart = card(who, title, title);
        chart.put("kind", "bar");
        chart.put("type", "money");
        chart.put("currency", currency(who));
        chart.put(
                "series",
                List.of(words.say("outlook.won", who.language()), words.say("outlook.planned", who.language())));
        chart.put(
                "data",
                forecast.before().stream()
                        .map(month -> Map.of(
                                "label", words.month(month.start(), who.language()),
                                "value", month.won(),
                                "before", month.planned()))
                        .toList());
        return chart;
    }

    private ToolResult velocity(Colleague who, Query query, Decisions.Velocity velocity) {
        String language = who.language();
        Optional<StageVelocity> slowest = velocity.stages().stream()
                .filter(stage -> stage.days().isPresent())
                .max(Comparator.comparing(stage -> stage.days().orElseThrow()));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("has_cycle", velocity.cycle().isPresent());
        velocity.cycle().ifPresent(days -> values.put("cycle", days.toBigInteger()));
        values.put("has_slowest", slowest.isPresent());
        slowest.ifPresent(stage -> {
            values.put("stage", stage.name());
            values.put("days", stage.days().orElseThrow().toBigInteger());
        });
        String say = words.say("outlook.velocity", language, values);
        Map<String, Object> table = card(who, words.say("outlook.velocity_title", language), say);
        List<Map<String, Object>> columns = new ArrayList<>();
        for (String column : List.of("stage", "passed", "days", "median", "standing", "since")) {
            columns.add(Map.of(
                    "key",
                    column,
                    "title",
                    words.say("outlook.column." + column, language),
                    "type",
                    column.equals("stage") ? "text" : "number"));
        }
        table.put("columns", columns);
        table.put("rows", velocity.stages().stream().map(OutlookTelling::row).toList());
        table.put("total", velocity.stages().size());
        return Told.done(say).with("query", query.text()).card("table", table).result();
    }

    private static Map<String, Object> row(StageVelocity stage) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("stage", stage.name());
        row.put("passed", stage.passed());
        stage.days().ifPresent(days -> row.put("days", days));
        stage.median().ifPresent(days -> row.put("median", days));
        row.put("standing", stage.standing());
        stage.since().ifPresent(days -> row.put("since", days));
        return row;
    }

    private Map<String, Object> card(Colleague who, String title, String say) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", title);
        content.put("fallback", say);
        asOf.stamp(content, who);
        return content;
    }

    private String money(Colleague who, BigDecimal amount) {
        return words.money(amount, currency(who), who.language());
    }

    private static String currency(Colleague who) {
        return who.context().tenant().currency().getCode();
    }
}
