package app.henk.agent;

import app.henk.agent.AgentRequest.Step;
import app.henk.agent.offline.StatedCancellation;
import app.henk.agent.prompt.PromptFiles;
import dev.langchain4j.data.message.ChatMessage;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whether the person calls an appointment off: by the button of its card, by saying so, or by a plain yes to the question
 * whether it shall be. A
 * model that wants it called off has no say.
 */
@Component
class CancellationReader {

    private final PlainAnswer yes;
    private final StatedCancellation stated;

    CancellationReader(PromptFiles prompts, StatedCancellation stated) {
        this.yes = new PlainAnswer(prompts.data("approval"), "yes");
        this.stated = stated;
    }

    /** Understood only when it is subscribed to, and once. */
    Mono<Boolean> agreed(AgentRequest request, List<ChatMessage> messages, TurnContext context) {
        boolean pressed = request.acts().pressed().filter("cancel"::equals).isPresent();
        return pressed || (wasAsked(request) && yes.is(request.text()))
                ? Mono.just(true)
                : stated.of(messages, context).cache();
    }

    private static boolean wasAsked(AgentRequest request) {
        return !request.transcript().isEmpty()
                && request.transcript().getLast().steps().stream().anyMatch(CancellationReader::asks);
    }

    private static boolean asks(Step step) {
        return step.tool().equals("change_appointment") && step.result().contains("\"status\":\"asked\"");
    }
}
