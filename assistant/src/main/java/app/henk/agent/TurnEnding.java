package app.henk.agent;

import app.henk.agent.AgentEvent.Answer;
import app.henk.agent.AgentEvent.CardShown;
import app.henk.agent.AgentEvent.Finished;
import app.henk.agent.AgentEvent.Text;
import app.henk.agent.ConversationDesk.Cause;
import app.henk.agent.tools.ToolResult;
import app.henk.agent.tools.ToolSession.Author;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What comes after the last word: a question whose wording matters, sources, quick replies, the turn's account. */
@Component
class TurnEnding {

    /** The attribute of a model's message under which it may offer replies: a list of texts. */
    static final String QUICK_REPLIES = "quick_replies";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_REPLIES = 5;
    private static final int LONGEST_REPLY = 60;

    private final HandoffRules rules;
    private final Wording wording;

    TurnEnding(HandoffRules rules, Wording wording) {
        this.rules = rules;
        this.wording = wording;
    }

    Flux<AgentEvent> of(Turn turn, AgentLoop loop) {
        Optional<String> question = turn.closing();
        return Flux.concat(
                Mono.justOrEmpty(rules.broken(turn)).flatMapMany(cause -> call(turn, loop, cause)),
                Flux.defer(() -> ending(turn, question)));
    }

    /** A rule of the tenant calls a person, through the same tool as everybody, however much a model has called. */
    private Flux<AgentEvent> call(Turn turn, AgentLoop loop, Cause cause) {
        String name = cause.name().toLowerCase(Locale.ROOT);
        String id = "rule-" + turn.request.message();
        String arguments = JSON.writeValueAsString(Map.of(
                "cause",
                name,
                "reason",
                wording.say("handoff.reason." + name, turn.context().tenant().language())));
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id(id)
                .name("request_person")
                .arguments(arguments)
                .build();
        Mono<ToolResult> once =
                turn.tools.call(Author.HOUSE, id, "request_person", arguments).cache();
        return loop.callForPerson(turn, call, once)
                .concatWith(once.map(result -> new Text(turn.sayApart(told(turn, name, result)))));
    }

    /** Nobody is told that a person knows of it unless one does. */
    private String told(Turn turn, String cause, ToolResult result) {
        Tenant.Contact house = turn.context().tenant().contact();
        return result.isFailed()
                ? wording.say(
                        "handoff.unreached", turn.language(), Map.of("phone", house.phone(), "email", house.email()))
                : wording.say("handoff.called." + cause, turn.language());
    }

    /** @param question that the answer had to end with before a rule spoke */
    private Flux<AgentEvent> ending(Turn turn, Optional<String> question) {
        List<AgentEvent> events = new ArrayList<>();
        turn.closing().ifPresent(last -> events.add(new Text(turn.sayApart(last))));
        question.filter(asked -> !turn.said().contains(asked))
                .ifPresent(asked -> events.add(new Text(turn.sayApart(asked))));
        boolean offers = offersPerson(turn, events);
        turn.sources
                .of(turn.steps(), turn.said())
                .filter(turn::isNew)
                .ifPresent(card -> events.add(new CardShown(card)));
        List<Map<String, String>> replies = replies(turn, offers);
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

    /** After two answers in a row that did not help, a person is offered; the engine may have done so in its own words. */
    private boolean offersPerson(Turn turn, List<AgentEvent> events) {
        if (!FailedTurn.is(turn)) {
            return false;
        }
        turn.failed();
        boolean again = turn.request.helpers().failed() > 0
                && !turn.request.helpers().waiting()
                && turn.context().speaker() != TurnContext.Speaker.STAFF;
        if (again && !FailedTurn.offersAlready(turn)) {
            String offer = wording.say(
                    "handoff.offer", turn.language(), turn.request.helpers().failed() - 1, Map.of());
            events.add(new Text(turn.sayApart(offer)));
        }
        return again;
    }

    private List<Map<String, String>> replies(Turn turn, boolean offersPerson) {
        List<Map<String, String>> replies = replies(turn);
        if (!offersPerson || !replies.isEmpty()) {
            return replies;
        }
        String ask = wording.say("handoff.ask", turn.language());
        return List.of(Map.of("label", ask, "value", ask));
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
