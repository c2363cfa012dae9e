package app.henk.chat;

import app.henk.chat.ChatRequest.Dialect;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The one address of the conversation, in three dialects: the body's shape decides, then Accept. */
@RestController
class ChatController {

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

    private final Chat chat;
    private final Callers callers;
    private final ChatRequestReader reader;
    private final AnswerStream stream;
    private final Answers answers;
    private final Handoffs handoffs;
    private final ConversationPushes pushes;
    private final EventStream events;
    private final Limits limits;

    ChatController(
            Chat chat,
            Callers callers,
            ChatRequestReader reader,
            AnswerStream stream,
            Answers answers,
            Handoffs handoffs,
            ConversationPushes pushes,
            EventStream events,
            Limits limits) {
        this.chat = chat;
        this.callers = callers;
        this.reader = reader;
        this.stream = stream;
        this.answers = answers;
        this.handoffs = handoffs;
        this.pushes = pushes;
        this.events = events;
        this.limits = limits;
    }

    @Operation(
            summary = "Says something to the assistant; the answer comes whole or as it is made",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            oneOf = {
                                                                ChatShapes.Own.class,
                                                                ChatShapes.AgUi.class,
                                                                ChatShapes.AiSdk.class
                                                            }),
                                            examples = @ExampleObject("{\"message\": \"Guten Tag\"}"))))
    @ApiResponse(
            responseCode = "200",
            description = "The answer: JSON to our own shape, a stream of events to the others",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = Answers.Reply.class)),
                @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string"))
            })
    @PostMapping("/api/chat")
    Mono<Void> send(@RequestBody JsonNode body, ServerWebExchange exchange) {
        ChatRequest request = reader.read(body);
        return callers.of(exchange)
                .flatMap(caller -> callers.mayWrite(caller, request, exchange))
                .flatMap(caller -> chat.send(caller, request, ReaderThread.of(exchange))
                        .flatMap(answering -> isJson(request, exchange.getRequest())
                                ? answers.write(answering, exchange)
                                : stream.write(caller, answering, request, exchange)));
    }

    /** The rest of an answer after {@code Last-Event-ID}, or all of the one that is being made; 204 for none. */
    @Operation(summary = "The rest of an answer after Last-Event-ID, or all of the one that is being made")
    @ApiResponse(
            responseCode = "200",
            description = "Events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "204", description = "Nothing is being answered", content = @Content)
    @GetMapping("/api/chat/{session}/stream")
    Mono<Void> resume(@PathVariable String session, ServerWebExchange exchange) {
        SessionKey key = SessionKey.parse(session);
        return callers.of(exchange).flatMap(caller -> stream.resume(caller, key, dialect(exchange), exchange));
    }

    @Operation(summary = "Ends the answer that is being made")
    @PostMapping("/api/chat/{session}/stop")
    Mono<ResponseEntity<Void>> stop(@PathVariable String session, ServerWebExchange exchange) {
        SessionKey key = SessionKey.parse(session);
        return callers.of(exchange)
                .flatMap(caller -> chat.stop(caller, key))
                .thenReturn(ResponseEntity.noContent().build());
    }

    /** What happens in the conversation besides its answers: who takes over, what people of the house say and type. */
    @Operation(summary = "What happens in the conversation besides its answers, as events")
    @ApiResponse(
            responseCode = "200",
            description = "Events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @GetMapping("/api/chat/{session}/events")
    Mono<Void> events(@PathVariable String session, ServerWebExchange exchange) {
        SessionKey key = SessionKey.parse(session);
        return callers.of(exchange)
                .flatMap(caller -> chat.seen(caller, key).flatMap(principal -> {
                    var reader = new ConversationPushes.Reader(
                            principal.scope(), key.conversation(), false, EventStream.after(exchange));
                    return events.write(key.conversation(), session, dialect(exchange), pushes.of(reader), exchange);
                }));
    }

    /** The person is typing, which is told to a person of the house who has taken over, and to nobody else. */
    @Operation(summary = "Tells a person of the house who has taken over that somebody is typing")
    @PostMapping("/api/chat/{session}/typing")
    Mono<ResponseEntity<Void>> types(@PathVariable String session, ServerWebExchange exchange) {
        SessionKey key = SessionKey.parse(session);
        return limits.check(Limit.TYPING, key.conversation().toString())
                .then(callers.of(exchange))
                .flatMap(caller -> chat.seen(caller, key))
                .flatMap(principal -> handoffs.visitorTypes(principal, key.conversation()))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static Dialect dialect(ServerWebExchange exchange) {
        String accept = exchange.getRequest().getHeaders().getFirst("Accept");
        boolean agUi = accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
        return agUi ? Dialect.AG_UI : Dialect.AI_SDK;
    }

    /** Only our own dialect has a JSON form; the AI SDK asks for anything and means its stream. */
    private static boolean isJson(ChatRequest request, ServerHttpRequest http) {
        String accept = http.getHeaders().getFirst("Accept");
        return request.dialect() == Dialect.HENK
                && (accept == null || !accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE));
    }
}
