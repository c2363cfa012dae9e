package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A telephone number that can't be right does not hold up whoever can be reached by e-mail. */
final class WrongNumber implements Errand {

    private final Dialogue dialogue;

    WrongNumber(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    @Override
    public List<ToolCall> calls() {
        return List.of();
    }

    @Override
    public List<ToolCall> next() {
        Optional<ToolResult> refused = refused();
        boolean again = refused.isPresent()
                && dialogue.results.stream()
                                .filter(result ->
                                        result.tool().equals(refused.get().tool()))
                                .count()
                        == 1;
        return again ? List.of(withoutNumber(refused.get())) : List.of();
    }

    private Optional<ToolResult> refused() {
        return dialogue.results.stream().filter(Tools::isWrongNumber).findFirst();
    }

    private static ToolCall withoutNumber(ToolResult refused) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        refused.arguments().properties().forEach(entry -> arguments.put(entry.getKey(), entry.getValue()));
        arguments.remove("phone");
        return new ToolCall(refused.tool(), arguments);
    }

    @Override
    public boolean addTo(List<Line> lines) {
        refused()
                .ifPresent(result -> lines.add(Line.of(
                        "contact.number",
                        Map.of("written", result.arguments().path("phone").asString("")))));
        return false;
    }
}
