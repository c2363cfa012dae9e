package app.henk.agent;

import app.henk.agent.AgentEvent.Answer;
import app.henk.agent.AgentEvent.CardShown;
import app.henk.agent.AgentEvent.Finished;
import app.henk.agent.AgentEvent.Text;
import app.henk.platform.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What comes after the last word: a question whose wording matters, sources, quick replies, the turn's account. */
@Component
class TurnEnding {

    /** The attribute of a model's message under which it may offer replies: a list of texts. */
    static final String QUICK_REPLIES = "quick_replies";

    private static final int MOST_REPLIES = 5;
    private static final int LONGEST_REPLY = 60;

    Flux<AgentEvent> of(Turn turn) {
        List<AgentEvent> events = new ArrayList<>();
        turn.closing().ifPresent(question -> events.add(new Text(turn.sayApart(question))));
        turn.sources
                .of(turn.steps(), turn.said())
                .filter(turn::isNew)
                .ifPresent(card -> events.add(new CardShown(card)));
        List<Map<String, String>> replies = replies(turn);
        if (!replies.isEmpty()) {
            Card card = new Card(
                    Ids.next().toString(),
                    "quick_replies",
                    Map.of("v", 1, "title", "", "fallback", spoken(replies), "options", replies));
            if (turn.isNew(card)) {
                events.add(new CardShown(card));
            }
        }
        events.add(new Finished(new Answer(
                turn.said(),
                turn.language(),
                turn.steps(),
                turn.cards(),
                turn.outcome(),
                turn.model(),
                turn.usage().inputTokens(),
                turn.usage().outputTokens() + turn.usage().thoughtTokens(),
                turn.cost())));
        return Flux.fromIterable(events);
    }

    private static String spoken(List<Map<String, String>> replies) {
        return replies.stream().map(reply -> reply.get("label")).collect(Collectors.joining(" · "));
    }

    private static List<Map<String, String>> replies(Turn turn) {
        Object offered = turn.finished()
                .map(end -> end.message().attributes().get(QUICK_REPLIES))
                .orElse(List.of());
        if (!(offered instanceof List<?> texts)) {
            return List.of();
        }
        return texts.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_REPLY)
                .limit(MOST_REPLIES)
                .map(text -> Map.of("label", text, "value", text))
                .toList();
    }
}
