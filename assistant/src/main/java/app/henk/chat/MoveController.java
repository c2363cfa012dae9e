package app.henk.chat;

import app.henk.identity.Principal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Splits accounts that were joined with somebody else's conversations. For administrators. */
@Tag(name = "Accounts")
@RestController
class MoveController {

    private final ConversationMoves moves;

    MoveController(ConversationMoves moves) {
        this.moves = moves;
    }

    record Moves(List<SessionMove> moves) {}

    /** @param link opens the conversation for the person it belongs to, once; told this once */
    record Undone(SessionMove move, Optional<HandOut> link) {}

    record HandOut(String url, Instant expires_at) {}

    @Operation(summary = "Which conversations came to an account or left it, and when")
    @GetMapping("/api/accounts/{id}/moves")
    Mono<Moves> of(Principal.Staff admin, @PathVariable UUID id) {
        return moves.of(admin, id).map(Moves::new);
    }

    @Operation(summary = "Takes a move back; a conversation that leaves the account gets a new link to hand out")
    @PostMapping("/api/moves/{id}/undo")
    Mono<ResponseEntity<Undone>> undo(Principal.Staff admin, @PathVariable UUID id, ServerHttpRequest request) {
        return moves.undo(admin, id, request)
                .map(undone -> ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(new Undone(
                                undone.move(), undone.link().map(link -> new HandOut(link.url(), link.expires())))));
    }
}
