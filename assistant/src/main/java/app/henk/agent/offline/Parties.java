package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Wedding parties and teams that are dressed together. */
final class Parties implements Errand {

    private final Dialogue dialogue;
    private final Show show;
    private final Report report;

    Parties(Dialogue dialogue, Show show, Report report) {
        this.dialogue = dialogue;
        this.show = show;
        this.report = report;
    }

    @Override
    public List<ToolCall> calls() {
        Heard heard = dialogue.heard;
        if (heard.does(Intent.PROGRESS)) {
            return List.of(new ToolCall(Tools.PROGRESS, Map.of()));
        }
        boolean consents = heard.does(Intent.CONSENT)
                || (dialogue.asked.equals("consent") && heard.does(Intent.AFFIRM) && !heard.does(Intent.DENY));
        Optional<Map<String, Object>> wanted = dialogue.matters.groupWanted();
        if (consents && wanted.isPresent() && dialogue.contact.reachable()) {
            return List.of(new ToolCall(Tools.GROUP, wanted.get()));
        }
        boolean agrees = dialogue.asked.equals("group") && heard.does(Intent.AFFIRM);
        return (heard.does(Intent.GROUP) || agrees) && !dialogue.matters.hasGroup() ? List.of(start()) : List.of();
    }

    private ToolCall start() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        String kind = kind();
        arguments.put("kind", kind);
        arguments.put("name", new PartyName(dialogue, show).of(kind));
        dialogue.brief
                .when()
                .filter(when -> when.grain() == When.Grain.DAY)
                .ifPresent(when -> arguments.put("date", when.from().toString()));
        dialogue.matters.people().ifPresent(size -> arguments.put("size", size));
        return new ToolCall(Tools.GROUP, arguments);
    }

    private String kind() {
        Words words = dialogue.words();
        boolean wedding = dialogue.brief.wanted("occasion").contains("occasion.wedding");
        return words.of("group_kinds")
                .in(Token.of(dialogue.heard.text()))
                .map(Lookup.Hit::value)
                .orElse(wedding ? "wedding" : "team");
    }

    @Override
    public boolean addTo(List<Line> lines) {
        return report.of(Tools.GROUP, lines) | report.of(Tools.PROGRESS, lines);
    }
}
