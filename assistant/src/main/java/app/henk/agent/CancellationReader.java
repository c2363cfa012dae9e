package app.henk.agent;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Step;
import app.henk.agent.offline.StatedCancellation;
import app.henk.agent.offline.StatedCancellation.Said;
import app.henk.agent.prompt.PromptFiles;
import app.henk.agent.tools.AppointmentButtons;
import app.henk.agent.tools.CalledOff;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which appointment the person calls off: by the button of its card, by saying so, or by a plain yes right after the
 * question whether it shall be. A model that wants it called off has no say: after a no it may ask again, but a yes
 * counts only when the person spoke of it again.
 */
@Component
class CancellationReader {

    private static final String TOOL = "change_appointment";

    private final PlainAnswer yes;
    private final StatedCancellation stated;

    CancellationReader(PromptFiles prompts, StatedCancellation stated) {
        this.yes = new PlainAnswer(prompts.data("approval"), "yes");
        this.stated = stated;
    }

    /** Understood only when it is subscribed to, and once. */
    Mono<CalledOff> of(AgentRequest request, List<ChatMessage> messages, TurnContext context) {
        Optional<CalledOff> pressed = request.acts().pressed().flatMap(AppointmentButtons::cancelled);
        if (pressed.isPresent()) {
            return Mono.just(pressed.get());
        }
        Optional<CalledOff> asked = asked(request);
        if (asked.isEmpty() || !yes.is(request.text())) {
            return stated.of(messages, context)
                    .map(said -> switch (said) {
                        case NOTHING -> new CalledOff.Nothing();
                        case AGREED -> asked.orElse(new CalledOff.Unnamed());
                        case WANTED -> new CalledOff.Unnamed();
                    })
                    .cache();
        }
        if (!wasNotAgreed(request)) {
            return Mono.just(asked.get());
        }
        return stated.of(untilQuestion(messages), context)
                .map(said -> said == Said.NOTHING ? new CalledOff.Nothing() : asked.get())
                .cache();
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

    /** The appointment that the last answer asked of; of several the last, whose question is the one that was said. */
    private static Optional<CalledOff> asked(AgentRequest request) {
        return request.transcript().isEmpty()
                ? Optional.empty()
                : request.transcript().getLast().steps().reversed().stream()
                        .filter(CancellationReader::asks)
                        .findFirst()
                        .map(step -> new CalledOff.This(
                                UUID.fromString(step.returned("appointment").asString())));
    }

    private static boolean asks(Step step) {
        return step.did(TOOL, "asked");
    }
}
