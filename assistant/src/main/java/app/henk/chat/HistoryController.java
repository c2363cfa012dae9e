package app.henk.chat;

import app.henk.platform.Problem;
import app.henk.platform.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What was said, and what the person thought of it. */
@RestController
class HistoryController {

    private static final int MOST = 100;

    private final Callers callers;
    private final ConversationStore store;
    private final History history;
    private final OwnConversations own;

    HistoryController(Callers callers, ConversationStore store, History history, OwnConversations own) {
        this.callers = callers;
        this.store = store;
        this.history = history;
        this.own = own;
    }

    /** @param handoff whether a person of the house is wanted or speaks, and who */
    record Conversation(String session_id, List<History.Entry> messages, Map<String, Object> handoff) {}

    /** @param value {@code up}, {@code down}, or {@code none} to take it back */
    record Feedback(String value) {}

    /** One's own conversations, the latest first; for whoever is signed in. */
    @GetMapping("/api/chat/conversations")
    Mono<OwnConversations.Page> conversations(
            @RequestParam Optional<String> after,
            @RequestParam(defaultValue = "30") int limit,
            ServerWebExchange exchange) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("wrong-limit", "The parameter 'limit' must be from 1 to " + MOST + ".");
        }
        exchange.getResponse().getHeaders().setCacheControl("no-store");
        return callers.of(exchange)
                .map(caller ->
                        caller.account().orElseThrow(() -> Problem.forbidden("Sign in to see your conversations.")))
                .flatMap(who -> own.list(who, after, limit));
    }

    @GetMapping("/api/chat/{session}/messages")
    Mono<Conversation> messages(@PathVariable String session, ServerWebExchange exchange) {
        SessionKey key = SessionKey.parse(session);
        exchange.getResponse().getHeaders().setCacheControl("no-store");
        return callers.of(exchange)
                .map(caller -> caller.inConversation(key))
                .flatMap(principal -> store.mustSee(principal, key)
                        .then(conversation(session, principal.scope(), key.conversation())));
    }

    private Mono<Conversation> conversation(String session, Scope scope, UUID id) {
        return history.of(scope, id)
                .zipWith(history.handoff(scope, id).defaultIfEmpty(Handoff.NONE))
                .map(found ->
                        new Conversation(session, found.getT1(), found.getT2().wire()));
    }

    @PostMapping("/api/chat/{session}/messages/{message}/feedback")
    Mono<ResponseEntity<Void>> feedback(
            @PathVariable String session,
            @PathVariable String message,
            @RequestBody Feedback feedback,
            ServerWebExchange exchange) {
        SessionKey key = SessionKey.parse(session);
        UUID id = messageId(message);
        if (!List.of("up", "down", "none").contains(String.valueOf(feedback.value()))) {
            throw Problem.badRequest("wrong-value", "The field 'value' is one of up, down, none.");
        }
        return callers.of(exchange)
                .map(caller -> caller.inConversation(key))
                .flatMap(principal -> store.mustSee(principal, key)
                        .then(history.rate(principal.scope(), key.conversation(), id, feedback.value())))
                .thenReturn(ResponseEntity.noContent().build());
    }

    /** On the wire the later parts of an answer are numbered: {@code <id>.2}. */
    private static UUID messageId(String wire) {
        int dot = wire.indexOf('.');
        try {
            return UUID.fromString(dot < 0 ? wire : wire.substring(0, dot));
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound("message");
        }
    }
}
