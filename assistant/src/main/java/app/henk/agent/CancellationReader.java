package app.henk.agent;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Step;
import app.henk.agent.offline.StatedCancellation;
import app.henk.agent.prompt.PromptFiles;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whether the person calls an appointment off: by the button of its card, by saying so, or by a plain yes right after the
 * question whether it shall be. A model that wants it called off has no say: after a no it may ask again, but a yes
 * counts only when the person spoke of it again.
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
        if (pressed) {
            return Mono.just(true);
        }
        boolean agreed = wasAsked(request) && yes.is(request.text());
        if (agreed && !wasNotAgreed(request)) {
            return Mono.just(true);
        }
        return stated.of(agreed ? untilQuestion(messages) : messages, context).cache();
    }

    /** To the same question, asked before: it was answered with a no, or passed over. */
    private boolean wasNotAgreed(AgentRequest request) {
        List<Exchange> exchanges = request.transcript();
        return IntStream.range(1, exchanges.size())
                .anyMatch(i -> exchanges.get(i - 1).steps().stream().anyMatch(CancellationReader::asks)
                        && !yes.is(exchanges.get(i).question()));
    }

    /** Up to the message that the question whether to call it off answered. */
    private static List<ChatMessage> untilQuestion(List<ChatMessage> messages) {
        List<Integer> said = IntStream.range(0, messages.size())
                .filter(i -> messages.get(i) instanceof UserMessage)
                .boxed()
                .toList();
        return said.size() < 2 ? messages : messages.subList(0, said.get(said.size() - 2) + 1);
    }

    private static boolean wasAsked(AgentRequest request) {
        return !request.transcript().isEmpty()
                && request.transcript().getLast().steps().stream().anyMatch(CancellationReader::asks);
    }

    private static boolean asks(Step step) {
        return step.tool().equals("change_appointment") && step.result().contains("\"status\":\"asked\"");
    }
}
