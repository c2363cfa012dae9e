package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps a question that nobody here can answer, so that somebody answers it by mail. */
final class Later implements Errand {

    private final Dialogue dialogue;
    private final Report report;

    Later(Dialogue dialogue, Report report) {
        this.dialogue = dialogue;
        this.report = report;
    }

    @Override
    public List<ToolCall> calls() {
        return question().map(this::call).stream().toList();
    }

    private Optional<String> question() {
        Heard heard = dialogue.heard;
        Optional<String> open = dialogue.matters.openQuestion();
        boolean agrees = heard.doesAny(Intent.AFFIRM, Intent.CONSENT) && dialogue.news.isEmpty();
        // who chooses something and leaves an address wants that, and not the answer
        boolean accepts = dialogue.asked.equals("later")
                && !heard.does(Intent.CHOOSE)
                && (agrees || heard.contact().email().isPresent());
        boolean waits = dialogue.matters.keeping()
                && (heard.contact().email().isPresent() || (agrees && dialogue.asked.equals("consent")));
        return heard.does(Intent.LATER) || accepts || waits ? open.or(this::asked) : Optional.empty();
    }

    /** What this message asks, or the question before it: who asks for an answer by mail may not like the one given. */
    private Optional<String> asked() {
        return dialogue.heard.acts().stream()
                .filter(act -> act.intent() == Intent.QUESTION)
                .map(Heard.Act::sentence)
                .findFirst()
                .or(() -> dialogue.heard.does(Intent.LATER) ? dialogue.matters.lastQuestion() : Optional.empty());
    }

    private ToolCall call(String question) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("question", question);
        dialogue.contact.email().ifPresent(email -> arguments.put("email", email));
        return new ToolCall(Tools.LATER, arguments);
    }

    @Override
    public boolean addTo(List<Line> lines) {
        return report.of(Tools.LATER, lines);
    }
}
