package app.henk.agent.model;

import app.henk.agent.TurnParameters;
import app.henk.agent.model.ModelFailure.Kind;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Any LangChain4j model as a candidate: the offline engine, or one that a self-hoster puts in its place. It is called on
 * a virtual thread, for nothing says that it does not block.
 */
final class BridgedModel implements Candidate {

    private static final Scheduler VIRTUAL =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "model");

    private final String name;
    private final Supplier<StreamingChatModel> model;

    /** @param model asked for at the first call, for it may need what needs the chain */
    BridgedModel(String name, Supplier<StreamingChatModel> model) {
        this.name = name;
        this.model = model;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ModelStatus.Model status() {
        return new ModelStatus.Model(name, "CLOSED", "");
    }

    @Override
    public Flux<ModelSignal> stream(ModelRequest request, Deadline deadline) {
        return Flux.defer(() -> {
            StringBuilder shown = new StringBuilder();
            return Flux.<ModelSignal>create(sink -> start(request, new Answer(sink)))
                    .subscribeOn(VIRTUAL)
                    .takeUntilOther(Flux.<Void>never().timeout(deadline.rest()))
                    .doOnNext(signal -> {
                        if (signal instanceof ModelSignal.Text piece) {
                            shown.append(piece.delta());
                        }
                    })
                    .onErrorMap(error -> failure(error).after(shown.toString(), Usage.NONE));
        });
    }

    private void start(ModelRequest request, Answer answer) {
        TurnParameters parameters = TurnParameters.of(request.turn(), request.tools(), request.maxOutputTokens());
        ChatRequest chat = ChatRequest.builder()
                .messages(request.messages())
                .parameters(parameters)
                .build();
        model.get().chat(chat, answer);
    }

    private static ModelFailure failure(Throwable error) {
        return switch (error) {
            case ModelFailure known -> known;
            case TimeoutException slow -> new ModelFailure(Kind.TIMEOUT, "no end in time").causedBy(slow);
            default -> new ModelFailure(Kind.UNAVAILABLE, error.getClass().getSimpleName()).causedBy(error);
        };
    }

    private final class Answer implements StreamingChatResponseHandler {

        private final AtomicReference<@Nullable StreamingHandle> handle = new AtomicReference<>();
        private final FluxSink<ModelSignal> sink;

        Answer(FluxSink<ModelSignal> sink) {
            this.sink = sink;
            sink.onDispose(() -> Optional.ofNullable(handle.get()).ifPresent(StreamingHandle::cancel));
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            handle.compareAndSet(null, context.streamingHandle());
            onPartialResponse(partial.text());
        }

        @Override
        public void onPartialResponse(String text) {
            if (!text.isEmpty()) {
                sink.next(new ModelSignal.Text(text));
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            AiMessage message = response.aiMessage();
            if (message.hasToolExecutionRequests()) {
                sink.next(new ModelSignal.ToolCalls(message, message.toolExecutionRequests()));
            }
            sink.next(new ModelSignal.Finished(message, usage(response.tokenUsage()), name, reason(response)));
            sink.complete();
        }

        @Override
        public void onError(Throwable error) {
            sink.error(error);
        }

        private static FinishReason reason(ChatResponse response) {
            if (response.aiMessage().hasToolExecutionRequests()) {
                return FinishReason.TOOL_EXECUTION;
            }
            return Optional.ofNullable(response.finishReason()).orElse(FinishReason.STOP);
        }

        private static Usage usage(@Nullable TokenUsage usage) {
            return usage == null
                    ? Usage.NONE
                    : new Usage(orZero(usage.inputTokenCount()), 0, orZero(usage.outputTokenCount()), 0);
        }

        private static int orZero(@Nullable Integer count) {
            return count == null ? 0 : count;
        }
    }
}
