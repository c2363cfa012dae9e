package app.henk.agent.tools.staff;

import app.henk.agent.tools.ToolResult;
import app.henk.insights.Answer;
import app.henk.insights.Kpi;
import app.henk.insights.Kpis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the figures of the customers' side and of the assistant's use, each with what it counts. */
@Component
class KpiTelling {

    private final Kpis kpis;
    private final StaffWords words;
    private final AsOf asOf;

    KpiTelling(Kpis kpis, StaffWords words, AsOf asOf) {
        this.kpis = kpis;
        this.words = words;
        this.asOf = asOf;
    }

    /**
     * @param one the key of the figure that was asked for by itself; all of the panel else
     * @param period as in questions; may be blank
     */
    Mono<ToolResult> told(Colleague who, Kpi.Panel panel, Optional<String> one, String period) {
        return kpis.of(who.staff(), panel, period, who.language()).map(told -> {
            List<Kpis.Figure> all = told.figures();
            List<Kpis.Figure> asked = one.flatMap(Kpi::of)
                    .map(kpi ->
                            all.stream().filter(figure -> figure.kpi() == kpi).toList())
                    .filter(some -> !some.isEmpty())
                    .orElse(all);
            String say = said(who, told, asked);
            Map<String, Object> card = new LinkedHashMap<>();
            card.put("v", 1);
            card.put("title", told.title());
            card.put("fallback", all.stream().map(this::line).collect(Collectors.joining("\n")));
            asOf.stamp(card, who, told.asOf());
            card.put("items", all.stream().map(figure -> item(who, figure)).toList());
            return Told.done(say)
                    .with("figures", all.stream().map(KpiTelling::facts).toList())
                    .card("kpi", card)
                    .result();
        });
    }

    /** What it counts is said with one figure; of several the card's own words say it. */
    private String said(Colleague who, Kpis.Told told, List<Kpis.Figure> asked) {
        String list = asked.stream()
                .map(figure -> words.say(
                        "kpi.figure", who.language(), Map.of("name", figure.name(), "text", text(who, figure))))
                .collect(Collectors.joining("; "));
        String means = asked.size() == 1 ? " " + asked.getFirst().definition() : "";
        return words.say("kpi.say", who.language(), Map.of("title", told.title(), "figures", list)) + means;
    }

    private String text(Colleague who, Kpis.Figure figure) {
        return figure.value().isEmpty() ? words.say("kpi.none", who.language()) : figure.text();
    }

    private String line(Kpis.Figure figure) {
        return figure.name() + ": " + figure.text() + ". " + figure.definition();
    }

    private static Map<String, Object> facts(Kpis.Figure figure) {
        return Map.of(
                "name", figure.name(), "text", figure.text(), "of", figure.records(), "means", figure.definition());
    }

    private static Map<String, Object> item(Colleague who, Kpis.Figure figure) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("label", figure.name());
        figure.value().ifPresent(value -> item.put("value", value));
        item.put("type", type(figure.kpi().unit()));
        item.put("currency", who.context().tenant().currency().getCode());
        item.put("hint", figure.definition());
        return item;
    }

    private static String type(Answer.Unit unit) {
        return switch (unit) {
            case MONEY -> "money";
            case PERCENT -> "percent";
            case TEXT, DATE, FLAG, COUNT, DAYS, HOURS, NUMBER -> "number";
        };
    }
}
