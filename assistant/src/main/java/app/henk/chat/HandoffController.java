package app.henk.chat;

import app.henk.chat.ChatRequest.Dialect;
import app.henk.identity.Principal;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Conversations that wait for a person of the house, for staff. */
@RestController
class HandoffController {

    private static final int LONGEST_ID = 100;
    private static final int LONGEST_NOTE = 2_000;

    private final Handoffs handoffs;
    private final History history;
    private final ConversationPushes pushes;
    private final StaffPushes staffPushes;
    private final EventStream stream;
    private final Limits limits;

    HandoffController(
            Handoffs handoffs,
            History history,
            ConversationPushes pushes,
            StaffPushes staffPushes,
            EventStream stream,
            Limits limits) {
        this.handoffs = handoffs;
        this.history = history;
        this.pushes = pushes;
        this.staffPushes = staffPushes;
        this.stream = stream;
        this.limits = limits;
    }

    /**
     * @param handoffs those who were there within a day before all others, and who waits longest before the others
     * @param more how many wait besides these
     */
    record Waiting(List<Handoff.Open> handoffs, long more) {}

    /** @param handoff who speaks now: see the conversation's own history */
    record Talk(UUID conversation, Map<String, Object> handoff, List<History.Entry> messages) {}

    record Message(@Nullable String text, @Nullable String message_id) {}

    record Note(@Nullable String note) {}

    @GetMapping("/api/handoffs")
    Mono<Waiting> open(Principal.Staff staff) {
        return handoffs.open(staff).map(queue -> new Waiting(queue.first(), queue.more()));
    }

    /** What was said, whether or not anybody waits. */
    @GetMapping("/api/handoffs/{conversation}")
    Mono<Talk> talk(Principal.Staff staff, @PathVariable UUID conversation) {
        return handoffs.state(staff, conversation)
                .zipWith(history.of(staff.scope(), conversation))
                .map(found -> new Talk(conversation, found.getT1().wire(), found.getT2()));
    }

    @PostMapping("/api/handoffs/{conversation}/take")
    Mono<ResponseEntity<Void>> take(Principal.Staff staff, @PathVariable UUID conversation) {
        return handoffs.take(staff, conversation).thenReturn(done());
    }

    @PostMapping("/api/handoffs/{conversation}/messages")
    Mono<Handoffs.Said> say(Principal.Staff staff, @PathVariable UUID conversation, @RequestBody Message message) {
        String id = message.message_id();
        if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
            throw Problem.badRequest(
                    "message-id-missing",
                    "Send a 'message_id' of your own, at most " + LONGEST_ID
                            + " characters, so that sending again is harmless.");
        }
        String text =
                ChatRequestReader.checked(Optional.ofNullable(message.text()).orElse(""));
        return limits.check(Limit.CHAT_USER, staff.user().toString()).then(handoffs.say(staff, conversation, id, text));
    }

    @PostMapping("/api/handoffs/{conversation}/typing")
    Mono<ResponseEntity<Void>> types(Principal.Staff staff, @PathVariable UUID conversation) {
        return limits.check(Limit.TYPING, staff.user().toString())
                .then(handoffs.types(staff, conversation))
                .thenReturn(done());
    }

    @PostMapping("/api/handoffs/{conversation}/release")
    Mono<ResponseEntity<Void>> release(
            Principal.Staff staff,
            @PathVariable UUID conversation,
            @RequestBody(required = false) @Nullable Note note) {
        Optional<String> written = Optional.ofNullable(note)
                .map(Note::note)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(ChatRequestReader::checked);
        if (written.filter(text -> text.length() > LONGEST_NOTE).isPresent()) {
            throw Problem.badRequest("note-too-long", "A note has at most " + LONGEST_NOTE + " characters.");
        }
        return handoffs.release(staff, conversation, written).thenReturn(done());
    }

    /** Everybody's words in one conversation; keeps the reader's hold on it while it is open. */
    @GetMapping("/api/handoffs/{conversation}/events")
    Mono<Void> events(Principal.Staff staff, @PathVariable UUID conversation, ServerWebExchange exchange) {
        var reader = new ConversationPushes.Reader(staff.scope(), conversation, true, EventStream.after(exchange));
        return handoffs.state(staff, conversation)
                .then(Mono.defer(() -> stream.write(
                        staff.user(),
                        conversation.toString(),
                        Dialect.AG_UI,
                        Flux.merge(
                                        pushes.of(reader).materialize(),
                                        handoffs.heldWhileRead(staff, conversation)
                                                .<MiniRun>thenMany(Flux.never())
                                                .materialize())
                                .dematerialize(),
                        exchange)));
    }

    /** What concerns all staff: who waits, as a state that comes again whenever it has changed. */
    @GetMapping("/api/events")
    Mono<Void> events(Principal.Staff staff, ServerWebExchange exchange) {
        return stream.write(staff.user(), "staff", Dialect.AG_UI, staffPushes.of(staff), exchange);
    }

    private static ResponseEntity<Void> done() {
        return ResponseEntity.noContent().build();
    }
}
