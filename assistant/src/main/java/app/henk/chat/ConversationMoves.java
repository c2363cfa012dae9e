package app.henk.chat;

import app.henk.agent.JoinedConversations;
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
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes apart what came together by mistake: somebody signed in on a device on which another person had talked. The
 * account's owner may give such a conversation up; to whom it goes, and whether it comes back, an administrator decides.
 */
@Service
class ConversationMoves implements JoinedConversations {

    private static final int MOST = 100;
    private static final int MOST_JOINED = 20;

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

    /** The conversations that came to an account or left it, the newest first; at most a hundred. */
    Mono<List<SessionMove>> all(Principal.Staff admin, UUID account) {
        return administrator(admin)
                .then(transactions.in(
                        Scope.system(admin.tenant()),
                        () -> store.ofAccount(admin.tenant(), account, MOST).collectList()));
    }

    @Override
    public Mono<List<Joined>> of(Principal who, UUID account) {
        return mayActFor(who, account)
                .then(transactions.in(
                        Scope.system(who.tenant()),
                        () -> store.joined(who.tenant(), account, MOST_JOINED).collectList()));
    }

    @Override
    public Mono<Void> takeOut(Principal who, UUID move) {
        return within(
                        who,
                        () -> found(who, move)
                                .filter(found -> found.toAccount().isPresent())
                                .switchIfEmpty(Mono.error(ConversationMoves::unknown))
                                .flatMap(found -> undo(actor(who), found)))
                .then();
    }

    /**
     * Takes a move back. A conversation that leaves an account goes with what was told and made in it, and the key that
     * its visitor held before opens nothing. Taking that back brings it to the account again. That is the end of it: what
     * was undone twice stays.
     *
     * <p>Fails with a conflict when it was taken back before, or the conversation has moved on since.
     */
    Mono<SessionMove> undo(Principal.Staff admin, UUID move) {
        return administrator(admin)
                .then(within(admin, () -> found(admin, move).flatMap(found -> undo(actor(admin), found))));
    }

    /**
     * A link that opens a conversation without an account once, for an administrator to hand out. Fails as not found when
     * the conversation of this move belongs to an account.
     */
    Mono<Links.Link> link(Principal.Staff admin, UUID move, ServerHttpRequest request) {
        return administrator(admin)
                .then(transactions.in(Scope.system(admin.tenant()), () -> found(admin, move)))
                .flatMap(
                        found -> links.toHandOut(new Principal.Visitor(admin.tenant(), found.conversation()), request));
    }

    private <T> Mono<T> within(Principal who, Supplier<Mono<T>> work) {
        return transactions
                .in(Scope.system(who.tenant()), work)
                .onErrorMap(DuplicateKeyException.class, twice -> undoneBefore());
    }

    /** A move that this person may take back: of the own account, or any one for an administrator. */
    private Mono<SessionMove> found(Principal who, UUID move) {
        return store.find(who.tenant(), move)
                .switchIfEmpty(Mono.error(ConversationMoves::unknown))
                .delayUntil(found -> mayActFor(
                                who, found.toAccount().or(found::fromAccount).orElseThrow())
                        .onErrorMap(Problem.class, notTheirs -> unknown()));
    }

    private Mono<SessionMove> undo(Actor actor, SessionMove move) {
        if (move.undone()) {
            return Mono.error(undoneBefore());
        }
        return isUndoOfUndo(actor.tenant(), move)
                .flatMap(over -> over
                        ? Mono.error(Problem.conflict(
                                "undone-twice",
                                "This was taken back and put back before. Split it by its newest move, if any."))
                        : move.toAccount()
                                .map(account -> takeOut(actor, move, account))
                                .orElseGet(() ->
                                        putBack(actor, move, move.fromAccount().orElseThrow())));
    }

    /** A move that put back what an undo had taken out. */
    private Mono<Boolean> isUndoOfUndo(TenantId tenant, SessionMove move) {
        return move.undoes()
                .map(before -> store.find(tenant, before)
                        .map(undone -> undone.undoes().isPresent())
                        .defaultIfEmpty(false))
                .orElseGet(() -> Mono.just(false));
    }

    private Mono<SessionMove> takeOut(Actor actor, SessionMove move, UUID account) {
        // nobody knows this key: a link makes one for whoever opens it
        byte[] hash = SessionKey.anew(move.conversation()).hash().orElseThrow();
        return store.takeOut(actor.tenant(), move.conversation(), account, hash)
                .flatMap(done -> done ? Mono.just(true) : Mono.error(movedOn()))
                .thenMany(Flux.fromStream(followers::orderedStream)
                        .concatMap(follower -> follower.leaves(actor.tenant(), move.conversation(), account)))
                .then(Mono.defer(() -> noted(actor, move, Optional.of(account), Optional.empty())));
    }

    private Mono<SessionMove> putBack(Actor actor, SessionMove move, UUID account) {
        return store.putBack(actor.tenant(), move.conversation(), account)
                .flatMap(done -> done ? Mono.just(true) : Mono.error(movedOn()))
                .then(Mono.defer(() -> noted(actor, move, Optional.empty(), Optional.of(account))));
    }

    private Mono<SessionMove> noted(Actor actor, SessionMove move, Optional<UUID> from, Optional<UUID> to) {
        return store.undo(actor.tenant(), move, from, to, actor.account())
                .delayUntil(undone -> audit.append(new Audit.Entry(
                                "api", "conversation.moved", move.conversation().toString())
                        .after("{\"undoes\":\"" + move.id() + "\",\"by\":\"" + actor.account() + "\"}")));
    }

    /** Who takes a move back. */
    private record Actor(TenantId tenant, UUID account) {}

    private static Actor actor(Principal who) {
        return new Actor(
                who.tenant(),
                Optional.ofNullable(ConversationStore.account(who)).orElseThrow());
    }

    private static Mono<Void> mayActFor(Principal who, UUID account) {
        return switch (who) {
            case Principal.Staff staff -> administrator(staff);
            case Principal.Customer customer when customer.user().equals(account) -> Mono.empty();
            default -> Mono.error(Problem.forbidden("Only the account's owner or an administrator may do this."));
        };
    }

    private static Mono<Void> administrator(Principal.Staff who) {
        return who.role() == Role.ADMIN
                ? Mono.empty()
                : Mono.error(Problem.forbidden("Only an administrator may do this."));
    }

    private static Problem unknown() {
        return Problem.notFound("move");
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
