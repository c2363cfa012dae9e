package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.ToolCall;
import java.util.List;

/** Something that the house does for a person by one of its tools, beside advising. */
interface Errand {

    /** What has to be done for this message before it can be answered. */
    List<ToolCall> calls();

    /** What to do next with what was found for this very message; nothing as a rule. */
    default List<ToolCall> next() {
        return List.of();
    }

    /** Reports what was done. Whether it has, so that nothing else should be asked. */
    boolean addTo(List<Line> lines);
}
