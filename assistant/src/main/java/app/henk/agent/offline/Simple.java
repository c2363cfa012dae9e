package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.ToolCall;
import java.util.List;
import java.util.Map;

/** What one wish asks for and one tool does, without any details. */
final class Simple implements Errand {

    private final Dialogue dialogue;
    private final Report report;

    Simple(Dialogue dialogue, Report report) {
        this.dialogue = dialogue;
        this.report = report;
    }

    @Override
    public List<ToolCall> calls() {
        if (dialogue.heard.doesAny(Intent.MY_BOOKINGS, Intent.ORDER_STATUS)) {
            return List.of(new ToolCall(Tools.BOOKINGS, Map.of()));
        }
        return dialogue.heard.does(Intent.ELSEWHERE)
                ? List.of(new ToolCall(Tools.ELSEWHERE, Map.of()))
                : List.of();
    }

    @Override
    public boolean addTo(List<Line> lines) {
        return report.of(Tools.BOOKINGS, lines) | report.of(Tools.ELSEWHERE, lines);
    }
}
