package app.henk.agent;

import app.henk.agent.AgentEvent.Outcome;
import app.henk.agent.AgentRequest.Step;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether an answer helped. Read from what happened in the turn, not from what a model says about itself. */
final class FailedTurn {

    /**
     * The attribute of a model's message by which it says that it did not understand: {@code offered} when it has
     * offered a person in its own words, otherwise anything.
     */
    static final String NOT_UNDERSTOOD = "not_understood";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FailedTurn() {}

    /** Not understood; cut short by a limit; or nothing but refusals and searches that found nothing. */
    static boolean is(Turn turn) {
        if (turn.outcome() == Outcome.LIMITED || notUnderstood(turn).isPresent()) {
            return true;
        }
        boolean helped = !turn.cards().isEmpty() || turn.steps().stream().anyMatch(step -> !isFruitless(step));
        return !helped && (turn.gate.withheld() > 0 || !turn.steps().isEmpty());
    }

    static boolean offersAlready(Turn turn) {
        return notUnderstood(turn).filter("offered"::equals).isPresent();
    }

    private static Optional<Object> notUnderstood(Turn turn) {
        return turn.finished().map(end -> end.message().attributes().get(NOT_UNDERSTOOD));
    }

    private static boolean isFruitless(Step step) {
        try {
            JsonNode result = JSON.readTree(step.result());
            return result.has("error") || result.path("found").asInt(1) == 0 && !result.has("relaxation");
        } catch (JacksonException cut) {
            // only a long result is ever cut, and a long one has found something
            return false;
        }
    }
}
