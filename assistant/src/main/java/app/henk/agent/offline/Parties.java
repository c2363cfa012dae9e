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
        boolean agrees = dialogue.asked.equals("group") && heard.does(Intent.AFFIRM);
        return (heard.does(Intent.GROUP) || agrees) && !dialogue.matters.hasGroup() ? List.of(start()) : List.of();
    }

    private ToolCall start() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        String kind = kind();
        arguments.put("kind", kind);
        arguments.put("name", name().orElseGet(() -> show.say("group_name." + kind)));
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

    /** What stands behind "soll … heißen", up to the end of the sentence. */
    private Optional<String> name() {
        List<Token> tokens = Token.of(dialogue.heard.text());
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Lookup.Hit> said = dialogue.words().of("group_name").at(tokens, i);
            if (said.isPresent()) {
                int from = i + said.get().length();
                int to = from;
                while (to < tokens.size()
                        && !".!?,;".contains(tokens.get(to).folded())
                        && !dialogue.words().of("group_name").has(tokens, to)) {
                    to++;
                }
                if (to > from) {
                    return Optional.of(dialogue.heard
                            .text()
                            .substring(
                                    tokens.get(from).start(), tokens.get(to - 1).end()));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean addTo(List<Line> lines) {
        return report.of(Tools.GROUP, lines) | report.of(Tools.PROGRESS, lines);
    }
}
