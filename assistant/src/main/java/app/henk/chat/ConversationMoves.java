package app.henk.chat;

import app.henk.identity.Audit;
import app.henk.identity.LeavingConversation;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes apart what came together by mistake: somebody signed in on a device on which another person had talked. */
@Service
class ConversationMoves {

    private static final int MOST = 100;

    private final TenantTransactions transactions;
    private final MoveStore store;
    private final ObjectProvider<LeavingConversation> followers;
    private final Links links;
    private final Audit audit;

    ConversationMoves(
            TenantTransactions transactions,
            MoveStore store,
            ObjectProvider<LeavingConversation> followers,
            Links links,
            Audit audit) {
        this.transactions = transactions;
        this.store = store;
        this.followers = followers;
        this.links = links;
        this.audit = audit;
    }

    /** @param link opens the conversation once, for the administrator to hand out; empty when an account has it */
    record Undone(SessionMove move, Optional<Links.Link> link) {}

    /** The conversations that came to an account or left it, the newest first; at most a hundred. */
    Mono<List<SessionMove>> of(Principal.Staff admin, UUID account) {
        return administrator(admin)
                .then(transactions.in(
                        Scope.system(admin.tenant()),
                        () -> store.ofAccount(admin.tenant(), account, MOST).collectList()));
    }

    /**
     * Takes a move back. A conversation that leaves an account is opened by a new link, which is told this once; what was
     * told and made in it goes along, and the key that its visitor held before opens nothing. Taking that back brings it
     * to the account again. That is the end of it: what was undone twice stays.
     *
     * <p>Fails with a conflict when it was taken back before, or the conversation has moved on since.
     */
    Mono<Undone> undo(Principal.Staff admin, UUID move, ServerHttpRequest request) {
        TenantId tenant = admin.tenant();
        return administrator(admin)
                .then(transactions.in(
                        Scope.system(tenant),
                        () -> store.find(tenant, move)
                                .switchIfEmpty(Mono.error(() -> Problem.notFound("move")))
                                .flatMap(found -> undo(admin, found, request))))
                .onErrorMap(DuplicateKeyException.class, twice -> undoneBefore());
    }

    private Mono<Undone> undo(Principal.Staff admin, SessionMove move, ServerHttpRequest request) {
        if (move.undone()) {
            return Mono.error(undoneBefore());
        }
        return isUndoOfUndo(admin.tenant(), move)
                .flatMap(over -> over
                        ? Mono.error(Problem.conflict(
                                "undone-twice",
                                "This was taken back and put back before. Split it by its newest move, if any."))
                        : move.toAccount()
                                .map(account -> takeOut(admin, move, account, request))
                                .orElseGet(() ->
                                        putBack(admin, move, move.fromAccount().orElseThrow())));
    }

    /** A move that put back what an undo had taken out. */
    private Mono<Boolean> isUndoOfUndo(TenantId tenant, SessionMove move) {
        return move.undoes()
                .map(before -> store.find(tenant, before)
                        .map(undone -> undone.undoes().isPresent())
                        .defaultIfEmpty(false))
                .orElseGet(() -> Mono.just(false));
    }

    private Mono<Undone> takeOut(Principal.Staff admin, SessionMove move, UUID account, ServerHttpRequest request) {
        TenantId tenant = admin.tenant();
        // nobody knows this key: the link makes one for whoever opens it
        byte[] hash = SessionKey.anew(move.conversation()).hash().orElseThrow();
        var owner = new Principal.Visitor(tenant, move.conversation());
        return store.takeOut(tenant, move.conversation(), account, hash)
                .flatMap(done -> done ? Mono.just(true) : Mono.error(movedOn()))
                .thenMany(Flux.fromStream(followers::orderedStream)
                        .concatMap(follower -> follower.leaves(tenant, move.conversation(), account)))
                .then(Mono.defer(() -> noted(admin, move, account, null)))
                .flatMap(undone -> links.toHandOut(owner, request).map(link -> new Undone(undone, Optional.of(link))));
    }

    private Mono<Undone> putBack(Principal.Staff admin, SessionMove move, UUID account) {
        return store.putBack(admin.tenant(), move.conversation(), account)
                .flatMap(done -> done ? Mono.just(true) : Mono.error(movedOn()))
                .then(Mono.defer(() -> noted(admin, move, null, account)))
                .map(undone -> new Undone(undone, Optional.empty()));
    }

    private Mono<SessionMove> noted(
            Principal.Staff admin,
            SessionMove move,
            @org.jspecify.annotations.Nullable UUID from,
            @org.jspecify.annotations.Nullable UUID to) {
        return store.note(admin.tenant(), move.conversation(), from, to, move.id(), admin.user())
                .delayUntil(undone -> audit.append(new Audit.Entry(
                                "api", "conversation.moved", move.conversation().toString())
                        .after("{\"undoes\":\"" + move.id() + "\",\"by\":\"" + admin.user() + "\"}")));
    }

    private static Mono<Void> administrator(Principal.Staff who) {
        return who.role() == Role.ADMIN
                ? Mono.empty()
                : Mono.error(Problem.forbidden("Only an administrator may do this."));
    }

    private static Problem undoneBefore() {
        return Problem.conflict(
                "undone-before", "This move was taken back before. Look at the account's newest moves.");
    }

    private static Problem movedOn() {
        return Problem.conflict(
                "moved-on",
                "The conversation is no longer where this move put it, or is being answered right now. Look again.");
    }
}
