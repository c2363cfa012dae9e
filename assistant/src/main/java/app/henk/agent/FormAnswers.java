package app.henk.agent;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Step;
import app.henk.agent.tools.LaterForm;
import app.henk.agent.tools.MeasurementForm;
import app.henk.agent.tools.NotMine;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What a person sends off by a form: done at once, whatever a model would make of it. */
final class FormAnswers {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Tools that show the form for contact data when something is missing. */
    private static final Set<String> ASK_BY_FORM = Set.of("capture_lead", "book_appointment", "start_group");

    /** Tools that offer an answer by mail. */
    private static final Set<String> UNANSWERED = Set.of("search_knowledge", "ask_later");

    private static final Pattern FIGURE = Pattern.compile("\\d{1,4}([.,]\\d{1,2})?");
    private static final String FACT = "fact";
    private static final String PROMISE = "promise";

    private static final Step TO_BE_WRITTEN_TO = new Step("", "capture_lead", "{}", "");

    private FormAnswers() {}

    static Flux<AgentEvent> of(Turn turn, AgentLoop loop) {
        String callId = "form-" + turn.request.message();
        if (turn.request.form().containsKey(FACT)) {
            String arguments = changeOfFact(turn.request.form());
            return loop.callForPerson(
                    turn, call(callId, "change_fact", arguments), turn.tools.call(callId, "change_fact", arguments));
        }
        if (turn.request.form().containsKey(NotMine.FIELD)) {
            turn.end();
            return again(turn, loop, callId, new Step("", "privacy_request", "{\"kind\":\"not_mine\"}", ""));
        }
        if (turn.request.form().containsKey(LaterForm.FIELD)) {
            return Mono.justOrEmpty(later(turn.request))
                    .flatMapMany(arguments -> again(turn, loop, callId, new Step("", "ask_later", arguments, "")));
        }
        if (!turn.request.form().containsKey(ConsentReader.KEY)) {
            return measures(turn, loop, callId);
        }
        Flux<AgentEvent> sent = again(turn, loop, callId, lastWish(turn.request, ASK_BY_FORM))
                .concatWith(Flux.defer(() -> measures(turn, loop, callId + "-measures")));
        // a promise needs to know to whom it is made: the wish is kept first
        return asksForPromise(turn.request)
                ? sent.concatWith(Flux.defer(
                        () -> again(turn, loop, callId + "-promise", lastWish(turn.request, Set.of(PROMISE)))))
                : sent;
    }

    /** What was typed is what is kept; a figure that is none is left to whoever reads the message. */
    private static Flux<AgentEvent> measures(Turn turn, AgentLoop loop, String callId) {
        Map<String, BigDecimal> told = new LinkedHashMap<>();
        MeasurementForm.typed(turn.request.form()).forEach((kind, value) -> {
            if (FIGURE.matcher(value).matches()) {
                told.put(kind, new BigDecimal(value.replace(',', '.')));
            }
        });
        return told.isEmpty()
                ? Flux.empty()
                : again(turn, loop, callId, new Step("", "record_measurements", JSON.writeValueAsString(told), ""));
    }

    private static Flux<AgentEvent> again(Turn turn, AgentLoop loop, String callId, Step asked) {
        return loop.callForPerson(
                turn,
                call(callId, asked.tool(), asked.arguments()),
                turn.tools.call(callId, asked.tool(), asked.arguments()));
    }

    private static boolean asksForPromise(AgentRequest request) {
        return !request.transcript().isEmpty()
                && request.transcript().getLast().steps().stream()
                        .anyMatch(step -> step.tool().equals(PROMISE));
    }

    /** What a person pressed on the card of what is known of them. */
    private static String changeOfFact(Map<String, String> form) {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String field : List.of(FACT, "value")) {
            Optional.ofNullable(form.get(field)).ifPresent(value -> arguments.put(field, value));
        }
        return JSON.writeValueAsString(arguments);
    }

    /** The question that the form stood under; without the tick, or without a question, there is nothing to be sent. */
    private static Optional<String> later(AgentRequest request) {
        if (!"true".equalsIgnoreCase(request.form().get(LaterForm.FIELD))) {
            return Optional.empty();
        }
        return request.transcript().reversed().stream()
                .flatMap(exchange -> exchange.steps().reversed().stream())
                .filter(step -> UNANSWERED.contains(step.tool()))
                .map(step -> step.argument("question").asString(""))
                .filter(question -> !question.isBlank())
                .findFirst()
                .map(question -> {
                    Map<String, String> arguments = new LinkedHashMap<>(Map.of("question", question));
                    Optional.ofNullable(request.form().get("email"))
                            .filter(email -> !email.isBlank())
                            .ifPresent(email -> arguments.put("email", email));
                    return JSON.writeValueAsString(arguments);
                });
    }

    static ToolExecutionRequest call(String id, String name, String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(arguments)
                .build();
    }

    /** The call that showed the form: it is made again, now that the person has answered. */
    private static Step lastWish(AgentRequest request, Set<String> tools) {
        return request.transcript().reversed().stream()
                .map(exchange -> wish(exchange, tools))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(TO_BE_WRITTEN_TO);
    }

    /** Where a person was asked for and nobody was there, who answers the form wants to be written to. */
    private static Optional<Step> wish(Exchange exchange, Set<String> tools) {
        boolean called = exchange.steps().stream().anyMatch(step -> step.did("request_person", "noted"));
        return exchange.steps().reversed().stream()
                .filter(step -> tools.contains(step.tool()) && mayBeMadeAgain(step))
                .findFirst()
                .or(() -> called ? Optional.of(TO_BE_WRITTEN_TO) : Optional.empty());
    }

    /** A wish is brought up to date as often as one likes; what is done otherwise is not done a second time. */
    private static boolean mayBeMadeAgain(Step step) {
        return step.tool().equals("capture_lead")
                || step.tool().equals(PROMISE)
                || step.result().contains("\"incomplete\"")
                || step.result().contains("\"invalid\"");
    }
}
