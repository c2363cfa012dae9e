package app.henk.agent.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.output.FinishReason;
import java.util.List;

/** What a model says while it answers. */
public sealed interface ModelSignal {

    /** More of the visible answer, never empty. What arrived together comes together. */
    record Text(String delta) implements ModelSignal {}

    /**
     * The model wants these tools run; comes once, after all text.
     *
     * @param message to be put into the next request as it is: its attributes hold what the model wants to see again
     * @param calls at least one, each with an id; names and arguments are the model's and unchecked
     * @param byEngine the program's own engine asks, which reads nothing but the person's words; said by who asked it,
     *     never by the one that answered
     */
    record ToolCalls(AiMessage message, List<ToolExecutionRequest> calls, boolean byEngine) implements ModelSignal {

        public ToolCalls(AiMessage message, List<ToolExecutionRequest> calls) {
            this(message, calls, false);
        }

        ToolCalls ofEngine() {
            return new ToolCalls(message, calls, true);
        }
    }

    /** The answer is whole; the last signal. */
    record Finished(AiMessage message, Usage usage, String modelName, FinishReason reason) implements ModelSignal {}
}
