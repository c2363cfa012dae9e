package app.henk.chat;

import app.henk.agent.JoinedConversations.Joined;
import app.henk.identity.Principal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Splits accounts that were joined with somebody else's conversations: by their owners, and by administrators. */
@Tag(name = "Accounts")
@RestController
class MoveController {

    private final ConversationMoves moves;

    MoveController(ConversationMoves moves) {
        this.moves = moves;
    }

    record Moves(List<SessionMove> moves) {}

    /** @param title its first words */
    record Came(UUID id, String title, Instant at) {

        static Came of(Joined joined) {
            return new Came(joined.move(), joined.beginning(), joined.at());
        }
    }

    record MyMoves(List<Came> moves) {}

    /** @param link opens the conversation for the person it belongs to, once; empty when an account has it again */
    record Undone(SessionMove move, Optional<HandOut> link) {}

    /** @param qr rows of 0 and 1 */
    record HandOut(String url, Instant expires_at, List<String> qr) {

        static HandOut of(Links.Link link) {
            return new HandOut(link.url(), link.expires(), link.modules());
        }
    }

    @Operation(summary = "Which conversations came to my account because somebody signed in where they were held")
    @GetMapping("/api/me/moves")
    Mono<MyMoves> mine(Principal.Customer me) {
        return moves.of(me, me.user())
                .map(joined -> new MyMoves(joined.stream().map(Came::of).toList()));
    }

    @Operation(summary = "That was not me: takes such a conversation out of my account, with all that was told in it")
    @PostMapping("/api/me/moves/{id}/undo")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> notMine(Principal.Customer me, @PathVariable UUID id) {
        return moves.takeOut(me, id);
    }

    @Operation(summary = "Which conversations came to an account or left it, and when")
    @GetMapping("/api/accounts/{id}/moves")
    Mono<Moves> of(Principal.Staff admin, @PathVariable UUID id) {
        return moves.all(admin, id).map(Moves::new);
    }

    @Operation(summary = "Takes a move back; a conversation that leaves the account gets a new link to hand out")
    @PostMapping("/api/moves/{id}/undo")
    Mono<ResponseEntity<Undone>> undo(Principal.Staff admin, @PathVariable UUID id, ServerHttpRequest request) {
        return moves.undo(admin, id)
                .flatMap(undone -> undone.toAccount().isPresent()
                        ? Mono.just(new Undone(undone, Optional.empty()))
                        : moves.link(admin, undone.id(), request)
                                .map(link -> new Undone(undone, Optional.of(HandOut.of(link)))))
                .map(MoveController::unstored);
    }

    @Operation(summary = "Another link to hand out, of a conversation that left the account")
    @PostMapping("/api/moves/{id}/link")
    Mono<ResponseEntity<HandOut>> link(Principal.Staff admin, @PathVariable UUID id, ServerHttpRequest request) {
        return moves.link(admin, id, request).map(HandOut::of).map(MoveController::unstored);
    }

    private static <T> ResponseEntity<T> unstored(T body) {
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(body);
    }
}
