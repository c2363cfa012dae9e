package app.henk.agent.offline;

import app.henk.agent.TurnContext.Speaker;
import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the house knows of a person: shown, corrected, measured, exported, erased. */
final class Profile implements Errand {

    private final Dialogue dialogue;
    private final Report report;

    Profile(Dialogue dialogue, Report report) {
        this.dialogue = dialogue;
        this.report = report;
    }

    @Override
    public List<ToolCall> calls() {
        List<ToolCall> calls = new ArrayList<>();
        Heard heard = dialogue.heard;
        // who is nobody yet has nothing to change: a number that is told is told for the first time
        boolean first = dialogue.turn.speaker() == Speaker.VISITOR
                && !dialogue.stored
                && !heard.contact().isEmpty();
        if (heard.does(Intent.CHANGE_DATA) && !first) {
            calls.add(correction());
        } else if (heard.does(Intent.ABOUT_ME)) {
            calls.add(new ToolCall(Tools.ABOUT_ME, Map.of()));
        }
        if (!heard.details().measures().isEmpty() || asksToTellMeasures()) {
            calls.add(new ToolCall(
                    Tools.MEASURES, new LinkedHashMap<>(heard.details().measures())));
        }
        if (dialogue.disowns()) {
            calls.add(privacy("not_mine"));
        }
        if (heard.does(Intent.EXPORT_DATA)) {
            calls.add(privacy("export"));
        }
        if (heard.does(Intent.ERASE_DATA)) {
            calls.add(privacy("erase"));
        } else if (dialogue.agreement.isWithdrawn()) {
            calls.add(privacy("withdraw_consent"));
        }
        return calls;
    }

    /** "Ich möchte meine Maße angeben": without a figure yet, which is asked for by a form. */
    private boolean asksToTellMeasures() {
        return dialogue.words().of("tell_measures").isIn(Token.of(dialogue.heard.text()));
    }

    private static ToolCall privacy(String kind) {
        return new ToolCall(Tools.PRIVACY, Map.of("kind", kind));
    }

    /** Which fact is meant can only be told when they lie on the table. */
    private ToolCall correction() {
        Contact told = dialogue.heard.contact();
        Map<String, Object> arguments = new LinkedHashMap<>();
        dialogue.matters.fact(dialogue.heard, dialogue.words()).ifPresent(key -> arguments.put("fact", key));
        told.email().or(told::phone).or(told::name).ifPresent(value -> arguments.put("value", value));
        return arguments.containsKey("fact")
                ? new ToolCall(Tools.CHANGE_FACT, arguments)
                : new ToolCall(Tools.ABOUT_ME, Map.of());
    }

    @Override
    public boolean addTo(List<Line> lines) {
        boolean changed = report.of(Tools.CHANGE_FACT, lines);
        boolean known = report.of(Tools.ABOUT_ME, lines);
        boolean measured = report.of(Tools.MEASURES, lines);
        boolean private_ = report.of(Tools.PRIVACY, kind(), lines);
        return changed || known || measured || private_;
    }

    private Map<String, ?> kind() {
        return dialogue.result(Tools.PRIVACY)
                .map(result -> result.arguments().path("kind").asString(""))
                .map(kind -> Map.of(kind, true))
                .orElse(Map.of());
    }
}
