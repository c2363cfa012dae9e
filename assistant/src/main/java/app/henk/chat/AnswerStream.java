package app.henk.chat;

import app.henk.chat.Chat.Answering;
import app.henk.chat.ChatRequest.Dialect;
import app.henk.platform.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends an answer as server-sent events, from the instance that makes it or from what the database has of it. */
@Component
class AnswerStream {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Runs runs;
    private final StoredRuns stored;
    private final ConversationStore store;

    AnswerStream(Runs runs, StoredRuns stored, ConversationStore store) {
        this.runs = runs;
        this.stored = stored;
        this.store = store;
    }

    Mono<Void> write(Caller caller, Answering answering, ChatRequest request, ServerWebExchange exchange) {
        Wire wire = new Wire(
                request.dialect(),
                answering.key().wire(),
                request.clientRunId().orElse(answering.run().toString()),
                answering.run(),
                request.speaksVersion1(),
                exchange.getResponse().bufferFactory());
        return send(exchange, wire, frames(caller, answering.principal().scope(), wire, Optional.empty()));
    }

    Mono<Void> resume(Caller caller, SessionKey key, Dialect dialect, ServerWebExchange exchange) {
        Scope scope = caller.inConversation(key).scope();
        Optional<Position> last = Position.of(exchange.getRequest().getHeaders().getFirst("Last-Event-ID"));
        Mono<StoredRuns.State> wanted = last.map(at -> stored.state(scope, at.run()))
                .orElseGet(() -> stored.latest(scope, key.conversation()).filter(StoredRuns.State::isRunning));
        return store.mustSee(caller.inConversation(key), key)
                .then(wanted.filter(state -> state.conversation().equals(key.conversation())))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(state -> state.map(found -> {
                            Wire wire = new Wire(
                                    dialect,
                                    key.wire(),
                                    found.run().toString(),
                                    found.run(),
                                    true,
                                    exchange.getResponse().bufferFactory());
                            return send(exchange, wire, frames(caller, scope, wire, last.map(Position::frame)));
                        })
                        .orElseGet(() -> nothing(exchange.getResponse())));
    }

    private static Mono<Void> nothing(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.NO_CONTENT);
        return response.setComplete();
    }

    private static Mono<Void> send(ServerWebExchange exchange, Wire wire, Flux<DataBuffer> frames) {
        ServerHttpResponse response = exchange.getResponse();
        var headers = response.getHeaders();
        headers.set("Content-Type", "text/event-stream;charset=UTF-8");
        headers.set("Cache-Control", "no-cache, no-transform");
        headers.set("X-Accel-Buffering", "no");
        if (wire.dialect() == Dialect.AI_SDK) {
            headers.set("x-vercel-ai-ui-message-stream", "v1");
        }
        // not writeAndFlushWith: Reactor Netty flushes by itself when nothing more waits, once for all that came
        // together
        return response.writeWith(frames);
    }

    /** @param after the last frame that the reader has; empty for a reader that has seen nothing */
    private Flux<DataBuffer> frames(Caller caller, Scope scope, Wire wire, Optional<Integer> after) {
        return runs.find(wire.run())
                .map(run -> run.log().tail(after.orElse(0), wire.renderer(run, after.isEmpty())))
                .orElseGet(() -> fromDatabase(caller, scope, wire, after));
    }

    /** Looks again and again, until the run has ended; a run whose instance died is ended here. */
    private Flux<DataBuffer> fromDatabase(Caller caller, Scope scope, Wire wire, Optional<Integer> after) {
        Wire.Stored reader = wire.stored(after.orElse(0), after.isEmpty());
        return Mono.defer(() -> stored.state(scope, wire.run())
                        .flatMap(state -> state.isRunning() && state.dead()
                                ? stored.bury(scope, wire.run()).then(stored.state(scope, wire.run()))
                                : Mono.just(state))
                        .zipWhen(state -> stored.frames(scope, wire.run())))
                .map(seen -> reader.render(
                        seen.getT2(),
                        seen.getT1().isRunning()
                                ? Optional.empty()
                                : Optional.of(stored.ending(
                                        seen.getT1().status(),
                                        seen.getT2(),
                                        caller.tenant().language()))))
                .repeatWhen(again -> again.delayElements(LOOK_AGAIN).takeUntil(n -> reader.isDone()))
                .takeUntil(buffer -> reader.isDone())
                .take(LONGEST);
    }

    /** Where a reader stopped: {@code <run>:<frame>}. */
    private record Position(UUID run, int frame) {

        static Optional<Position> of(@org.jspecify.annotations.Nullable String lastEventId) {
            if (lastEventId == null || lastEventId.length() > 60) {
                return Optional.empty();
            }
            int colon = lastEventId.indexOf(':');
            try {
                return colon < 0
                        ? Optional.empty()
                        : Optional.of(new Position(
                                UUID.fromString(lastEventId.substring(0, colon)),
                                Math.max(0, Integer.parseInt(lastEventId.substring(colon + 1)))));
            } catch (IllegalArgumentException notOurs) {
                return Optional.empty();
            }
        }
    }
}
