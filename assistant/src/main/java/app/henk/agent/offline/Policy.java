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
        if (dialogue.results.isEmpty()) {
            List<ToolCall> calls = new Enquiries(dialogue, consultation)
                    .needed().stream()
                            .filter(call -> tools.contains(call.tool()))
                            .toList();
            if (!calls.isEmpty()) {
                return new Move.Call(calls);
            }
        }
        return new Move.Say(new Reply(dialogue, consultation, show).lines());
    }
}
