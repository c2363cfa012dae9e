package app.henk.agent.offline.staff;

import app.henk.insights.Query;
import app.henk.insights.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that a colleague's message wants. */
public sealed interface Command {

    /** Something to be done or shown by a tool. */
    record Call(String tool, Map<String, Object> arguments) implements Command {
        public Call {
            arguments = Map.copyOf(arguments);
        }
    }

    /**
     * A question to the data.
     *
     * @param whole with what a follow-up takes over from the question before
     * @param show how the answer shall look: table, bar, line, funnel, donut or kpi
     */
    record Ask(Query whole, boolean followsUp, Optional<String> show) implements Command {}

    /** Something to be done with each record that a question finds. */
    record ForAll(Query which, Call each) implements Command {}

    /** A question of which nothing is asked, because the data have no such thing. */
    record Refused(Refusal refusal) implements Command {}

    /**
     * Words that were not understood, so that nothing is done on a guess.
     *
     * @param part what was said
     * @param words those of it that the engine does not know; empty when it is all of it
     */
    record Unclear(String part, List<String> words) implements Command {}

    /**
     * A command that lacks something.
     *
     * @param what which, due, title, name, lever, merge_with
     */
    record Missing(String tool, String what) implements Command {}

    /** A yes or no that goes with nothing else. */
    record Answer(boolean yes) implements Command {}

    /** greet, thanks or help. */
    record Courtesy(String kind) implements Command {}
}
