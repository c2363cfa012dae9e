package app.henk.agent.model;

import app.henk.agent.model.ModelFailure.Kind;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.output.FinishReason;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** One answer of Gemini while it arrives. Confined to the thread on which the bytes arrive. */
final class GeminiAnswer {

    private static final int MAX_FRAME_BYTES = 1 << 20;

    private final String model;
    private final SseFrames frames;
    private final StringBuilder said = new StringBuilder();
    private final List<ToolExecutionRequest> calls = new ArrayList<>();
    private final GeminiParts parts = new GeminiParts();

    private String modelVersion;
    private String finishReason = "";
    private String blockReason = "";
    private @Nullable ModelFailure failure;

    /** Read by the deadline's thread. */
    private volatile boolean begun;

    private volatile long lastEventAt = System.nanoTime();

    private volatile boolean finishSeen;
    private volatile Usage usage = Usage.NONE;

    GeminiAnswer(String model) {
        this.model = model;
        this.modelVersion = model;
        this.frames = new SseFrames(MAX_FRAME_BYTES, this::frame);
    }

    /** Takes what arrived and returns the visible text in it, as one piece, often empty. */
    String feed(ByteBuf arrived) {
        int before = said.length();
        frames.feed(arrived);
        if (failure != null) {
            throw failure;
        }
        return said.substring(before);
    }

    /** The body has ended: the last signals, or why this is no whole answer. */
    List<ModelSignal> end() {
        if (!finishSeen && blockReason.isEmpty()) {
            throw GeminiErrors.inStream(frames.leftover())
                    .orElseGet(() -> new ModelFailure(Kind.TRUNCATED, "the stream ended without a finish reason"));
        }
        Optional<Kind> wrong = GeminiFinish.wrong(finishReason, blockReason, !calls.isEmpty(), !said.isEmpty());
        if (wrong.isPresent()) {
            String why = blockReason.isEmpty() ? "finish reason " + finishReason : "prompt blocked: " + blockReason;
            throw new ModelFailure(wrong.get(), GeminiErrors.redact(why));
        }
        return signals();
    }

    private List<ModelSignal> signals() {
        AiMessage.Builder message = AiMessage.builder();
        if (!said.isEmpty()) {
            message.text(said.toString());
        }
        parts.attributes(model).ifPresent(message::attributes);
        if (calls.isEmpty()) {
            FinishReason reason = GeminiFinish.reason(finishReason);
            return List.of(new ModelSignal.Finished(message.build(), usage, modelVersion, reason));
        }
        AiMessage calling = message.toolExecutionRequests(calls).build();
        return List.of(
                new ModelSignal.ToolCalls(calling, List.copyOf(calls)),
                new ModelSignal.Finished(calling, usage, modelVersion, FinishReason.TOOL_EXECUTION));
    }

    private void frame(byte[] bytes, int offset, int length) {
        lastEventAt = System.nanoTime();
        begun = true;
        try {
            GeminiFrame.read(bytes, offset, length, this);
        } catch (JacksonException e) {
            failure = new ModelFailure(Kind.TRUNCATED, "an event that is not JSON");
        }
    }

    void said(String text) {
        said.append(text);
    }

    void keepText(String text) {
        parts.text(text);
    }

    void keep(String rawPart) {
        parts.raw(rawPart);
    }

    void called(String id, String name, String arguments) {
        calls.add(ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(arguments)
                .build());
    }

    void finishReason(String reason) {
        if (!reason.isEmpty()) {
            finishReason = reason;
            finishSeen = true;
        }
    }

    void promptBlocked(String reason) {
        blockReason = reason.isEmpty() ? "unspecified" : reason;
    }

    void modelVersion(String version) {
        if (!version.isEmpty()) {
            modelVersion = version;
        }
    }

    /** Running totals: the last one counts. */
    void usage(Usage total) {
        usage = total;
    }

    void failed(String rawError) {
        byte[] wrapped = ("{\"error\":" + rawError + "}").getBytes(StandardCharsets.UTF_8);
        failure = GeminiErrors.inStream(wrapped)
                .orElseGet(() -> new ModelFailure(Kind.UNAVAILABLE, "an error inside the stream"));
    }

    /** Whether an event has come; whole ones count, so that bytes that trickle without ever making one are silence. */
    boolean hasBegun() {
        return begun;
    }

    /** When the last event was whole, or when we began to wait; as {@link System#nanoTime()}. */
    long lastEventAt() {
        return lastEventAt;
    }

    /** Whether all has been said, even if the connection stays open. */
    boolean isWhole() {
        return finishSeen;
    }

    Usage usage() {
        return usage;
    }
}
