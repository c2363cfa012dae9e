package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.decimal;

import app.henk.agent.Card;
import app.henk.customers.Doubt;
import app.henk.customers.Measurement;
import app.henk.customers.MeasurementWords;
import app.henk.customers.Measurements;
import app.henk.platform.Ids;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what a person tells of a body; what looks wrong is asked back before it counts. */
@Component
class RecordMeasurements implements Tool {

    private static final int LARGEST = 3_000;

    private final ToolDefinition definition;
    private final Measurements measurements;
    private final MeasurementWords words;
    private final MeasurementForm form;

    RecordMeasurements(Measurements measurements, MeasurementWords words, MeasurementForm form) {
        this.measurements = measurements;
        this.words = words;
        this.form = form;
        this.definition = ToolDefinition.forVisitorsAndCustomers(
                "record_measurements",
                Effect.OWN,
                measurements.kinds().stream()
                        .map(kind -> decimal(kind, LARGEST))
                        .toArray(Parameter[]::new));
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        Map<String, BigDecimal> told = new LinkedHashMap<>();
        measurements.kinds().forEach(kind -> arguments.decimal(kind).ifPresent(value -> told.put(kind, value)));
        if (told.isEmpty()) {
            return Mono.just(form(context.language()));
        }
        LocalDate today = context.now().toLocalDate();
        var how = new Measurements.Told(
                Optional.of(context.conversation()), Optional.of(context.message()), "chat", today, false);
        return measurements
                .record(context.principal(), told, how)
                .map(recorded -> result(recorded, today, context.language()));
    }

    /** Whoever would rather type them than say them, or has named none yet. */
    private ToolResult form(String language) {
        return ToolResult.done(Map.of("status", "form", "say", form.asks(language)))
                .with(List.of(form.card(language)));
    }

    private ToolResult result(Measurements.Recorded recorded, LocalDate today, String language) {
        String kept = words.kept(recorded, today, language);
        List<Doubt> doubts = recorded.doubts();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kept", values(recorded.kept()));
        if (doubts.isEmpty()) {
            data.put("status", "kept");
            data.put("say", kept);
            return ToolResult.done(data);
        }
        String question = String.join(" ", words.questions(doubts, language));
        data.put("status", "asked");
        data.put("not_kept", doubts.stream().map(RecordMeasurements::plain).toList());
        data.put("say", (kept + " " + question).strip());
        data.put(
                "note",
                "What is not kept counts only when the person says it once more. The question is asked for you.");
        return ToolResult.done(data).with(answers(doubts, question, language)).closingWith(question);
    }

    private List<Card> answers(List<Doubt> doubts, String question, String language) {
        List<Map<String, String>> options = words.answers(doubts, language).stream()
                .map(answer -> Map.of("label", answer, "value", answer))
                .toList();
        return options.isEmpty()
                ? List.of()
                : List.of(new Card(
                        Ids.next().toString(),
                        "quick_replies",
                        Map.of("v", 1, "title", question, "fallback", question, "options", options)));
    }

    private static Map<String, BigDecimal> values(List<Measurement> kept) {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        kept.forEach(measurement -> values.put(measurement.kind() + "_" + measurement.unit(), measurement.value()));
        return values;
    }

    private static Map<String, Object> plain(Doubt doubt) {
        return Map.of("measure", doubt.kind(), "told", doubt.value(), "why", doubt.why(), "perhaps", doubt.meant());
    }
}
