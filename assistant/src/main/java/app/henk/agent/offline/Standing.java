package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.Place;
import app.henk.agent.offline.Move.ToolCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Where a person's things stand: visits, orders, promises; and the way back to the conversation. */
final class Standing implements Errand {

    private static final List<String> LISTS = List.of("appointments", "orders", "promises");

    private final Dialogue dialogue;
    private final Report report;

    Standing(Dialogue dialogue, Report report) {
        this.dialogue = dialogue;
        this.report = report;
    }

    @Override
    public List<ToolCall> calls() {
        if (dialogue.heard.doesAny(Intent.MY_BOOKINGS, Intent.ORDER_STATUS)) {
            return List.of(new ToolCall(Tools.BOOKINGS, Map.of()));
        }
        return dialogue.heard.does(Intent.ELSEWHERE) && !dialogue.disowns()
                ? List.of(new ToolCall(Tools.ELSEWHERE, Map.of()))
                : List.of();
    }

    @Override
    public boolean addTo(List<Line> lines) {
        var bookings = dialogue.result(Tools.BOOKINGS);
        bookings.ifPresent(found -> standing(found, lines));
        return report.of(Tools.ELSEWHERE, lines) || bookings.isPresent();
    }

    private void standing(ToolResult found, List<Line> lines) {
        int before = lines.size();
        lines.add(Line.of("errand.my_bookings.done"));
        for (String list : LISTS) {
            for (JsonNode one : found.result().path(list)) {
                lines.add(Line.of("errand.my_bookings." + list, values(one)).at(Place.ITEM));
            }
        }
        if (lines.size() == before + 1) {
            lines.removeLast();
            boolean visitor = dialogue.turn.speaker() == app.henk.agent.TurnContext.Speaker.VISITOR;
            lines.add(Line.of(
                    visitor ? "errand.my_bookings.stranger" : "errand.my_bookings.none",
                    Map.of("phone", dialogue.turn.tenant().contact().phone())));
        }
    }

    private static Map<String, Object> values(JsonNode one) {
        Map<String, Object> values = new HashMap<>();
        one.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                values.put(entry.getKey(), entry.getValue().asString(""));
            }
        });
        return values;
    }
}
