package app.henk.chat;

import app.henk.agent.AgentEvent;
import app.henk.agent.Card;
import app.henk.chat.Chat.Answering;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** An answer as one JSON object, for clients that cannot read a stream. */
@Component
class Answers {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Runs runs;
    private final StoredRuns stored;
    private final History history;
    private final JsonMapper json;

    Answers(Runs runs, StoredRuns stored, History history, JsonMapper json) {
        this.runs = runs;
        this.stored = stored;
        this.history = history;
        this.json = json;
    }

    /**
     * @param message_id empty when nothing was answered, because a person of the house has taken over
     * @param reply all that was said; cards in the order in which they were shown
     * @param interrupts what the person is asked before it is done; answered by {@code resume} in the next message
     * @param handoff who that person is; what the person says stands in the conversation's messages
     */
    record Reply(
            String session_id,
            String message_id,
            String reply,
            String language,
            List<Card> cards,
            List<Map<String, Object>> interrupts,
            Optional<Map<String, Object>> handoff) {}

    Mono<Void> write(Answering answering, ServerWebExchange exchange) {
        return reply(answering).flatMap(reply -> {
            var response = exchange.getResponse();
            response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
            response.getHeaders().setCacheControl("no-store");
            return response.writeWith(
                    Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(reply))));
        });
    }

    private Mono<Reply> reply(Answering answering) {
        Mono<Reply> reply = runs.find(answering.run())
                .map(run -> run.answer().map(answer -> reply(answering, run, answer)))
                .orElseGet(() -> fromDatabase(answering));
        return reply.timeout(
                LONGEST,
                Mono.error(() -> new Problem(
                        HttpStatus.GATEWAY_TIMEOUT, "answer-late", "The answer takes too long. Ask again for it.")));
    }

    private static Reply reply(Answering answering, LiveRun run, AgentEvent.Answer answer) {
        return new Reply(
                answering.key().wire(),
                run.answerId().toString(),
                answer.text(),
                answer.language(),
                answer.cards(),
                Interrupts.of(answer.cards()),
                Optional.empty());
    }

    private Mono<Reply> fromDatabase(Answering answering) {
        Scope scope = answering.principal().scope();
        return stored.state(scope, answering.run())
                .flatMap(state -> (state.isRunning() && state.dead() ? stored.bury(scope, state.run()) : Mono.empty())
                        .then(history.answerOf(scope, answering.run()))
                        .map(answer -> new Reply(
                                answering.key().wire(),
                                answer.id().toString(),
                                answer.text(),
                                answer.language(),
                                answer.cards(),
                                Interrupts.of(answer.cards()),
                                Optional.empty()))
                        // answer and end are kept together: a run that has finished without one was never answered
                        .switchIfEmpty(state.status().equals("finished") ? unanswered(answering) : Mono.empty()))
                .repeatWhenEmpty(240, again -> again.delayElements(LOOK_AGAIN));
    }

    private Mono<Reply> unanswered(Answering answering) {
        return history.handoff(answering.principal().scope(), answering.key().conversation())
                .map(who ->
                        new Reply(answering.key().wire(), "", "", "", List.of(), List.of(), Optional.of(who.wire())));
    }
}
