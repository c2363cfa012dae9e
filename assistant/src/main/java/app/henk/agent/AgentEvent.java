package app.henk.agent;

import java.math.BigDecimal;
import java.util.List;

/** What happens in a turn, in order. Exactly one {@link Finished} comes last. */
public sealed interface AgentEvent {

    /** A piece of the answer, never empty, never retracted. Pieces that arrive together come as one. */
    record Text(String delta) implements AgentEvent {}

    record ToolStarted(String callId, String tool, String arguments) implements AgentEvent {}

    /**
     * @param result as the model sees it, JSON
     * @param failed the result says why nothing was done
     * @param step the call as it is kept with the answer, also with one that ends before it is finished
     */
    record ToolFinished(String callId, String tool, String result, boolean failed, AgentRequest.Step step)
            implements AgentEvent {}

    record CardShown(Card card) implements AgentEvent {}

    record Finished(Answer answer) implements AgentEvent {}

    /**
     * @param text all that was said; what is stored as the assistant's message
     * @param language de, en or fr
     * @param model which one spoke last; {@code offline} for the engine
     * @param cost in US dollars, zero for the offline engine
     */
    record Answer(
            String text,
            String language,
            List<AgentRequest.Step> steps,
            List<Card> cards,
            Outcome outcome,
            String model,
            int inputTokens,
            int outputTokens,
            BigDecimal cost) {}

    enum Outcome {
        COMPLETE,
        /** Rounds, seconds or tokens were used up; the text says so. */
        LIMITED,
        /** The model failed under way and the offline engine finished the answer. */
        FELL_BACK,
        /** The message was not understood, or all that would have answered it could not be borne out. */
        UNHELPFUL;

        /** Whether an answer with this outcome, as it is stored, did not help. */
        public static boolean failed(String stored) {
            return stored.equals(UNHELPFUL.name()) || stored.equals(LIMITED.name());
        }
    }
}
