package app.henk.chat;

import app.henk.crm.Activities;
import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.Problem;
import app.henk.platform.PushHub;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * People of the house in conversations with visitors and customers. Whoever takes one holds it by a lease: while it
 * lasts the assistant is silent and no colleague can take it; it is renewed as long as the holder reads or types, and
 * when the holder is gone the conversation waits again.
 */
@Service
class Handoffs {

    /** Topic of the list of those who wait. */
    static final String LIST = "handoffs";

    /** Topic on which the instance that makes an answer hears that it must stop. */
    static final String SILENCE = "silence";

    private static final String SAID = "said";
    private static final String STATE = "state";

    private final TenantTransactions transactions;
    private final HandoffStore store;
    private final PushHub hub;
    private final Audit audit;
    private final Activities activities;
    private final Tenants tenants;
    private final Wording wording;
    private final ChatProperties properties;

    Handoffs(
            TenantTransactions transactions,
            HandoffStore store,
            PushHub hub,
            Audit audit,
            Activities activities,
            Tenants tenants,
            Wording wording,
            ChatProperties properties) {
        this.transactions = transactions;
        this.store = store;
        this.hub = hub;
        this.audit = audit;
        this.activities = activities;
        this.tenants = tenants;
        this.wording = wording;
        this.properties = properties;
    }

    /** Topic of what happens in one conversation. */
    static String conversation(UUID id) {
        return PushHub.topic("conversation", id);
    }

    /** Topic of who is typing in one conversation; the detail is {@code visitor}, or {@code staff} and a name. */
    static String typing(UUID id) {
        return PushHub.topic("typing", id);
    }

    Mono<Handoff.Queue> open(Principal.Staff staff) {
        return transactions.in(staff.scope(), () -> store.open(staff.tenant()));
    }

    /** Fails with a conflict problem when a colleague has it, or nobody asked for a person. */
    Mono<Void> take(Principal.Staff staff, UUID conversation) {
        return transactions.in(
                staff.scope(),
                () -> store.take(staff, conversation, properties.lease())
                        .flatMap(taken -> taken
                                // after the row is locked: a message that came first has its run, one that comes later
                                // has none
                                ? store.silence(staff, conversation)
                                        .then(hub.push(SILENCE, conversation.toString()))
                                        .then(changed(conversation))
                                        .then(noted("handoff.taken", conversation))
                                : refused(staff.tenant(), conversation)));
    }

    private Mono<Void> refused(TenantId tenant, UUID conversation) {
        return store.state(tenant, conversation)
                .switchIfEmpty(Mono.error(Problem.notFound("conversation")))
                .flatMap(state -> Mono.error(
                        state.status() == Handoff.Status.HELD
                                ? Problem.conflict(
                                                "handoff-taken",
                                                state.name().orElse("A colleague") + " has taken this conversation.")
                                        .with("held_name", state.name().orElse(""))
                                : Problem.conflict(
                                        "handoff-not-asked",
                                        "Nobody waits in this conversation: the assistant answers.")));
    }

    /** What a colleague wrote, as it is kept. */
    record Said(UUID id, String text, String name) {}

    /**
     * Keeps a message of the holder and shows it to the visitor. The same id again is the same message.
     *
     * @param messageId the client's own
     */
    Mono<Said> say(Principal.Staff staff, UUID conversation, String messageId, String text) {
        return transactions.in(
                staff.scope(),
                () -> store.renew(staff, conversation, properties.lease())
                        .filter(held -> held)
                        .switchIfEmpty(Mono.error(Handoffs::notYours))
                        .then(store.say(staff, conversation, "staff:" + messageId, text))
                        .flatMap(kept -> {
                            if (!kept.text().equals(text) || !kept.speaker().equals(staff.user())) {
                                return Mono.error(
                                        Problem.conflict(
                                                "message-id-reused",
                                                "A message with this message_id was sent before and said something else. Use a new id."));
                            }
                            Mono<Void> told = kept.fresh() ? said(conversation) : Mono.empty();
                            return told.thenReturn(new Said(kept.id(), text, staff.name()));
                        }));
    }

    /** The holder types: the visitor sees it, and the lease goes on. */
    Mono<Void> types(Principal.Staff staff, UUID conversation) {
        return transactions.in(
                staff.scope(),
                () -> store.renew(staff, conversation, properties.lease())
                        .filter(held -> held)
                        .switchIfEmpty(Mono.error(Handoffs::notYours))
                        .then(hub.push(typing(conversation), "staff " + staff.name())));
    }

    /** Renews the lease as long as this is subscribed; does nothing to a conversation that is not this colleague's. */
    Mono<Void> heldWhileRead(Principal.Staff staff, UUID conversation) {
        return Flux.interval(Duration.ZERO, properties.lease().dividedBy(3))
                .onBackpressureDrop()
                .concatMap(
                        tick -> transactions
                                .in(staff.scope(), () -> store.renew(staff, conversation, properties.lease()))
                                // a database that is away for a moment is asked again at the next tick
                                .onErrorComplete(),
                        1)
                .then();
    }

    /** Fails with a not-found problem for what is no visitor's or customer's conversation of this tenant. */
    Mono<Handoff> state(Principal.Staff staff, UUID conversation) {
        return transactions
                .in(staff.scope(), () -> store.withOutsider(staff.tenant(), conversation))
                .switchIfEmpty(Mono.error(Problem.notFound("conversation")));
    }

    /** The visitor types; told only while somebody of the house listens. */
    Mono<Void> visitorTypes(Principal principal, UUID conversation) {
        return transactions.in(
                principal.scope(),
                () -> store.state(principal.tenant(), conversation)
                        .filter(state -> state.status() == Handoff.Status.HELD)
                        .flatMap(held -> hub.push(typing(conversation), "visitor")));
    }

    /**
     * Hands the conversation back to the assistant.
     *
     * @param note what the assistant should know; kept as an activity as well
     */
    Mono<Void> release(Principal.Staff staff, UUID conversation, Optional<String> note) {
        return tenants.tenant(staff.tenant())
                .flatMap(tenant -> transactions.in(
                        staff.scope(),
                        () -> store.release(staff, conversation, note)
                                .filter(released -> released)
                                .switchIfEmpty(Mono.error(Handoffs::notYours))
                                .then(activities.spoke(
                                        staff,
                                        conversation,
                                        wording.say(
                                                "handoff.activity", tenant.language(), Map.of("name", staff.name())),
                                        note.orElse("")))
                                .then(changed(conversation))
                                .then(noted("handoff.released", conversation))));
    }

    /** Lets conversations wait again whose holders are gone. */
    Mono<Void> expire() {
        return store.tenantsWithLost()
                .concatMap(tenant -> transactions.in(
                        Scope.system(tenant),
                        () -> store.expire(tenant).collectList().flatMap(this::allChanged)))
                .then();
    }

    private Mono<Void> allChanged(List<UUID> conversations) {
        return Flux.fromIterable(conversations).concatMap(this::changed).then();
    }

    private Mono<Void> changed(UUID conversation) {
        return hub.push(conversation(conversation), STATE).then(hub.push(LIST, STATE));
    }

    private Mono<Void> said(UUID conversation) {
        return hub.push(conversation(conversation), SAID).then(hub.push(LIST, SAID));
    }

    private Mono<Void> noted(String action, UUID conversation) {
        return audit.append(new Audit.Entry("web", action, conversation.toString()));
    }

    private static Problem notYours() {
        return Problem.conflict(
                "handoff-not-yours", "You do not hold this conversation, or no longer. Take it before you write.");
    }
}
