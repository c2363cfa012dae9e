package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the house promises to do by a day: send samples, call back. The day is the house's to reckon. */
final class Promises implements Errand {

    private final Dialogue dialogue;
    private final Report report;

    Promises(Dialogue dialogue, Report report) {
        this.dialogue = dialogue;
        this.report = report;
    }

    @Override
    public List<ToolCall> calls() {
        boolean wanted = dialogue.heard.doesAny(Intent.SAMPLES, Intent.CALL_ME);
        // name and address go first: whom it is promised to has to be known
        boolean told = !dialogue.heard.contact().isEmpty() && !dialogue.stored;
        return wanted && !told ? waiting() : List.of();
    }

    /** The wish is kept now, so the promise can be made. */
    @Override
    public List<ToolCall> next() {
        boolean kept = dialogue.result(Tools.LEAD).filter(Tools::isStored).isPresent();
        return kept && dialogue.result(Tools.PROMISE).isEmpty() ? waiting() : List.of();
    }

    private List<ToolCall> waiting() {
        return dialogue.matters.waiting().map(this::call).stream().toList();
    }

    private ToolCall call(String what) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("what", what);
        String about = what.equals("samples")
                ? dialogue.table
                        .chosen
                        .map(Offer::name)
                        .orElseGet(() -> String.join(
                                ", ",
                                dialogue.table.shown.stream().map(Offer::name).toList()))
                : "";
        if (!about.isBlank()) {
            arguments.put("about", about);
        }
        return new ToolCall(Tools.PROMISE, arguments);
    }

    @Override
    public boolean addTo(List<Line> lines) {
        boolean leadAsks = dialogue.result(Tools.LEAD).isPresent();
        Optional<ToolResult> promise = dialogue.result(Tools.PROMISE);
        // who is to be asked for name and consent is asked once
        return promise.isPresent()
                && !(leadAsks && !promise.get().result().path("missing").isEmpty())
                && report.of(Tools.PROMISE, what(promise.get()), lines)
                && !leadAsks;
    }

    private static Map<String, ?> what(ToolResult promise) {
        return Map.of(promise.arguments().path("what").asString("promised"), true);
    }
}
