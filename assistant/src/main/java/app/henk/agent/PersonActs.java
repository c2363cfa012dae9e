package app.henk.agent;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Step;
import app.henk.agent.prompt.PromptFiles;
import app.henk.agent.tools.CardButtons;
import app.henk.agent.tools.Choice;
import app.henk.agent.tools.ToolResult;
import app.henk.agent.tools.ToolSession.Author;
import app.henk.platform.Wording;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a colleague does without a model having to understand it: answers a confirm card, on it or in words, presses a
 * card's button, says which of several records was meant. It is done and told, and the turn is over.
 */
@Component
class PersonActs {

    private final PlainAnswer yes;
    private final PlainAnswer no;
    private final Wording wording;

    PersonActs(PromptFiles prompts, Wording wording) {
        this.yes = new PlainAnswer(prompts.data("approval"), "yes");
        this.no = new PlainAnswer(prompts.data("approval"), "no");
        this.wording = wording;
    }

    /** Empty when the message is none of that. */
    Flux<AgentEvent> of(Turn turn, AgentLoop loop) {
        if (turn.context().speaker() != TurnContext.Speaker.STAFF) {
            return Flux.empty();
        }
        AgentRequest request = turn.request;
        List<Acts.Answer> answers = answers(request);
        if (!answers.isEmpty()) {
            turn.end();
            return Flux.fromIterable(answers).index().concatMap(n -> answered(turn, loop, n.getT1(), n.getT2()));
        }
        return request.acts()
                .pressed()
                .flatMap(CardButtons::call)
                .or(() -> Choice.made(lastSteps(request), request.text()))
                .map(call -> did(turn, loop, call))
                .orElse(Flux.empty());
    }

    private List<Acts.Answer> answers(AgentRequest request) {
        return request.acts().answers().isEmpty() && request.acts().pressed().isEmpty()
                ? inWords(request).map(List::of).orElse(List.of())
                : request.acts().answers();
    }

    /** A plain yes or no answers the one question that is open; which of several it means, nobody can tell. */
    private Optional<Acts.Answer> inWords(AgentRequest request) {
        List<String> open = lastSteps(request).stream()
                .map(Step::question)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (open.size() != 1 || !yes.is(request.text()) && !no.is(request.text())) {
            return Optional.empty();
        }
        return Optional.of(new Acts.Answer(open.getFirst(), yes.is(request.text()), Map.of()));
    }

    private Flux<AgentEvent> answered(Turn turn, AgentLoop loop, long n, Acts.Answer answer) {
        String id = "answer-" + n + "-" + turn.request.message();
        // under the name of what was asked, which a model knows from its own call
        Step asked = turn.request.transcript().reversed().stream()
                .map(Exchange::steps)
                .flatMap(List::stream)
                .filter(step ->
                        step.question().filter(answer.question()::equals).isPresent())
                .findFirst()
                .orElse(new Step(id, "confirmed", "{}", ""));
        Mono<ToolResult> result = turn.tools.answer(id, answer.question(), answer.approved(), answer.edits());
        return told(turn, loop, call(id, asked.tool(), asked.arguments()), result);
    }

    private Flux<AgentEvent> did(Turn turn, AgentLoop loop, CardButtons.Call wanted) {
        turn.end();
        ToolExecutionRequest call = call("act-" + turn.request.message(), wanted.tool(), wanted.arguments());
        return told(turn, loop, call, turn.tools.call(Author.PERSON, call.id(), call.name(), call.arguments()));
    }

    private Flux<AgentEvent> told(Turn turn, AgentLoop loop, ToolExecutionRequest call, Mono<ToolResult> result) {
        Mono<ToolResult> once = result.cache();
        return loop.callForPerson(turn, call, once)
                .concatWith(once.map(done -> new AgentEvent.Text(turn.sayApart(done.say()
                        .orElseGet(() -> wording.say(
                                done.isFailed() ? "agent.act.failed" : "agent.act.done", turn.language()))))));
    }

    private static List<Step> lastSteps(AgentRequest request) {
        return request.transcript().isEmpty()
                ? List.of()
                : request.transcript().getLast().steps();
    }

    private static ToolExecutionRequest call(String id, String name, String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(arguments)
                .build();
    }
}
