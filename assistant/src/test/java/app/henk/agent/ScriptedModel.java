package app.henk.agent;

import app.henk.agent.model.ModelFailure;
import app.henk.agent.model.ModelRequest;
import app.henk.agent.model.ModelSignal;
import app.henk.agent.model.ModelStream;
import app.henk.agent.model.Usage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;

/** A model that says what the test wrote, one reply a round, and keeps what it was asked. */
final class ScriptedModel implements ModelStream {

    private final Deque<Flux<ModelSignal>> replies = new ArrayDeque<>();
    final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
    private int calls;

    ScriptedModel says(String... pieces) {
        return replies(
                Flux.concat(texts(pieces), finished(AiMessage.from(String.join("", pieces)), FinishReason.STOP)));
    }

    ScriptedModel isCutOffAfter(String... pieces) {
        return replies(
                Flux.concat(texts(pieces), finished(AiMessage.from(String.join("", pieces)), FinishReason.LENGTH)));
    }

    ScriptedModel calls(String tool, String arguments) {
        return calls(call(tool, arguments));
    }

    ScriptedModel calls(ToolExecutionRequest... wanted) {
        AiMessage message = AiMessage.from(List.of(wanted));
        return replies(Flux.concat(
                Flux.just(new ModelSignal.ToolCalls(message, List.of(wanted))),
                finished(message, FinishReason.TOOL_EXECUTION)));
    }

    ToolExecutionRequest call(String tool, String arguments) {
        return ToolExecutionRequest.builder()
                .id("call-" + calls++)
                .name(tool)
                .arguments(arguments)
                .build();
    }

    ScriptedModel breaksAfter(String... pieces) {
        return replies(Flux.concat(
                texts(pieces), Flux.error(new ModelFailure(ModelFailure.Kind.TRUNCATED, "cut by the script"))));
    }

    ScriptedModel fallsSilentAfter(String... pieces) {
        return replies(Flux.concat(texts(pieces), Flux.never()));
    }

    ScriptedModel replies(Flux<ModelSignal> reply) {
        replies.add(reply);
        return this;
    }

    @Override
    public Flux<ModelSignal> stream(ModelRequest request) {
        requests.add(request);
        Flux<ModelSignal> reply = replies.size() > 1 ? replies.poll() : replies.peek();
        return reply == null ? Flux.error(new IllegalStateException("the script has no reply")) : reply;
    }

    private static Flux<ModelSignal> texts(String... pieces) {
        List<ModelSignal> texts = new ArrayList<>();
        for (String piece : pieces) {
            texts.add(new ModelSignal.Text(piece));
        }
        return Flux.fromIterable(texts);
    }

    private static Flux<ModelSignal> finished(AiMessage message, FinishReason reason) {
        return Flux.just(new ModelSignal.Finished(message, new Usage(100, 0, 20, 0), "scripted", reason));
    }
}
