package app.henk.agent.offline;

import app.henk.agent.offline.Move.ToolCall;
import java.util.List;

/** Decides what comes next: the tools that the message needs, once; then the answer. */
final class Policy {

    private final Consultation consultation;

    Policy(Consultation consultation) {
        this.consultation = consultation;
    }

    /** @param tools that this request offers; what is not offered is not asked */
    Move next(Dialogue dialogue, Show show, List<String> tools) {
        Errands errands = new Errands(dialogue, consultation, show, tools);
        List<ToolCall> calls =
                dialogue.results.isEmpty() ? new Enquiries(dialogue, consultation, errands).needed() : errands.next();
        List<ToolCall> possible =
                calls.stream().filter(call -> tools.contains(call.tool())).toList();
        return possible.isEmpty()
                ? new Move.Say(new Reply(dialogue, consultation, show, errands).lines())
                : new Move.Call(possible);
    }
}
